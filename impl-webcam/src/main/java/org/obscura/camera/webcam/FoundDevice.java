package org.obscura.camera.webcam;

import java.util.List;

import org.obscura.camera.DeviceInfo;
import org.obscura.camera.Resolution;

/**
 * A camera as a look found it.
 *
 * @param info what applications see
 * @param driverId what the driver calls it
 * @param node the name of its node under /dev, or ""
 * @param stamp what the node's stamp was, or ""
 * @param sizes what the driver says it offers; empty if it cannot tell
 */
record FoundDevice(DeviceInfo info, String driverId, String node, String stamp, List<Resolution> sizes) {
}
