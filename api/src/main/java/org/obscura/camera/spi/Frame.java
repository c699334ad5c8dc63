package org.obscura.camera.spi;

import java.nio.ByteBuffer;
import java.time.Instant;

import org.obscura.camera.Resolution;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One exposed picture as the device delivers it.
 * <ul>
 * <li><b>Threading:</b> may be read by several threads at once.
 * <li><b>Ordering:</b> {@link #getSequence()} ascends within a stream.
 * <li><b>Ownership:</b> belongs to whoever got it from the stream until {@link #close()}, which gives the memory back for another frame.
 * <li><b>Null:</b> never returned.
 * <li><b>Errors:</b> none is thrown; a frame with too few bytes is refused by the core with {@code FORMAT}.
 * <li><b>After closing:</b> the data must not be read; the other values still answer. Closing again does nothing.
 * </ul>
 */
@ConsumerType
public interface Frame extends AutoCloseable {

    /**
     * The size.
     *
     * @return pixels in a row, and rows
     */
    Resolution getResolution();

    /**
     * How the data is laid out.
     *
     * @return the pixel format
     */
    PixelFormat getPixelFormat();

    /**
     * The data, from position 0 to the limit: rows from the top, each of {@link #getStride()} bytes, or a whole compressed picture.
     *
     * @return a view of its own for each call; on the heap it saves the JDK's encoder a copy, outside of it one over a library of the system
     */
    ByteBuffer getData();

    /**
     * How far apart two rows begin.
     *
     * @return bytes, at least the width times {@link PixelFormat#bytesPerPixel()}; 0 for a compressed picture
     */
    int getStride();

    /**
     * The number of the frame in its stream. Frames that were skipped count.
     *
     * @return 0 or more, ascending
     */
    long getSequence();

    /**
     * When it was exposed.
     *
     * @return the time by the clock of this machine
     */
    Instant getTimestamp();

    /** Gives the memory back. */
    @Override
    void close();
}
