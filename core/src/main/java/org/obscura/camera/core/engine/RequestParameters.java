package org.obscura.camera.core.engine;

import java.util.Map;

import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureOptions.ExistingFile;
import org.obscura.camera.Resolution;
import org.obscura.camera.core.config.CameraSettings;

/** What a request runs with: its options, and the properties and settings of its camera at the moment of the call. */
record RequestParameters(CaptureOptions options, Resolution resolution, Map<String, Object> metadata, CameraSettings settings) {

    int quality() {
        return options.quality() != null ? options.quality() : settings.quality();
    }

    /** Returns the format for an image whose name has no suffix. */
    String format() {
        return options.format() != null ? options.format() : settings.format();
    }

    ExistingFile existing() {
        return options.existing() != null ? options.existing() : settings.existing();
    }
}
