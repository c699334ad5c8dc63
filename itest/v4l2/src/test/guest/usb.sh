#!/bin/bash
# What happens in the guest: usb.sh SERVER-CLASSES TRIAL-CLASS-PATH IMAGES CAPTURES OPENINGS. Plugs virtual USB cameras into this machine and lets a
# program try the backend on them. Prints a line for each check.
set -u
SERVER=$1 TRIAL=$2 IMAGES=$3 CAPTURES=$4 OPENINGS=$5
JAVA="java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Djava.awt.headless=true"
PATH=$PATH:/usr/sbin:/sbin

. "$(dirname "$0")/usbip.sh"
cd "$(mktemp -d)" || exit 125
usb_serve "$SERVER" "$IMAGES" 1-1=Webcam=S1 1-2=Webcam=S1 || exit 125
$JAVA -Xlog:disable -cp "$TRIAL" org.obscura.camera.v4l2.trial.UsbTrial $USB_PORT "$IMAGES" "$CAPTURES" "$OPENINGS" 2>&1
code=$?
echo "trial ended with $code"
if [ $code != 0 ]; then
    head -n 60 hs_err_pid*.log 2>/dev/null
    dmesg | tail -n 40
fi
tail -n 40 server.log | sed 's/^/server: /'
exit 0
