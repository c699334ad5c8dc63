package org.obscura.camera.spi;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;

import org.obscura.camera.Resolution;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One exposed image as the device delivers it.
 * <ul>
 * <li><b>Threading:</b> may be read by several threads at once.
 * <li><b>Ordering:</b> {@link #getSequence()} ascends within a stream.
 * <li><b>Ownership:</b> the receiver from the stream owns the frame and calls {@link #close()}, after which the stream may reuse the
 * memory.
 * <li><b>Null:</b> never returned.
 * <li><b>Errors:</b> no method throws; the core rejects a frame with too few bytes with {@code FORMAT}.
 * <li><b>After closing:</b> the data must not be read; the other methods still return. Closing again does nothing.
 * </ul>
 */
@ConsumerType
public interface Frame extends AutoCloseable {

    /**
     * Returns the size.
     *
     * @return pixels in a row, and rows
     */
    Resolution getResolution();

    /**
     * Returns the layout of the data.
     *
     * @return the pixel format
     */
    PixelFormat getPixelFormat();

    /**
     * Returns the data from position 0 to the limit: rows from the top, each of {@link #getStride()} bytes, or a whole compressed image.
     *
     * @return a new view for each call; heap buffers save a copy in JDK encoders, direct buffers in native ones
     */
    ByteBuffer getData();

    /**
     * Returns the distance between the first bytes of two rows.
     *
     * @return bytes, at least the width times {@link PixelFormat#bytesPerPixel()}; 0 for a compressed image
     */
    int getStride();

    /**
     * Returns the number of the frame in its stream. Discarded frames count.
     *
     * @return 0 or more, ascending
     */
    long getSequence();

    /**
     * Returns the time of the exposure. A backend whose device does not report it returns the earliest moment at which the frame can have
     * been exposed, as far as that is known: the arrival minus the longest delay on the way.
     *
     * @return the time by the clock of this machine
     */
    Instant getTimestamp();

    /**
     * Returns the values of the controls with which the frame was exposed, as far as the device reports them.
     *
     * @return the values by key; empty if the device reports none
     */
    default Map<String, Object> getControls() {
        return Map.of();
    }

    /** Releases the memory. */
    @Override
    void close();
}
