#!/bin/bash
# What happens in the guest: scenario.sh JAR OUT. It does and records; RealCameraIT on the host checks the results.
set -u
JAR=$1
OUT=$2
HERE=$(cd "$(dirname "$0")" && pwd)
. "$HERE/framework.sh"
. "$HERE/camera.sh"
WORK=$(mktemp -d)
cd "$WORK" || exit 125
cp -r "$HERE/conf" .
mkdir once
cp -r "$HERE/conf-once" once/conf

camera_plug || exit 125
echo /dev/video* >"$OUT/nodes.out"
v4l2-ctl -d $DEVICE --set-fmt-video=width=640,height=480,pixelformat=RGB3 --stream-mmap --stream-count=1 --stream-to="$OUT/reference.rgb" 2>/dev/null

# ---- one command, one picture, one exit code
start=$(now)
(cd once && exec timeout 300 $JAVA -jar "$JAR" camera:capture -r 640x480 -o "$OUT/one-shot.jpg") >"$OUT/one-shot.out" 2>&1
printf 'exit=%s\nmillis=%s\n' $? $(($(now) - start)) >"$OUT/one-shot.properties"
await 60 camera_unused && echo "released=true" >>"$OUT/one-shot.properties"
echo "one-shot: $(cat "$OUT/one-shot.properties" "$OUT/one-shot.out" | tr '\n' '|')"

# ---- a framework that stays
framework_start
shell ready 300 'camera:events &'
await_listed devices
capture first '-r 640x480'
capture second '-r 640x480'
capture png '-r 640x480' png
capture jpeg-720p '-r 1280x720'
capture png-720p '-r 1280x720' png
capture wrong-size '-r 641x481'
capture after-wrong-size '-r 640x480'
control test_pattern 7
capture red '-r 640x480' png
control test_pattern 0
capture after-red '-r 640x480'
await 180 children_within 1 # the one of the open camera
measure
vitals before
BEFORE="$CHILDREN $FILES"

# ---- faults of the camera
fault() { # NAME: the capture that must fail, what lifts the fault, the capture that must work again
    capture "$1" '-r 640x480'
    "lift_$1"
    await_listed "back-$1"
    capture "after-$1" '-r 640x480'
    # shellcheck disable=SC2086 # two numbers
    await 180 holds_within $BEFORE
    vitals "vitals-$1"
}
lift_fatal() { :; }
control inject_fatal_streaming_error 1
fault fatal

lift_dropped() { control percentage_of_dropped_buffers 0; }
control percentage_of_dropped_buffers 100
fault dropped

# The driver connects again once no program has the device open, so another program keeps it open.
lift_disconnected() { exec 4<&-; }
exec 4<$DEVICE
control disconnect 1
fault disconnected

lift_unbound() { echo vivid.0 >$DRIVER/bind && await 60 test -e $DEVICE; }
echo vivid.0 >$DRIVER/unbind
fault unbound

# The next two strike when the device is opened.
shell stop-streamon 180 'camera:stop'
await 60 camera_unused || echo "not released before streamon"
lift_streamon() { :; }
control inject_vidioc_streamon_error 1
shell start-streamon 180 'camera:start'
fault streamon

shell stop-busy 180 'camera:stop'
await 60 camera_unused || echo "not released before busy"
v4l2-ctl -d $DEVICE --stream-mmap --stream-count=0 >other.log 2>&1 &
OTHER=$!
await 60 grep -q '<' other.log || echo "the other program does not stream"
shell start-busy 180 'camera:start'
lift_busy() { kill $OTHER; wait $OTHER 2>/dev/null; }
fault busy

# ---- the driver is taken away and comes back
shell stop-removed 180 'camera:stop'
await 60 camera_unused || echo "not released before removal"
camera_unplug || echo "module not removed"
await_unlisted devices-removed
shell start-removed 180 'camera:start'
lift_removed() { camera_plug; }
fault removed

await 180 threads_as_in "$OUT/before.threads"
vitals end

# ---- nothing survives the framework
CHILDREN=$(children)
kill -9 $FRAMEWORK
wait $FRAMEWORK 2>/dev/null
start=$(now)
await 60 camera_unused && RELEASED=true || RELEASED=false
printf 'children=%s\nreleased=%s\nmillis=%s\n' $CHILDREN $RELEASED $(($(now) - start)) >"$OUT/killed.properties"
head -c 1000000 log >"$OUT/framework.stdout"
head -c 1000000 stderr >"$OUT/framework.stderr"
javas() { readlink /proc/[0-9]*/exe | grep '/java$'; }
no_java() { ! javas >/dev/null; }
await 60 no_java
javas >"$OUT/killed.processes"
exit 0
