package org.obscura.camera.core.engine;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.ControlKeys;
import org.obscura.camera.MetadataKeys;

/** Translates the controls of an exposure to the metadata of its image. */
final class ControlMetadata {
    private static final Map<String, String> PROGRAMS = Map.of("auto", "normal", "manual", "manual", "aperture-priority",
            "aperture priority", "shutter-priority", "shutter priority");
    private static final Map<String, String> METERING = Map.of("average", "average", "center", "center weighted average", "spot", "spot",
            "matrix", "matrix");

    /** Of an automatic flash it is not known whether it fired, and a torch is no flash. */
    private static final Map<String, String> FLASH = Map.of("off", "off", "on", "on");

    private ControlMetadata() {
    }

    /**
     * Returns metadata by key; what has no metadata of its own is left out.
     *
     * @param controls the values by key
     * @param zoomIsRatio whether the zoom is a ratio
     */
    static Map<String, Object> of(Map<String, Object> controls, boolean zoomIsRatio) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        controls.forEach((key, value) -> {
            switch (key) {
                case ControlKeys.EXPOSURE_TIME -> {
                    if (value instanceof Duration time) {
                        metadata.put(MetadataKeys.EXPOSURE_TIME, time.toNanos() / 1e9);
                    }
                }
                case ControlKeys.EXPOSURE_MODE -> {
                    metadata.put(MetadataKeys.EXPOSURE_MODE, "manual".equals(value) ? "manual" : "auto");
                    put(metadata, MetadataKeys.EXPOSURE_PROGRAM, PROGRAMS.get(String.valueOf(value)));
                }
                case ControlKeys.EXPOSURE_COMPENSATION -> metadata.put(MetadataKeys.EXPOSURE_BIAS_VALUE, value);
                case ControlKeys.EXPOSURE_ISO -> metadata.put(MetadataKeys.ISO_SPEED_RATINGS, value);
                case ControlKeys.EXPOSURE_METERING -> put(metadata, MetadataKeys.METERING_MODE, METERING.get(String.valueOf(value)));
                case ControlKeys.WHITE_BALANCE_MODE -> metadata.put(MetadataKeys.WHITE_BALANCE, "manual".equals(value) ? "manual" : "auto");
                case ControlKeys.ZOOM -> {
                    if (zoomIsRatio) {
                        metadata.put(MetadataKeys.DIGITAL_ZOOM_RATIO, value);
                    }
                }
                case ControlKeys.FLASH_MODE -> put(metadata, MetadataKeys.FLASH, FLASH.get(String.valueOf(value)));
                default -> {
                    return;
                }
            }
        });
        return metadata;
    }

    private static void put(Map<String, Object> metadata, String key, @Nullable String value) {
        if (value != null) {
            metadata.put(key, value);
        }
    }
}
