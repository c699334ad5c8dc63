package org.obscura.camera.support.stream;

import java.util.ArrayDeque;
import java.util.Deque;

/** Memory for frames without compression, of which most are read only to be replaced by the next. */
final class FrameMemory {
    private static final int KEPT = 4;

    private final Deque<byte[]> free = new ArrayDeque<>();

    synchronized byte[] take(int size) {
        for (byte[] memory = free.poll(); memory != null; memory = free.poll()) {
            if (memory.length == size) {
                return memory;
            }
        }
        return new byte[size];
    }

    synchronized void give(byte[] memory) {
        if (free.size() < KEPT) {
            free.push(memory);
        }
    }
}
