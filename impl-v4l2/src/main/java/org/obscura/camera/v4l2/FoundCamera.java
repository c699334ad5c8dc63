package org.obscura.camera.v4l2;

import java.util.List;

import org.obscura.camera.DeviceInfo;
import org.obscura.camera.DeviceInfo.Position;
import org.obscura.camera.support.linux.Identity;
import org.obscura.camera.support.v4l2.Control;

/**
 * A camera as it was found.
 *
 * @param id tells it from all others
 * @param identity what the kernel says of it
 * @param node the name of its node below {@code /dev}
 * @param stamp tells the node from a later one of the same name
 * @param formats what it offers
 * @param controls its controls
 */
record FoundCamera(String id, Identity identity, String node, String stamp, Formats formats, List<Control> controls) {

    /** Returns what applications see. */
    DeviceInfo info() {
        return new DeviceInfo(id, identity.name(), V4l2Backend.NAME, Position.UNSPECIFIED, 0, identity.manufacturer(), identity.model());
    }
}
