package org.obscura.camera.spi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Encodes frames. Registered as a service: the core uses the encoder of highest {@code service.ranking} that supports the file format and
 * the pixel format; encoders may come and go while the system runs. The core has its own encoder for PNG, of ranking -900, and those of the
 * JDK, of ranking -1000.
 * <ul>
 * <li><b>Threading:</b> called by several threads at once.
 * <li><b>Ordering:</b> none.
 * <li><b>Ownership:</b> the caller owns the frame, which is only read, and the result.
 * <li><b>Null:</b> never passed, never returned, unless stated otherwise.
 * <li><b>Errors:</b> if an encoder throws, the core tries the next lower-ranked one; if all throw, the request fails with {@code FORMAT}.
 * <li><b>After unregistration:</b> running calls complete; no further call starts.
 * </ul>
 */
@ConsumerType
public interface ImageEncoder {

    /**
     * Returns the file formats that it writes.
     *
     * @return the same for the life of the service
     */
    Set<ImageFormat> getFormats();

    /**
     * Returns the pixel formats that it reads.
     *
     * @return the same for the life of the service
     */
    Set<PixelFormat> getPixelFormats();

    /**
     * Encodes a frame without metadata, which the core adds.
     *
     * @param frame the frame, of a pixel format of {@link #getPixelFormats()}
     * @param format the name of a format of {@link #getFormats()}
     * @param quality 1 (smallest file) to 100 (best image); ignored by lossless formats
     * @return the file's bytes, from the buffer's position to its limit, in memory that the encoder does not reuse
     * @throws IOException if the frame cannot be encoded
     */
    ByteBuffer encode(Frame frame, String format, int quality) throws IOException;

    /**
     * Changes an encoded image without loss, where the format allows it: as JPEG does if the blocks of the image end at its borders.
     *
     * @param image the encoded image, from the buffer's position to its limit; only read
     * @param format the name of a format of {@link #getFormats()}
     * @param transform the change
     * @return the changed image, in memory that the encoder does not reuse; null if it cannot be changed without loss, so that the core
     *         decodes and encodes it
     * @throws IOException if the image is damaged; the core then decodes it too
     */
    default @Nullable ByteBuffer transform(ByteBuffer image, String format, LosslessTransform transform) throws IOException {
        return null;
    }
}
