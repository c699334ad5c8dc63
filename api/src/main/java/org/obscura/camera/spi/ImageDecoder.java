package org.obscura.camera.spi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;

import org.obscura.camera.Resolution;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decodes images, at a reduced size where the format allows that at lower cost, as JPEG does. Registered as a service: the core uses the
 * decoder of highest {@code service.ranking} that reads the format, and the JDK where there is none; decoders may come and go while the
 * system runs. The core renders previews with it and decodes JPEG frames that become images of another format.
 * <ul>
 * <li><b>Threading:</b> called by several threads at once.
 * <li><b>Ordering:</b> none.
 * <li><b>Ownership:</b> the caller owns the encoded image, which is only read, and the returned frame, which it closes.
 * <li><b>Null:</b> never passed, never returned.
 * <li><b>Errors:</b> if a decoder throws, the core tries the next lower-ranked one, and the JDK at last.
 * <li><b>After unregistration:</b> running calls complete and their frames stay valid; no further call starts.
 * </ul>
 */
@ConsumerType
public interface ImageDecoder {

    /**
     * Returns the file formats that it reads.
     *
     * @return the same for the life of the service
     */
    Set<ImageFormat> getFormats();

    /**
     * Decodes an image at the smallest size that it supports, keeps the aspect ratio, and is not below the minimum size. An image that is
     * smaller than that is decoded at its own size. An orientation in the metadata is not applied.
     *
     * @param image the file's bytes, from the buffer's position to its limit
     * @param format the name of a format of {@link #getFormats()}
     * @param minimumSize the minimum width and height of the result; 1 for a side without minimum
     * @return a frame of {@link PixelFormat#BGR24}; its sequence and timestamp have no meaning
     * @throws IOException if the image cannot be decoded
     */
    Frame decode(ByteBuffer image, String format, Resolution minimumSize) throws IOException;
}
