package org.obscura.camera.core.engine;

import java.util.Map;

/**
 * The controls that a frame was exposed with.
 *
 * @param values the values by key, as far as they are known
 * @param zoomIsRatio whether the zoom of the device is a ratio; others count in a unit of their own
 */
record UsedControls(Map<String, Object> values, boolean zoomIsRatio) {
    static final UsedControls NONE = new UsedControls(Map.of(), false);

    UsedControls {
        values = Map.copyOf(values);
    }
}
