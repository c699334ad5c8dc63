package org.obscura.camera.core.metadata.exif;

import java.nio.ByteBuffer;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.core.metadata.xmp.XmpPacket;

/**
 * The metadata of the image whose pixels were encoded, as it brought them.
 *
 * @param exif its EXIF block, or null
 * @param xmp its XMP packet, or null
 * @param extensions the extensions of the packet
 */
public record BroughtMetadata(@Nullable ByteBuffer exif, byte @Nullable [] xmp, List<XmpPacket.Extension> extensions) {
    public static final BroughtMetadata NONE = new BroughtMetadata(null, null, List.of());
}
