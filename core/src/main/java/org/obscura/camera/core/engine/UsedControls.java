package org.obscura.camera.core.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.core.metadata.MetadataSchema;

/** The controls that frames were exposed with. One object serves all frames between two changes, so that its metadata are made once. */
final class UsedControls {
    static final UsedControls NONE = new UsedControls(Map.of(), false);

    private final Map<String, Object> values;
    private final boolean zoomIsRatio;
    private volatile @Nullable Map<String, Object> metadata;

    /**
     * Creates them.
     *
     * @param values the values by key, as far as they are known
     * @param zoomIsRatio whether the zoom of the device is a ratio; others count in a unit of their own
     */
    UsedControls(Map<String, Object> values, boolean zoomIsRatio) {
        this.values = Map.copyOf(values);
        this.zoomIsRatio = zoomIsRatio;
    }

    Map<String, Object> values() {
        return values;
    }

    /** Returns what they say of an image, by metadata key; without what an image cannot hold. */
    Map<String, Object> metadata() {
        Map<String, Object> known = metadata;
        if (known == null) {
            Map<String, Object> valid = new LinkedHashMap<>();
            ControlMetadata.of(values, zoomIsRatio).forEach((key, value) -> MetadataSchema.putIfValid(valid, key, value));
            known = Collections.unmodifiableMap(valid);
            metadata = known;
        }
        return known;
    }
}
