#!/bin/bash
# What happens in the guest: controls.sh JAR OUT SERVER-CLASSES IMAGES. Sets the controls of vivid and of a USB camera and records; ControlsIT
# on the host checks the results.
set -u
JAR=$1 OUT=$2 SERVER=$3 IMAGES=$4
LISTED=v4l2:vivid
HERE=$(cd "$(dirname "$0")" && pwd)
. "$HERE/framework.sh"
. "$HERE/camera.sh"
. "$HERE/usbip.sh"
PATH=$PATH:/usr/sbin:/sbin
WORK=$(mktemp -d)
cd "$WORK" || exit 125
cp -r "$HERE/conf-controls" conf

camera_plug || exit 125
control osd_text_mode 2
v4l2-ctl -d $DEVICE -L >"$OUT/before.out"
# NAME BRIGHTNESS CONTRAST: what the driver gives out with these.
reference() {
    v4l2-ctl -d $DEVICE -c brightness="$2",contrast="$3" --set-fmt-video=width=640,height=480,pixelformat=RGB3 --stream-mmap \
        --stream-count=1 --stream-to="$OUT/$1.rgb" 2>/dev/null
}
reference brightness-64 64 128
reference brightness-192 192 128
reference contrast-64 128 64
reference contrast-192 128 192
reference set 100 128
reference left 200 128
reference foreign 200 64
reference plain 128 128
framework_start
shell ready 300 'camera:events &'
await_listed devices
capture plain '' png
shell controls 180 'camera:controls --json'
for value in 64 192; do
    capture brightness-$value "--control image.brightness=$value" png
    capture contrast-$value "--control image.contrast=$value" png
done
capture plain-again '' png

# ---- another program changes a control that is set, then one that is not
shell set-control 180 'camera:control image.brightness=100'
capture set '' png
control brightness 200
capture kept '' png
shell reset-control 180 'camera:control --reset'
capture left '' png
control contrast 64
capture foreign '' png

shell stop 180 'camera:stop'
await 60 camera_unused || echo "not released"
v4l2-ctl -d $DEVICE -L >"$OUT/after.out"
camera_unplug

# ---- a camera with an exposure time and a zoom
usb_serve "$SERVER" "$IMAGES" 1-1=Webcam=S1 1-2=Webcam=S2 || exit 125
usb_attach 1-1
LISTED=v4l2:usb-1d6b-0102-S1
await_listed usb-devices
shell start 180 'camera:start'
capture usb '--control exposure.mode=manual --control exposure.time=10ms --control zoom=200'

# ---- the camera in use is unplugged while images are taken, and another takes its place
saved() { ls "$OUT" | grep -c '^swap.*\.jpg$'; }
saved_at_least() { [ "$(saved)" -ge "$1" ]; }
usb_attach 1-2
LISTED=v4l2:usb-1d6b-0102-S2
await_listed second-device
cat <&6 >>log & # faster than reading line by line
READER=$!
echo "camera:capture --count 200 --background -r 640x480 -o $OUT/swap.jpg" >&5
for turn in 1 2 3 4 5 6; do
    plug=1-$((2 - turn % 2))
    await 300 saved_at_least $((turn * 25)) || echo "turn $turn: $(saved) images"
    usb_order $plug unplug
    await 300 saved_at_least $((turn * 25 + 5)) || echo "turn $turn, after unplugging: $(saved) images"
    usb_attach $plug
done
await 300 saved_at_least 200 || echo "$(saved) images"
kill $READER
wait $READER 2>/dev/null

# ---- another program takes the camera, and serves it by HTTP
shell stop-usb 180 'camera:stop'
for NODE in /dev/video*; do
    v4l2-ctl -d "$NODE" --list-formats 2>/dev/null | grep -q MJPG && break
done
ustreamer -d "$NODE" -m MJPEG -c HW -r 640x480 -f 10 --device-timeout 30 -p 8081 >ustreamer.log 2>&1 &
STREAMER=$!
serves() { (exec 9<>/dev/tcp/127.0.0.1/8081) 2>/dev/null; }
await 120 serves || echo "ustreamer does not listen"
capture ustreamer-stream '-c stream'
capture ustreamer-snapshot '-c snapshot'
kill $STREAMER
wait $STREAMER 2>/dev/null
tail -n 20 ustreamer.log | sed 's/^/ustreamer: /'
shell statistics 180 camera:status
shell end 60 'exit 0'
cat log stderr | head -c 1000000 >"$OUT/framework.out"
exit 0
