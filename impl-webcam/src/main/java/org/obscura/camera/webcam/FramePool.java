package org.obscura.camera.webcam;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.Frame;
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
        byte[] memory = free.poll();
        if (memory == null) {
            memory = new byte[size()];
        }
        picture.get(0, memory);
        return new HeapFrame(memory, sequence, timestamp);
    }

    int size() {
        return resolution.width() * resolution.height() * PixelFormat.BGR24.bytesPerPixel();
    }

    private final class HeapFrame implements Frame {
        private final AtomicReference<byte[]> memory;
        private final long sequence;
        private final Instant timestamp;

        HeapFrame(byte[] memory, long sequence, Instant timestamp) {
            this.memory = new AtomicReference<>(memory);
            this.sequence = sequence;
            this.timestamp = timestamp;
        }

        @Override
        public Resolution getResolution() {
            return resolution;
        }

        @Override
        public PixelFormat getPixelFormat() {
            return PixelFormat.BGR24;
        }

        @Override
        public ByteBuffer getData() {
            byte[] data = memory.get();
            if (data == null) {
                throw new IllegalStateException("Frame " + sequence + " is closed; its memory belongs to another by now");
            }
            return ByteBuffer.wrap(data);
        }

        @Override
        public int getStride() {
            return resolution.width() * PixelFormat.BGR24.bytesPerPixel();
        }

        @Override
        public long getSequence() {
            return sequence;
        }

        @Override
        public Instant getTimestamp() {
            return timestamp;
        }

        @Override
        public void close() {
            byte[] data = memory.getAndSet(null);
            if (data != null) {
                free.offer(data);
            }
        }
    }
}
