package org.obscura.camera.spi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;

import org.obscura.camera.Resolution;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Unpacks a picture in a small size for less than the whole costs, as JPEG allows. A service: of those that read a format the one of highest
 * {@code service.ranking} does, and it takes over and leaves while the system runs. What none does, the JDK does. The core makes previews with it,
 * and unpacks the JPEG frames that become pictures of another format.
 * <ul>
 * <li><b>Threading:</b> called by several threads at once.
 * <li><b>Ordering:</b> none.
 * <li><b>Ownership:</b> the picture stays the caller's and is only read; the result is the caller's, who closes it.
 * <li><b>Null:</b> never passed, never returned.
 * <li><b>Errors:</b> what is thrown fails nothing: the decoder of the next lower ranking is asked, in the end the JDK.
 * <li><b>After unregistration:</b> calls that run end by themselves, and their frames stay good; no further one is begun.
 * </ul>
 */
@ConsumerType
public interface ImageDecoder {

    /**
     * The file formats it reads.
     *
     * @return the same for the life of the service
     */
    Set<ImageFormat> getFormats();

    /**
     * Unpacks a picture in the smallest size that it can, which keeps the shape and is at least as wide and as high as wanted. A picture that is
     * smaller itself comes in its own size. It lies as the picture does: an orientation in the metadata is not applied.
     *
     * @param picture the file's bytes, from the buffer's position to its limit
     * @param format the name of a format of {@link #getFormats()}
     * @param minimumSize how wide and how high the result must be, at least; 1 for a side that does not matter
     * @return a frame of {@link PixelFormat#BGR24}; its sequence and timestamp mean nothing
     * @throws IOException if it cannot be done, or the picture is damaged
     */
    Frame decode(ByteBuffer picture, String format, Resolution minimumSize) throws IOException;
}
