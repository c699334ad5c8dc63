package org.obscura.camera.core.file;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Values of the folders that were used last, since a camera may use another folder every minute for years. Thread-safe.
 *
 * @param <K> names the folder, or something in it
 * @param <V> the type of the values
 */
final class RecentFolders<K, V> {
    static final int MAXIMUM = 256;

    private final Map<K, V> values = new LinkedHashMap<>(16, 0.75f, true);

    synchronized @Nullable V get(K key) {
        return values.get(key);
    }

    synchronized V computeIfAbsent(K key, Function<K, V> creator) {
        V value = values.computeIfAbsent(key, creator);
        limit();
        return value;
    }

    synchronized void put(K key, V value) {
        values.put(key, value);
        limit();
    }

    private void limit() {
        if (values.size() > MAXIMUM) {
            values.remove(values.keySet().iterator().next());
        }
    }
}
