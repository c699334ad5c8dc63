package org.obscura.camera.core.engine;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.obscura.camera.core.logging.EngineLog;
import org.obscura.camera.core.metadata.MetadataSchema;
import org.obscura.camera.core.metadata.MetadataWriter;

/** Logs which metadata an image could not keep. What a camera repeats in every frame is logged once. */
final class MetadataWarnings {
    private static final int MOST = 1_000;
    private final EngineLog log;
    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    MetadataWarnings(EngineLog log) {
        this.log = log;
    }

    /** Returns what receives the warnings of one request. */
    Consumer<String> of(String camera, int request) {
        return text -> {
            String printable = MetadataSchema.storable(text);
            if (logged.size() < MOST && logged.add(camera + ' ' + printable.replaceAll("\\d+", "#"))) {
                log.warn("Camera {}, request {}: {}", camera, request, printable);
            }
        };
    }

    /** Logs what the application set for a request, if its format holds no metadata. */
    void checkFormat(String camera, int request, Map<String, Object> set, String format) {
        if (!set.isEmpty() && !MetadataWriter.holdsMetadata(format)) {
            log.warn("Camera {}, request {}: the format {} holds no metadata, so {} will not be in the image; use jpeg, png or tiff",
                    camera, request, format, String.join(", ", new TreeSet<>(set.keySet())));
        }
    }
}
