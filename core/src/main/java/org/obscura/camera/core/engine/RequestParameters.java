package org.obscura.camera.core.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureOptions.ExistingFile;
import org.obscura.camera.CaptureOptions.UnsupportedControl;
import org.obscura.camera.MetadataKeys;
import org.obscura.camera.Resolution;
import org.obscura.camera.core.config.CameraSettings;

/**
 * What a request runs with: its options, and the properties and settings of its camera at the moment of the call.
 *
 * @param resolution the size; null: the device chooses
 * @param metadata the metadata of the application
 * @param controls the whole set of controls, converted
 * @param bracket the converted values through which a series steps, by control
 */
record RequestParameters(CaptureOptions options, @Nullable Resolution resolution, Map<String, Object> metadata,
        Map<String, Object> controls, Map<String, List<Object>> bracket, CameraSettings settings) {

    /** Returns the parameters of an image of a series, whose controls step through the bracket. */
    RequestParameters atStep(int index) {
        if (bracket.isEmpty()) {
            return this;
        }
        Map<String, Object> stepped = new LinkedHashMap<>(controls);
        bracket.forEach((key, values) -> stepped.put(key, values.get(index % values.size())));
        return new RequestParameters(options, resolution, metadata, Collections.unmodifiableMap(stepped), bracket, settings);
    }

    /** Returns what to do if the device does not have a control or does not accept its value. */
    UnsupportedControl unsupported(String key) {
        if (options.unsupported() != null) {
            return options.unsupported();
        }
        return options.controls().containsKey(key) || bracket.containsKey(key) ? UnsupportedControl.FAIL : UnsupportedControl.NEAREST;
    }

    /** Returns the parameters for a frame that is upright already. */
    RequestParameters withoutOrientation() {
        Map<String, Object> upright = new LinkedHashMap<>(metadata);
        upright.remove(MetadataKeys.ORIENTATION);
        return new RequestParameters(options, resolution, Collections.unmodifiableMap(upright), controls, bracket, settings);
    }

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
