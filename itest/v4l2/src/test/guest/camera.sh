# The kernel's vivid camera as one webcam, with its controls for faults. The driver's other nodes, an output and two of metadata, are none.

DEVICE=/dev/video0
DRIVER=/sys/bus/platform/drivers/vivid

camera_plug() {
    modprobe vivid n_devs=1 node_types=0x60101 num_inputs=1 input_types=0x0 no_error_inj=0
    await 60 test -e $DEVICE
}

camera_unplug() {
    modprobe -r vivid
    await 60 test ! -e $DEVICE
}

control() { v4l2-ctl -d $DEVICE -c "$1=$2"; }

# The module counts who has the device open.
camera_unused() { [ "$(cat /sys/module/vivid/refcnt)" = 0 ]; }
