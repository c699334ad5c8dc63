#!/bin/bash
# What happens in the guest: in-guest.sh SERVER-CLASSES IMAGES OUT ARGUMENT... Plugs two USB cameras in and runs the trial with them.
set -u
HERE=$(cd "$(dirname "$0")" && pwd)
SERVER=$1 IMAGES=$2 OUT=$3
shift 3
JAVA="java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData"
PATH=$PATH:/usr/sbin:/sbin
. "$HERE/../v4l2/src/test/guest/usbip.sh"

# The file of the clock is shared memory, which a folder of the host is not.
mount -t tmpfs tmpfs /mnt && cd /mnt || exit 125
FOLDER=/mnt/unattended
usb_serve "$SERVER" "$IMAGES" 1-1=Webcam=YARD 1-2=Webcam=GATE || exit 125
usb_attach 1-1 1-2 || exit 125

# What is known if the guest does not come to its end.
keep() {
    while sleep 60; do
        cp "$FOLDER"/{journal.jsonl,felix.log,program.log,web.log,broker.out} "$OUT"
    done
}
keep &

# An emulated processor takes long to start a JVM, and to compile.
export JAVA_TOOL_OPTIONS="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"$HERE/run" --folder $FOLDER --yard v4l2:usb-1d6b-0102-YARD --gate v4l2:usb-1d6b-0102-GATE --interval 10 --cron 30 --frame-rate 5 --slow 8 "$@"
code=$?
kill %% 2>/dev/null
cp -r $FOLDER/. "$OUT"
cp server.log "$OUT/usb.log"
dmesg >"$OUT/dmesg.log"
exit $code
