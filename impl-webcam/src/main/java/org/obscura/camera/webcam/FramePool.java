package org.obscura.camera.webcam;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;

/** Memory for the frames of one stream: as many as are held at once, of which a few are kept for the next. */
final class FramePool {
    private static final int KEPT = 4;

    private final Resolution resolution;
    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(KEPT);

    FramePool(Resolution resolution) {
        this.resolution = resolution;
    }

    /** Copies a picture, the only copy on this side. */
    Frame copy(ByteBuffer picture, long sequence, Instant timestamp) {
        byte[] kept = free.poll();
        byte[] memory = kept != null ? kept : new byte[size()];
        picture.get(0, memory);
        return new MemoryFrame(resolution, PixelFormat.BGR24, ByteBuffer.wrap(memory), sequence, timestamp, () -> free.offer(memory));
    }

    int size() {
        return resolution.width() * resolution.height() * PixelFormat.BGR24.bytesPerPixel();
    }
}
