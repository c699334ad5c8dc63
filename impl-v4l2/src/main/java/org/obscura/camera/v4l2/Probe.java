package org.obscura.camera.v4l2;

import java.util.ArrayList;
import java.util.List;

import org.obscura.camera.support.v4l2.Control;
import org.obscura.camera.support.v4l2.ControlAccess;
import org.obscura.camera.support.v4l2.KernelException;

/**
 * What a look at a node showed.
 *
 * @param capability what the driver says
 * @param offers the formats that can be used
 * @param others the names of those that cannot
 * @param controls the controls
 */
record Probe(Capability capability, List<FormatOffer> offers, List<String> others, List<Control> controls) {

    /** Opens a node, looks, and closes it. That disturbs no program that uses it. */
    static Probe of(Kernel kernel, String path) throws KernelException {
        try (VideoNode node = new VideoNode(kernel, path)) {
            Capability capability = node.capability();
            List<String> others = new ArrayList<>();
            if (!capability.captures()) {
                return new Probe(capability, List.of(), others, List.of());
            }
            return new Probe(capability, node.formats(others), others, new ControlAccess(node).list());
        }
    }
}
