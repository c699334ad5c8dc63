package org.obscura.camera.webcam;

import java.util.List;

import org.obscura.camera.DeviceInfo;
import org.obscura.camera.Resolution;
import org.obscura.camera.support.v4l2.Control;

/**
 * A device as a scan found it.
 *
 * @param info its description for applications
 * @param driverId its name for the driver
 * @param node the name of its node under /dev, or ""
 * @param port the USB port that it is connected to, or ""
 * @param stamp the fingerprint of the node, or ""
 * @param sizes the sizes that it offers; empty if the driver does not list them
 * @param controls its controls; empty if it has none, or they cannot be read
 */
record FoundDevice(DeviceInfo info, String driverId, String node, String port, String stamp, List<Resolution> sizes,
        List<Control> controls) {

    FoundDevice with(List<Control> found) {
        return new FoundDevice(info, driverId, node, port, stamp, sizes, found);
    }

    /**
     * Compares what identifies it, field by field: the JDK would hold the class of a record, and so this bundle, for the method that it
     * generates.
     */
    @Override
    public boolean equals(Object other) {
        return other instanceof FoundDevice that && info.equals(that.info) && driverId.equals(that.driverId) && node.equals(that.node)
                && port.equals(that.port)
                && stamp.equals(that.stamp) && sizes.equals(that.sizes);
    }

    @Override
    public int hashCode() {
        return info.hashCode();
    }
}
