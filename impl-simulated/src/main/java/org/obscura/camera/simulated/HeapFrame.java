package org.obscura.camera.simulated;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.PixelFormat;

/** A frame in an array. */
final class HeapFrame implements Frame {
    private final Resolution resolution;
    private final PixelFormat format;
    private final byte[] data;
    private final int length;
    private final long sequence;
    private final Instant timestamp;
    private final AtomicReference<Runnable> release;

    HeapFrame(Resolution resolution, PixelFormat format, byte[] data, long sequence, Instant timestamp, Runnable release) {
        this(resolution, format, data, data.length, sequence, timestamp, release);
    }

    private HeapFrame(Resolution resolution, PixelFormat format, byte[] data, int length, long sequence, Instant timestamp, Runnable release) {
        this.resolution = resolution;
        this.format = format;
        this.data = data;
        this.length = length;
        this.sequence = sequence;
        this.timestamp = timestamp;
        this.release = new AtomicReference<>(release);
    }

    /** The same frame with half of its bytes, in place of this one. */
    HeapFrame cutShort() {
        return new HeapFrame(resolution, format, data, length / 2, sequence, timestamp, this::close);
    }

    @Override
    public Resolution getResolution() {
        return resolution;
    }

    @Override
    public PixelFormat getPixelFormat() {
        return format;
    }

    @Override
    public ByteBuffer getData() {
        return ByteBuffer.wrap(data, 0, length);
    }

    @Override
    public int getStride() {
        return resolution.width() * format.bytesPerPixel();
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
        Runnable once = release.getAndSet(null);
        if (once != null) {
            once.run();
        }
    }
}
