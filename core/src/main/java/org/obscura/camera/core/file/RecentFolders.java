package org.obscura.camera.core.file;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/** Values of the folders that were used last, since a camera may use another folder every minute for years. Thread-safe. */
final class RecentFolders<V> {
    static final int MAXIMUM = 256;

    private final Map<Path, V> values = new LinkedHashMap<>(16, 0.75f, true);

    synchronized @Nullable V get(Path folder) {
        return values.get(folder);
    }

    synchronized V computeIfAbsent(Path folder, Function<Path, V> creator) {
        V value = values.computeIfAbsent(folder, creator);
        limit();
        return value;
    }

    synchronized void put(Path folder, V value) {
        values.put(folder, value);
        limit();
    }

    private void limit() {
        if (values.size() > MAXIMUM) {
            values.remove(values.keySet().iterator().next());
        }
    }
}
