package org.obscura.camera.simulated;

import java.util.ArrayDeque;
import java.util.Deque;

/** Buffers that hold a copy of the resting part of a card, so that a new frame needs only what moves. */
final class BufferPool {
    /** As many as an engine has in flight at rest; more are made on demand and dropped when given back. */
    private static final int KEPT = 4;

    private final byte[] original;
    private final Deque<Slot> free = new ArrayDeque<>(KEPT);

    /** A buffer, and where its moving mark was drawn last. */
    static final class Slot {
        final byte[] data;
        int markX;
        int markY;

        private Slot(byte[] data) {
            this.data = data;
        }
    }

    BufferPool(byte[] original) {
        this.original = original;
    }

    Slot take() {
        synchronized (free) {
            if (!free.isEmpty()) {
                return free.pop();
            }
        }
        return new Slot(original.clone());
    }

    void give(Slot slot) {
        synchronized (free) {
            if (free.size() < KEPT) {
                free.push(slot);
            }
        }
    }
}
