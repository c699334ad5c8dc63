# Virtual USB cameras: a USB/IP server in this machine, and the kernel's driver for them. Needs JAVA.

USB_PORT=3240

# SERVER-CLASSES IMAGES BUSID=PRODUCT=SERIAL...: serves cameras, which usb_attach plugs in; what the server says goes to server.log.
usb_serve() {
    local server=$1 line
    shift
    modprobe vhci-hcd && modprobe uvcvideo || return
    mkfifo server
    $JAVA -Djava.awt.headless=true -cp "$server" org.obscura.camera.itest.v4l2.usb.UsbIpServer $USB_PORT "$@" </dev/null >server 2>&1 &
    exec 7<server
    while read -r -t 300 line <&7; do
        [ "$line" != READY ] || break
    done
    cat <&7 >server.log &
}

# BUSID...: plugs cameras in. While the kernel looks at one that was just plugged in, usbip cannot read which are, and gives up.
usb_attach() {
    local bus tries
    for bus; do
        tries=0
        until usbip attach -r 127.0.0.1 -b "$bus"; do
            [ $((tries += 1)) -lt 60 ] || return 1
            sleep 1
        done
    done
}

# WORD...: gives the server an order, and returns when it is obeyed.
usb_order() {
    exec 8<>/dev/tcp/127.0.0.1/$((USB_PORT + 1))
    echo "$*" >&8
    read -r _ <&8
    exec 8<&-
}
