package org.obscura.camera.core.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.obscura.camera.DeviceInfo;
import org.obscura.camera.MetadataKeys;
import org.obscura.camera.core.metadata.MetadataSchema;
import org.obscura.camera.spi.Frame;

/** What the system itself knows of a picture. What the application set has precedence, but for what would then be false. */
final class SystemMetadata {
    private final Map<String, Object> software = new LinkedHashMap<>();
    private volatile OfDevice last = new OfDevice(null, Map.of());

    /** What is the same in each picture of a device. */
    private record OfDevice(DeviceInfo device, Map<String, Object> facts) {
    }

    SystemMetadata(String software) {
        putIfPossible(this.software, MetadataKeys.SOFTWARE, MetadataSchema.storable(software));
    }

    Map<String, Object> of(Map<String, Object> set, Frame frame, DeviceInfo device) {
        Map<String, Object> all = new LinkedHashMap<>();
        putIfPossible(all, MetadataKeys.DATE_TIME_ORIGINAL, frame.getTimestamp());
        Object exposed = all.get(MetadataKeys.DATE_TIME_ORIGINAL);
        if (exposed != null) {
            all.put(MetadataKeys.DATE_TIME_DIGITIZED, exposed);
            all.put(MetadataKeys.DATE, exposed);
        }
        all.putAll(of(device));
        all.putAll(software);
        all.putAll(set);
        all.put(MetadataKeys.RESOLUTION, frame.getResolution());
        all.put(MetadataKeys.IMAGE_UNIQUE_ID, UUID.randomUUID().toString().replace("-", ""));
        return Collections.unmodifiableMap(all);
    }

    private Map<String, Object> of(DeviceInfo device) {
        OfDevice known = last;
        if (known.device != device) {
            Map<String, Object> facts = new LinkedHashMap<>();
            putIfPossible(facts, MetadataKeys.ORIENTATION, device.orientation());
            putIfPossible(facts, MetadataKeys.CAMERA_MANUFACTURER, MetadataSchema.storable(device.manufacturer()));
            putIfPossible(facts, MetadataKeys.CAMERA_MODEL, MetadataSchema.storable(device.model()));
            known = new OfDevice(device, facts);
            last = known;
        }
        return known.facts;
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
