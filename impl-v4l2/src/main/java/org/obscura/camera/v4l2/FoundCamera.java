package org.obscura.camera.v4l2;

import java.util.List;

import org.obscura.camera.DeviceInfo;
import org.obscura.camera.support.v4l2.Control;

/**
 * A camera as it was found.
 *
 * @param info what applications see
 * @param node the name of its node below {@code /dev}
 * @param stamp tells the node from a later one of the same name
 * @param formats what it offers
 * @param controls its controls
 */
record FoundCamera(DeviceInfo info, String node, String stamp, Formats formats, List<Control> controls) {
}
