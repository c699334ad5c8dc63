package org.obscura.camera.v4l2;

import java.util.ArrayDeque;
import java.util.Deque;

/** Memory of frames that are done, for those that follow. */
final class FramePool {
    private static final int MOST = 2;

    private final Deque<byte[]> idle = new ArrayDeque<>();

    /** Takes memory of at least so many bytes. */
    byte[] take(int bytes) {
        synchronized (idle) {
            byte[] memory = idle.poll();
            if (memory != null && memory.length >= bytes) {
                return memory;
            }
        }
        return new byte[bytes + bytes / 8]; // JPEG images vary in length
    }

    void give(byte[] memory) {
        synchronized (idle) {
            if (idle.size() < MOST) {
                idle.push(memory);
            }
        }
    }
}
