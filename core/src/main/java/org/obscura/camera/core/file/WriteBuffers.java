package org.obscura.camera.core.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Memory outside of the heap through which images are written, used again and again. A channel would copy an image to such memory too, and
 * keep as much as the image needs for each thread that ever wrote one. Thread-safe.
 */
final class WriteBuffers {
    static final int SIZE = 256 * 1024;
    private static final int MAXIMUM_KEPT = 16;

    private final BlockingQueue<ByteBuffer> free = new ArrayBlockingQueue<>(MAXIMUM_KEPT);

    /** Writes all of the parts, which stay as they are. */
    void write(List<ByteBuffer> parts, WritableByteChannel channel) throws IOException {
        ByteBuffer kept = free.poll();
        ByteBuffer buffer = kept != null ? kept : ByteBuffer.allocateDirect(SIZE);
        try {
            for (ByteBuffer part : parts) {
                for (int from = part.position(); from < part.limit();) {
                    int length = Math.min(part.limit() - from, buffer.remaining());
                    buffer.put(buffer.position(), part, from, length).position(buffer.position() + length);
                    from += length;
                    if (!buffer.hasRemaining()) {
                        drain(buffer, channel);
                    }
                }
            }
            drain(buffer, channel);
        } finally {
            buffer.clear();
            free.offer(buffer);
        }
    }

    private static void drain(ByteBuffer buffer, WritableByteChannel channel) throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }
}
