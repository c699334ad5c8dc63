package org.obscura.camera.core.engine;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.obscura.camera.DeviceInfo;
import org.obscura.camera.MetadataKeys;
import org.obscura.camera.spi.Frame;

/** What the system itself knows of a picture. What the application set has precedence, but for what would then be false. */
final class Facts {
    private final String software;

    Facts(String software) {
        this.software = software;
    }

    Map<String, Object> of(Map<String, Object> set, Frame frame, DeviceInfo device) {
        ZonedDateTime exposed = ZonedDateTime.ofInstant(frame.getTimestamp(), ZoneId.systemDefault());
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(MetadataKeys.DATE_TIME_ORIGINAL, exposed);
        all.put(MetadataKeys.DATE_TIME_DIGITIZED, exposed);
        all.put(MetadataKeys.DATE, exposed);
        all.put(MetadataKeys.ORIENTATION, device.orientation());
        putIfKnown(all, MetadataKeys.CAMERA_MANUFACTURER, device.manufacturer());
        putIfKnown(all, MetadataKeys.CAMERA_MODEL, device.model());
        all.put(MetadataKeys.SOFTWARE, software);
        all.putAll(set);
        all.put(MetadataKeys.RESOLUTION, frame.getResolution());
        all.put(MetadataKeys.IMAGE_UNIQUE_ID, UUID.randomUUID().toString().replace("-", ""));
        return Collections.unmodifiableMap(all);
    }

    private static void putIfKnown(Map<String, Object> all, String key, String value) {
        if (!value.isEmpty()) {
            all.put(key, value);
        }
    }
}
