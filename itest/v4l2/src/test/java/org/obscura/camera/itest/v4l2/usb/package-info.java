/**
 * USB cameras that exist in software alone: a USB/IP server in plain Java, whose cameras {@code usbip attach} plugs into a Linux machine,
 * where the kernel's own {@code uvcvideo} drives them. Runs in the guest, or beside it.
 */
package org.obscura.camera.itest.v4l2.usb;
