package org.obscura.camera.core.metadata.exif;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

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

    /**
     * Returns the XMP packet of an image with the metadata in it.
     *
     * @param own the packet that the image has itself, which counts instead of the one that was brought; or null
     * @param warnings receives a sentence for everything that cannot be kept
     */
    public byte[] packet(byte @Nullable [] own, Map<String, Object> metadata, Consumer<String> warnings) throws IOException {
        return own == null ? XmpPacket.bytes(xmp, extensions, metadata, warnings) : XmpPacket.bytes(own, List.of(), metadata, warnings);
    }
}
