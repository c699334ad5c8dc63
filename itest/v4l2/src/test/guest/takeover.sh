#!/bin/bash
# What happens in the guest: takeover.sh JAR OUT. One camera is found by the backend over V4L2 and by webcam-capture; TakeOverIT on the host
# checks the results.
set -u
JAR=$1 OUT=$2
HERE=$(cd "$(dirname "$0")" && pwd)
. "$HERE/framework.sh"
. "$HERE/camera.sh"
PATH=$PATH:/usr/sbin:/sbin
WORK=$(mktemp -d)
cd "$WORK" || exit 125
cp -r "$HERE/conf-takeover" conf

camera_plug || exit 125
control osd_text_mode 2
v4l2-ctl -d $DEVICE -L >"$OUT/before.out"
reference() { # NAME BRIGHTNESS: what the driver gives out with it
    v4l2-ctl -d $DEVICE -c brightness="$2" --set-fmt-video=width=640,height=480,pixelformat=RGB3 --stream-mmap --stream-count=1 \
        --stream-to="$OUT/$1.rgb" 2>/dev/null
}
reference dark 64
reference plain 128

offered_by() { # NAME BACKEND: the list of devices has the camera once
    shell "$1" 180 camera:devices
    [ "$(grep -oE '^(v4l2|webcam):vivid' "$OUT/$1.out")" = "$2:vivid" ]
}
await_offered_by() { # NAME BACKEND: both backends look on their own, so that the camera is listed twice for a moment
    await 180 offered_by "$1" "$2" || echo "$1: the camera was not offered by $2 alone within 180 s"
}

framework_start
shell ready 300 'camera:events &'
await_offered_by both v4l2
capture by-v4l2 '--control image.brightness=64' png
shell bundles 60 'felix:lb -s'
BUNDLE=$(grep -oE '[0-9]+\|[^|]*\|[^|]*\|org\.obscura\.camera\.v4l2' "$OUT/bundles.out" | head -n 1 | cut -d '|' -f 1)
echo "v4l2 is bundle $BUNDLE"

# ---- the backend over V4L2 stops, and starts again
START=$(now)
shell stop-v4l2 60 "felix:stop $BUNDLE"
await_offered_by stopped webcam
printf 'millis=%s\n' $(($(now) - START)) >"$OUT/search.properties"
capture by-webcam '--control image.brightness=64' png
capture plain-by-webcam '' png
shell controls 180 'camera:controls --json'
capture wrong '--control image.brightness=300' png
shell start-v4l2 60 "felix:start $BUNDLE"
await_offered_by started v4l2
capture again-by-v4l2 '' png

# ---- the same while images are taken
saved_at_least() { [ "$(ls "$OUT" | grep -c '^burst.*\.jpg$')" -ge "$1" ]; }
shell burst 180 "camera:capture --count 40 --background --control image.brightness=64 -r 640x480 -o $OUT/burst.jpg"
await 300 saved_at_least 5 || echo "no images before the stop"
shell stop-in-burst 60 "felix:stop $BUNDLE"
await 300 saved_at_least 12 || echo "no images after the stop"
shell start-in-burst 60 "felix:start $BUNDLE"
await 300 saved_at_least 40 || echo "not all images"

shell stop 180 'camera:stop'
await 60 camera_unused || echo "not released"
v4l2-ctl -d $DEVICE -L >"$OUT/after.out"
shell end 60 'exit 0'
cat log stderr | head -c 1000000 >"$OUT/framework.out"
exit 0
