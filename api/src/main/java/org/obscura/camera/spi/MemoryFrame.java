package org.obscura.camera.spi;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import org.obscura.camera.Resolution;

/**
 * A frame that lies in memory, on the heap or outside. Most backends need no other.
 * <ul>
 * <li><b>Threading:</b> may be read and closed by any thread.
 * <li><b>Ownership:</b> of the memory: the frame's until it is closed, then of whoever it is given back to.
 * <li><b>Null:</b> refused.
 * <li><b>Errors:</b> what it is made of is not checked here: the core refuses a frame with too few bytes.
 * <li><b>After closing:</b> {@link #getData()} throws, since the memory may be another frame's by then.
 * </ul>
 */
public final class MemoryFrame implements Frame {
    private final Resolution resolution;
    private final PixelFormat format;
    private final ByteBuffer data;
    private final int stride;
    private final long sequence;
    private final Instant timestamp;
    /** Null once it is closed. */
    private final AtomicReference<Runnable> release;

    /**
     * A frame whose rows may be padded, in memory that is used again.
     *
     * @param resolution the size
     * @param format how the data is laid out
     * @param data the data, from position to limit; not copied
     * @param stride how far apart two rows begin, in bytes; 0 for a compressed picture
     * @param sequence the number in its stream
     * @param timestamp when it was exposed
     * @param release gives the memory back; called once, by the first {@link #close()}
     */
    public MemoryFrame(Resolution resolution, PixelFormat format, ByteBuffer data, int stride, long sequence, Instant timestamp,
            Runnable release) {
        this.resolution = Objects.requireNonNull(resolution, "resolution");
        this.format = Objects.requireNonNull(format, "format");
        this.data = data.slice();
        this.stride = stride;
        this.sequence = sequence;
        this.timestamp = Objects.requireNonNull(timestamp, "timestamp");
        this.release = new AtomicReference<>(Objects.requireNonNull(release, "release"));
    }

    /**
     * A frame without padding, in memory that is used again.
     *
     * @param resolution the size
     * @param format how the data is laid out
     * @param data the rows one behind the other, or a whole compressed picture, from position to limit; not copied
     * @param sequence the number in its stream
     * @param timestamp when it was exposed
     * @param release gives the memory back; called once, by the first {@link #close()}
     */
    public MemoryFrame(Resolution resolution, PixelFormat format, ByteBuffer data, long sequence, Instant timestamp, Runnable release) {
        this(resolution, format, data, resolution.width() * format.bytesPerPixel(), sequence, timestamp, release);
    }

    /**
     * A frame without padding, in memory that the garbage collector frees.
     *
     * @param resolution the size
     * @param format how the data is laid out
     * @param data the rows one behind the other, or a whole compressed picture; not copied
     * @param sequence the number in its stream
     * @param timestamp when it was exposed
     */
    public MemoryFrame(Resolution resolution, PixelFormat format, byte[] data, long sequence, Instant timestamp) {
        this(resolution, format, ByteBuffer.wrap(data), sequence, timestamp, () -> {});
    }

    @Override
    public Resolution getResolution() {
        return resolution;
    }

    @Override
    public PixelFormat getPixelFormat() {
        return format;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the frame is closed
     */
    @Override
    public ByteBuffer getData() {
        if (release.get() == null) {
            throw new IllegalStateException("Frame " + sequence + " is closed; its memory may be another's by now");
        }
        return data.duplicate();
    }

    @Override
    public int getStride() {
        return stride;
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
