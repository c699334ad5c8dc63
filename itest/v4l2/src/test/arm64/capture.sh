# What happens in the guest, in the folder with the runnable jar: an image of the kernel's vivid camera, then one of a virtual USB camera.
JAVA="java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Djava.awt.headless=true"

uname -m
modprobe vivid n_devs=1 node_types=0x1 num_inputs=1 input_types=0x0 || exit 125
$JAVA -jar obscura.jar camera:capture -r 640x480 -o /job/vivid.jpg || exit 1
modprobe -r vivid

modprobe vhci-hcd && modprobe uvcvideo || exit 125
mkfifo /tmp/server
$JAVA -cp server org.obscura.camera.itest.v4l2.usb.UsbIpServer 3240 images 1-1=Webcam=S1 </dev/null >/tmp/server 2>&1 &
exec 7</tmp/server
while read -r line <&7; do
    [ "$line" != READY ] || break
done
cat <&7 >/dev/null &
usbip attach -r 127.0.0.1 -b 1-1 || exit 1
while ! [ -e /dev/video0 ]; do sleep 0.2; done
$JAVA -jar obscura.jar camera:capture -r 640x480 -o /job/usb.jpg || exit 2
