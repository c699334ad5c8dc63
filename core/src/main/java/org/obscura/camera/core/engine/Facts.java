package org.obscura.camera.core.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.obscura.camera.DeviceInfo;
import org.obscura.camera.MetadataKeys;
import org.obscura.camera.core.metadata.MetadataSchema;
import org.obscura.camera.spi.Frame;

/** What the system itself knows of a picture. What the application set has precedence, but for what would then be false. */
final class Facts {
    private final String software;

    Facts(String software) {
        this.software = software;
    }

    Map<String, Object> of(Map<String, Object> set, Frame frame, DeviceInfo device) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (String key : List.of(MetadataKeys.DATE_TIME_ORIGINAL, MetadataKeys.DATE_TIME_DIGITIZED, MetadataKeys.DATE)) {
            putIfPossible(all, key, frame.getTimestamp());
        }
        putIfPossible(all, MetadataKeys.ORIENTATION, device.orientation());
        putIfPossible(all, MetadataKeys.CAMERA_MANUFACTURER, MetadataSchema.storable(device.manufacturer()));
        putIfPossible(all, MetadataKeys.CAMERA_MODEL, MetadataSchema.storable(device.model()));
        putIfPossible(all, MetadataKeys.SOFTWARE, MetadataSchema.storable(software));
        all.putAll(set);
        all.put(MetadataKeys.RESOLUTION, frame.getResolution());
        all.put(MetadataKeys.IMAGE_UNIQUE_ID, UUID.randomUUID().toString().replace("-", ""));
        return Collections.unmodifiableMap(all);
    }

    /** What is announced is what is stored; a device whose clock or name makes no sense is no reason to have no picture. */
    private static void putIfPossible(Map<String, Object> all, String key, Object value) {
        try {
            all.put(key, MetadataSchema.check(key, value));
        } catch (IllegalArgumentException e) {
            all.remove(key);
        }
    }
}
