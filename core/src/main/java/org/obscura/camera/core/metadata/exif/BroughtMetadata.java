package org.obscura.camera.core.metadata.exif;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/**
 * The metadata of the image whose pixels were encoded, as it brought them.
 *
 * @param exif its EXIF block, or null
 * @param xmp its XMP packet, or null
 */
public record BroughtMetadata(@Nullable ByteBuffer exif, byte @Nullable [] xmp) {
    public static final BroughtMetadata NONE = new BroughtMetadata(null, null);
}
