package org.obscura.camera.sinks.outbox;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The entries of one sink in the order of each camera. The caller holds the lock of the {@link SinkOutbox}. */
final class Lanes {
    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private int size;

    /** The entries of one camera. */
    static final class Lane {
        private final Deque<Entry> entries = new ArrayDeque<>();
        private boolean busy;
        private int attempts;
        private long notBefore = System.nanoTime();

        /** Returns the entry to deliver next. */
        @Nullable
        Entry head() {
            return entries.peek();
        }

        /** Counts an attempt for the head. */
        int attempt() {
            return ++attempts;
        }

        void pause(long nanos) {
            notBefore = System.nanoTime() + nanos;
        }
    }

    void add(Entry entry) {
        lanes.computeIfAbsent(entry.image.cameraId(), camera -> new Lane()).entries.add(entry);
        size++;
    }

    int size() {
        return size;
    }

    /** Reserves the lane whose head is the oldest that is due; null if none is. */
    @Nullable
    Lane take() {
        long now = System.nanoTime();
        Lane best = null;
        for (Lane lane : lanes.values()) {
            Entry head = lane.head();
            if (!lane.busy && head != null && lane.notBefore - now <= 0 && (best == null || head.number < oldest(best))) {
                best = lane;
            }
        }
        if (best != null) {
            best.busy = true;
        }
        return best;
    }

    private static long oldest(Lane lane) {
        Entry head = lane.head();
        return head == null ? Long.MAX_VALUE : head.number;
    }

    void release(Lane lane) {
        lane.busy = false;
    }

    /** Lets another thread deliver the entries of a reserved lane; who has reserved it changes nothing any more. */
    void abandon(Lane lane) {
        lanes.replaceAll((camera, each) -> {
            if (each != lane) {
                return each;
            }
            Lane next = new Lane();
            next.entries.addAll(lane.entries);
            lane.entries.clear();
            return next;
        });
    }

    /** Removes the head of a reserved lane. */
    void removeHead(Lane lane) {
        if (lane.entries.poll() != null) {
            size--;
        }
        lane.attempts = 0;
        lane.notBefore = System.nanoTime();
    }

    /** Returns how long until a lane that is not reserved is due; negative if none will be. */
    long nanosUntilDue() {
        long now = System.nanoTime();
        long least = -1;
        for (Lane lane : lanes.values()) {
            if (!lane.busy && !lane.entries.isEmpty()) {
                long left = Math.max(0, lane.notBefore - now);
                least = least < 0 ? left : Math.min(least, left);
            }
        }
        return least;
    }

    /** Ends all pauses. */
    void retry() {
        lanes.values().forEach(lane -> lane.notBefore = System.nanoTime());
    }

    /** Removes and returns the oldest entry that is not being delivered; null if there is none. */
    @Nullable
    Entry removeOldest() {
        Lane best = null;
        Entry oldest = null;
        for (Lane lane : lanes.values()) {
            Entry first = firstIdle(lane);
            if (first != null && (oldest == null || first.number < oldest.number)) {
                best = lane;
                oldest = first;
            }
        }
        if (best != null && oldest != null) {
            if (best.head() == oldest) {
                removeHead(best);
            } else {
                best.entries.remove(oldest);
                size--;
            }
        }
        return oldest;
    }

    private static @Nullable Entry firstIdle(Lane lane) {
        return lane.entries.stream().skip(lane.busy ? 1 : 0).findFirst().orElse(null);
    }

    /** Removes and returns all entries that are not being delivered. */
    List<Entry> removeAll() {
        List<Entry> removed = new ArrayList<>();
        for (Entry entry = removeOldest(); entry != null; entry = removeOldest()) {
            removed.add(entry);
        }
        return removed;
    }

    /** Returns the entry that was taken over first; null if none waits. */
    @Nullable
    Entry oldest() {
        Entry oldest = null;
        for (Lane lane : lanes.values()) {
            Entry head = lane.head();
            if (head != null && (oldest == null || head.number < oldest.number)) {
                oldest = head;
            }
        }
        return oldest;
    }

    /** Returns when the oldest entry was taken over; null if none waits. */
    @Nullable
    Instant oldestTime() {
        Entry oldest = oldest();
        return oldest == null ? null : oldest.takenOver;
    }
}
