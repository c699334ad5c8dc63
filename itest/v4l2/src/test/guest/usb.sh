#!/bin/bash
# What happens in the guest: usb.sh SERVER-CLASSES TRIAL-CLASS-PATH IMAGES CAPTURES OPENINGS. Plugs virtual USB cameras into this machine and lets a
# program try the backend on them. Prints a line for each check.
set -u
SERVER=$1 TRIAL=$2 IMAGES=$3 CAPTURES=$4 OPENINGS=$5
PORT=3240
JAVA="java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Djava.awt.headless=true"
PATH=$PATH:/usr/sbin:/sbin

modprobe vhci-hcd && modprobe uvcvideo || exit 125
mkfifo server
$JAVA -cp "$SERVER" org.obscura.camera.itest.v4l2.usb.UsbIpServer $PORT "$IMAGES" 1-1=Webcam=S1 1-2=Webcam=S1 </dev/null >server 2>&1 &
exec 7<server
while read -r -t 120 line <&7; do
    [ "$line" != READY ] || break
done
cat <&7 >server.log &
$JAVA -Xlog:disable -cp "$TRIAL" org.obscura.camera.v4l2.trial.UsbTrial $PORT "$IMAGES" "$CAPTURES" "$OPENINGS" 2>&1
echo "trial ended with $?"
tail -n 40 server.log | sed 's/^/server: /'
exit 0
