package org.obscura.camera.core.metadata.png;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.core.metadata.exif.BroughtMetadata;
import org.obscura.camera.core.metadata.exif.ExifBlock;
import org.obscura.camera.core.metadata.exif.ExifContainer;
import org.obscura.camera.core.metadata.schema.MetadataField;
import org.obscura.camera.core.metadata.schema.MetadataTable;

/** Metadata in a PNG: chunks after its header; its own chunks stay as they are, but for those that must not be there twice. */
public final class PngFile {
    private static final Set<String> ONCE = Set.of("pHYs", "eXIf", "tIME");
    private static final String XMP = "XML:com.adobe.xmp";
    private static final int PLAIN_XMP = XMP.length() + 5;

    private PngFile() {
    }

    /**
     * Returns the image with the metadata.
     *
     * @param brought the metadata of the image whose pixels were encoded
     */
    public static ByteBuffer write(ByteBuffer encoded, Map<String, Object> metadata, BroughtMetadata brought, byte @Nullable [] thumbnail,
            Consumer<String> warnings) throws IOException {
        List<PngChunk> chunks = PngChunk.read(encoded);
        PngChunk header = chunks.get(0);
        ByteBuffer exif = null;
        byte[] xmp = null;
        for (PngChunk chunk : chunks) {
            if (chunk.type().equals("eXIf")) {
                exif = chunk.data();
            } else if (chunk.keyword().equals(XMP) && chunk.data().remaining() > PLAIN_XMP && chunk.data().get(XMP.length() + 1) == 0) {
                xmp = new byte[chunk.data().remaining() - PLAIN_XMP];
                chunk.data().get(PLAIN_XMP, xmp);
            }
        }
        List<PngChunk> ours = new ArrayList<>();
        for (MetadataField field : MetadataTable.fields()) {
            Object value = metadata.get(field.key());
            if (value != null && field.chunk() != null) {
                byte[] data = field.chunk().encoding().apply(value);
                if (data != null) {
                    ours.add(PngChunk.of(field.chunk().type(), data));
                }
            }
        }
        boolean profile = chunks.stream().anyMatch(chunk -> chunk.type().equals("iCCP"));
        ExifContainer container = ExifContainer.chunks(header.data().getInt(0), header.data().getInt(4), profile);
        ours.add(PngChunk.of("eXIf", brought.exif() != null && exif == null
                ? ExifBlock.adopt(brought.exif(), metadata, container, thumbnail, warnings)
                : ExifBlock.encode(exif, metadata, container, thumbnail, Integer.MAX_VALUE, warnings)));
        byte[] packet = brought.packet(xmp, metadata, warnings);
        ours.add(PngChunk.international(XMP, new String(packet, StandardCharsets.UTF_8)));
        PngText.of(metadata).forEach((keyword, text) -> ours.add(PngChunk.text(keyword, text)));
        return join(encoded, header, ours, chunks);
    }

    private static ByteBuffer join(ByteBuffer encoded, PngChunk header, List<PngChunk> ours, List<PngChunk> chunks) {
        Set<String> once = ours.stream().map(PngChunk::type).filter(ONCE::contains).collect(Collectors.toSet());
        Set<String> keywords = ours.stream().map(PngChunk::keyword).collect(Collectors.toSet());
        List<PngChunk> rest = new ArrayList<>();
        int length = encoded.remaining();
        for (PngChunk chunk : chunks.subList(1, chunks.size())) {
            String keyword = chunk.keyword();
            if (!once.contains(chunk.type()) && (keyword.isEmpty() || !keywords.contains(keyword))) {
                rest.add(chunk);
            }
        }
        for (PngChunk chunk : ours) {
            length += chunk.whole().remaining();
        }
        ByteBuffer result = ByteBuffer.allocate(length).put(encoded.slice(encoded.position(), 8)).put(header.whole().duplicate());
        ours.forEach(chunk -> result.put(chunk.whole().duplicate()));
        rest.forEach(chunk -> result.put(chunk.whole().duplicate()));
        return result.flip();
    }
}
