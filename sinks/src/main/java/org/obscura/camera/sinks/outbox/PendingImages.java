package org.obscura.camera.sinks.outbox;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/** Which images wait in which outboxes. */
final class PendingImages {
    @GuardedBy("this")
    private final Map<Path, Set<Place>> places = new HashMap<>();

    /** Where an image waits. */
    record Place(EntryStore store, Entry entry) {
    }

    synchronized void add(EntryStore store, Entry entry) {
        places.computeIfAbsent(entry.image.path(), path -> new HashSet<>()).add(new Place(store, entry));
    }

    /** Removes an image from one outbox. Returns whether it waits in no other. */
    synchronized boolean remove(EntryStore store, Entry entry) {
        Set<Place> all = places.getOrDefault(entry.image.path(), Set.of());
        if (all.isEmpty()) {
            return true;
        }
        all.remove(new Place(store, entry));
        if (all.isEmpty()) {
            places.remove(entry.image.path());
        }
        return all.isEmpty();
    }

    /** Returns where an image waits. */
    synchronized Set<Place> of(Path image) {
        return Set.copyOf(places.getOrDefault(image, Set.of()));
    }

    synchronized boolean contains(Path image) {
        return places.containsKey(image);
    }
}
