package org.obscura.camera.core.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.obscura.camera.DeviceInfo;
import org.obscura.camera.MetadataKeys;
import org.obscura.camera.core.metadata.MetadataSchema;
import org.obscura.camera.spi.Frame;

/** Adds what the system knows of an image. Values of the application have precedence, except where they would be false. */
final class SystemMetadata {
    private final Map<String, Object> software = new LinkedHashMap<>();
    private volatile DeviceMetadata last = new DeviceMetadata(null, Map.of());

    /** What is the same in each image of a device. */
    private record DeviceMetadata(DeviceInfo device, Map<String, Object> values) {
    }

    SystemMetadata(String software) {
        putIfValid(this.software, MetadataKeys.SOFTWARE, MetadataSchema.storable(software));
    }

    /** Returns the metadata of an image: the values set by the application, and those of the frame and its device. */
    Map<String, Object> complete(Map<String, Object> set, Frame frame, DeviceInfo device, Map<String, Object> controls) {
        Map<String, Object> all = new LinkedHashMap<>();
        putIfValid(all, MetadataKeys.DATE_TIME_ORIGINAL, frame.getTimestamp());
        Object exposed = all.get(MetadataKeys.DATE_TIME_ORIGINAL);
        if (exposed != null) {
            all.put(MetadataKeys.DATE_TIME_DIGITIZED, exposed);
            all.put(MetadataKeys.DATE, exposed);
        }
        all.putAll(of(device));
        all.putAll(software);
        ControlMetadata.of(controls).forEach((key, value) -> putIfValid(all, key, value));
        all.putAll(set);
        all.put(MetadataKeys.RESOLUTION, frame.getResolution());
        all.put(MetadataKeys.IMAGE_UNIQUE_ID, UUID.randomUUID().toString().replace("-", ""));
        return Collections.unmodifiableMap(all);
    }

    private Map<String, Object> of(DeviceInfo device) {
        DeviceMetadata known = last;
        if (known.device != device) {
            Map<String, Object> values = new LinkedHashMap<>();
            putIfValid(values, MetadataKeys.ORIENTATION, device.orientation());
            putIfValid(values, MetadataKeys.CAMERA_MANUFACTURER, MetadataSchema.storable(device.manufacturer()));
            putIfValid(values, MetadataKeys.CAMERA_MODEL, MetadataSchema.storable(device.model()));
            known = new DeviceMetadata(device, values);
            last = known;
        }
        return known.values;
    }

    /** Adds a value if it can be stored: a device whose clock or name is invalid must not fail the image. */
    private static void putIfValid(Map<String, Object> all, String key, Object value) {
        try {
            all.put(key, MetadataSchema.check(key, value));
        } catch (IllegalArgumentException e) {
            all.remove(key);
        }
    }
}
