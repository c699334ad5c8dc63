package org.obscura.camera.web.collection;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that drops its eldest entry when it would exceed a size. */
public final class BoundedMap<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1;

    private final int maximum;

    private BoundedMap(int maximum, boolean byAccess) {
        super(16, 0.75f, byAccess);
        this.maximum = maximum;
    }

    /** Returns a map that drops the entry that was put first. */
    public static <K, V> BoundedMap<K, V> byInsertion(int maximum) {
        return new BoundedMap<>(maximum, false);
    }

    /** Returns a map that drops the entry that was not used for the longest time. */
    public static <K, V> BoundedMap<K, V> byAccess(int maximum) {
        return new BoundedMap<>(maximum, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > maximum;
    }
}
