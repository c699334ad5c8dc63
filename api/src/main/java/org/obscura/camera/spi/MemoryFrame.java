package org.obscura.camera.spi;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import org.obscura.camera.Resolution;

/**
 * A frame in memory, on the heap or outside. Most backends need no other.
 * <ul>
 * <li><b>Threading:</b> may be read and closed by any thread.
 * <li><b>Ownership:</b> of the memory: the frame owns the memory until it is closed; then it calls {@code release}.
 * <li><b>Null:</b> null arguments cause a {@code NullPointerException}.
 * <li><b>Errors:</b> the constructor does not check the amount of data: the core rejects a frame with too few bytes.
 * <li><b>After closing:</b> {@link #getData()} throws, since another frame may use the memory by then.
 * </ul>
 */
public final class MemoryFrame implements Frame {
    private final Resolution resolution;
    private final PixelFormat format;
    private final ByteBuffer data;
    private final int stride;
    private final long sequence;
    private final Instant timestamp;
    /** Null after the first call of close. */
    private final AtomicReference<Runnable> release;
    private final Map<String, Object> controls;

    /**
     * Creates a frame whose rows may be padded, in memory that is reused.
     *
     * @param resolution the size
     * @param format the layout of the data
     * @param data the data, from position to limit; not copied
     * @param stride the distance between the first bytes of two rows; 0 for a compressed image
     * @param sequence the number in its stream
     * @param timestamp the time of the exposure
     * @param release releases the memory; called once, by the first {@link #close()}
     */
    public MemoryFrame(Resolution resolution, PixelFormat format, ByteBuffer data, int stride, long sequence, Instant timestamp,
            Runnable release) {
        this(resolution, format, data, stride, sequence, timestamp, Map.of(), release);
    }

    /**
     * Creates a frame whose rows may be padded, in memory that is reused, with the controls of its exposure.
     *
     * @param resolution the size
     * @param format the layout of the data
     * @param data the data, from position to limit; not copied
     * @param stride the distance between the first bytes of two rows; 0 for a compressed image
     * @param sequence the number in its stream
     * @param timestamp the time of the exposure
     * @param controls the values of the controls with which the frame was exposed, as far as the device reports them
     * @param release releases the memory; called once, by the first {@link #close()}
     */
    public MemoryFrame(Resolution resolution, PixelFormat format, ByteBuffer data, int stride, long sequence, Instant timestamp,
            Map<String, Object> controls, Runnable release) {
        this.resolution = Objects.requireNonNull(resolution, "resolution");
        this.format = Objects.requireNonNull(format, "format");
        this.data = data.slice();
        this.stride = stride;
        this.sequence = sequence;
        this.timestamp = Objects.requireNonNull(timestamp, "timestamp");
        this.controls = Map.copyOf(controls);
        this.release = new AtomicReference<>(Objects.requireNonNull(release, "release"));
    }

    /**
     * Creates a frame without padding, in memory that is reused.
     *
     * @param resolution the size
     * @param format the layout of the data
     * @param data the rows one after the other, or a whole compressed image, from position to limit; not copied
     * @param sequence the number in its stream
     * @param timestamp the time of the exposure
     * @param release releases the memory; called once, by the first {@link #close()}
     */
    public MemoryFrame(Resolution resolution, PixelFormat format, ByteBuffer data, long sequence, Instant timestamp, Runnable release) {
        this(resolution, format, data, resolution.width() * format.bytesPerPixel(), sequence, timestamp, release);
    }

    /**
     * Creates a frame without padding, in memory that the garbage collector frees.
     *
     * @param resolution the size
     * @param format the layout of the data
     * @param data the rows one after the other, or a whole compressed image; not copied
     * @param sequence the number in its stream
     * @param timestamp the time of the exposure
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
            throw new IllegalStateException("Frame " + sequence + " is closed; another frame may use its memory");
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
    public Map<String, Object> getControls() {
        return controls;
    }

    @Override
    public void close() {
        Runnable once = release.getAndSet(null);
        if (once != null) {
            once.run();
        }
    }
}
