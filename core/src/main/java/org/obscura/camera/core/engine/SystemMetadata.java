package org.obscura.camera.core.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.MetadataKeys;
import org.obscura.camera.core.metadata.EmbeddedMetadata;
import org.obscura.camera.core.metadata.MetadataSchema;
import org.obscura.camera.spi.Frame;

/**
 * Adds what the system knows of an image. Values of the application have precedence, except where they would be false; then those that the
 * device stored in the frame.
 */
final class SystemMetadata {
    private final String software;
    private volatile DeviceMetadata last = new DeviceMetadata(null, Map.of());

    /** What is the same in each image of a device. Checked at its first image: the metadata tables take long to load. */
    private record DeviceMetadata(@Nullable DeviceInfo device, Map<String, Object> values) {
    }

    /**
     * The metadata of one image.
     *
     * @param all what the image will hold
     * @param written what has to be written for it; the frame brings the rest
     */
    record Collected(Map<String, Object> all, Map<String, Object> written) {
    }

    SystemMetadata(String software) {
        this.software = software;
    }

    /** Returns the metadata of an image: the values set by the application, and those of the frame, its device and the system. */
    Collected complete(Map<String, Object> set, Frame frame, DeviceInfo device, UsedControls controls, EmbeddedMetadata embedded) {
        Map<String, Object> written = new LinkedHashMap<>();
        MetadataSchema.putIfValid(written, MetadataKeys.DATE_TIME_ORIGINAL, frame.getTimestamp());
        Object exposed = written.get(MetadataKeys.DATE_TIME_ORIGINAL);
        if (exposed != null) {
            written.put(MetadataKeys.DATE_TIME_DIGITIZED, exposed);
            written.put(MetadataKeys.DATE, exposed);
        }
        written.putAll(of(device));
        written.putAll(controls.metadata());
        written.put(MetadataKeys.IMAGE_UNIQUE_ID, UUID.randomUUID().toString().replace("-", ""));
        written.keySet().removeAll(embedded.keys());
        written.putAll(set);
        written.put(MetadataKeys.RESOLUTION, frame.getResolution());
        if (embedded.keys().isEmpty()) {
            Map<String, Object> both = Collections.unmodifiableMap(written);
            return new Collected(both, both);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        embedded.keys().forEach(key -> {
            Object value = embedded.value(key);
            if (value != null) {
                all.put(key, value);
            }
        });
        all.putAll(written);
        return new Collected(Collections.unmodifiableMap(all), Collections.unmodifiableMap(written));
    }

    private Map<String, Object> of(DeviceInfo device) {
        DeviceMetadata known = last;
        if (known.device != device) {
            Map<String, Object> values = new LinkedHashMap<>();
            MetadataSchema.putIfValid(values, MetadataKeys.ORIENTATION, device.orientation());
            MetadataSchema.putIfValid(values, MetadataKeys.CAMERA_MANUFACTURER, MetadataSchema.storable(device.manufacturer()));
            String model = device.model().isBlank() ? device.displayName() : device.model();
            MetadataSchema.putIfValid(values, MetadataKeys.CAMERA_MODEL, MetadataSchema.storable(model));
            MetadataSchema.putIfValid(values, MetadataKeys.SOFTWARE, MetadataSchema.storable(software));
            known = new DeviceMetadata(device, values);
            last = known;
        }
        return known.values;
    }
}
