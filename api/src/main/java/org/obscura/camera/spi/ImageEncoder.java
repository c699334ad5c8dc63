package org.obscura.camera.spi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes the bytes of a picture file from a frame. A service: of those that can make a format from a pixel format the one of highest
 * {@code service.ranking} does, and it takes over and leaves while the system runs. The core brings its own for
 * PNG, of ranking -900, and those of the JDK, of ranking -1000.
 * <ul>
 * <li><b>Threading:</b> called by several threads at once.
 * <li><b>Ordering:</b> none.
 * <li><b>Ownership:</b> the frame stays the caller's and is only read; the result is the caller's.
 * <li><b>Null:</b> never passed, never returned.
 * <li><b>Errors:</b> what is thrown fails that request with {@code FORMAT}; if a lower-ranked encoder can do it, that one is tried first.
 * <li><b>After unregistration:</b> calls that run end by themselves; no further one is begun.
 * </ul>
 */
@ConsumerType
public interface ImageEncoder {

    /**
     * The file formats it makes.
     *
     * @return the same for the life of the service
     */
    Set<ImageFormat> getFormats();

    /**
     * The pixel formats it reads.
     *
     * @return the same for the life of the service
     */
    Set<PixelFormat> getPixelFormats();

    /**
     * Encodes a picture, without metadata: the core adds that.
     *
     * @param frame the frame, of a pixel format of {@link #getPixelFormats()}
     * @param format the name of a format of {@link #getFormats()}
     * @param quality 1 (smallest file) to 100 (best picture); means nothing to a format that loses no detail
     * @return the file's bytes, from the buffer's position to its limit, in memory that is not used again
     * @throws IOException if it cannot be done
     */
    ByteBuffer encode(Frame frame, String format, int quality) throws IOException;
}
