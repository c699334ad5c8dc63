package org.obscura.camera.core.metadata.webp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.core.metadata.exif.BroughtMetadata;
import org.obscura.camera.core.metadata.exif.ExifBlock;
import org.obscura.camera.core.metadata.exif.ExifContainer;

/** Metadata in a WebP: its EXIF and XMP chunks, for which a simple file becomes an extended one (RFC 9649). */
public final class WebpFile {
    private static final int EXIF_FLAG = 0x08;
    private static final int XMP_FLAG = 0x04;
    private static final int ALPHA_FLAG = 0x10;
    private static final int HEADER = 12;
    private static final int SMALLEST = 10;
    private static final Set<String> FIRST = Set.of("VP8X", "VP8 ", "VP8L");

    /** One chunk: its four letters, and its data without the byte that makes their length even. */
    private record Chunk(String type, ByteBuffer data) {
        int length() {
            return 8 + data.remaining() + (data.remaining() & 1);
        }
    }

    private WebpFile() {
    }

    /**
     * Returns the image with the metadata.
     *
     * @param brought the metadata of the image whose pixels were encoded
     */
    public static ByteBuffer write(ByteBuffer encoded, Map<String, Object> metadata, BroughtMetadata brought, byte @Nullable [] thumbnail,
            Consumer<String> warnings) throws IOException {
        List<Chunk> rest = new ArrayList<>();
        ByteBuffer exif = null;
        byte[] xmp = null;
        for (Chunk chunk : read(encoded.slice().order(ByteOrder.LITTLE_ENDIAN))) {
            if (chunk.type.equals("EXIF")) {
                exif = chunk.data;
            } else if (chunk.type.equals("XMP ")) {
                xmp = new byte[chunk.data.remaining()];
                chunk.data.get(chunk.data.position(), xmp);
            } else {
                rest.add(chunk);
            }
        }
        Chunk extended = extended(rest.get(0));
        rest.removeIf(chunk -> chunk.type.equals("VP8X"));
        rest.add(0, extended);
        boolean profile = rest.stream().anyMatch(chunk -> chunk.type.equals("ICCP"));
        ExifContainer container = ExifContainer.chunks(1 + bits24(extended.data, 4), 1 + bits24(extended.data, 7), profile);
        rest.add(new Chunk("EXIF", ByteBuffer.wrap(brought.exif() != null && exif == null
                ? ExifBlock.adopt(brought.exif(), metadata, container, thumbnail, warnings)
                : ExifBlock.encode(exif, metadata, container, thumbnail, Integer.MAX_VALUE, warnings))));
        rest.add(new Chunk("XMP ", ByteBuffer.wrap(brought.packet(xmp, metadata, warnings))));
        return join(rest);
    }

    private static List<Chunk> read(ByteBuffer webp) throws IOException {
        if (webp.remaining() < HEADER || !letters(webp, 0).equals("RIFF") || !letters(webp, 8).equals("WEBP")) {
            throw new IOException("The image does not begin as a WebP does");
        }
        List<Chunk> chunks = new ArrayList<>();
        int at = HEADER;
        while (at + 8 <= webp.limit()) {
            int length = webp.getInt(at + 4);
            if (length < 0 || length > webp.limit() - at - 8) {
                throw new IOException("The WebP is damaged at byte " + at + " of " + webp.limit());
            }
            chunks.add(new Chunk(letters(webp, at), webp.slice(at + 8, length).order(ByteOrder.LITTLE_ENDIAN)));
            at += 8 + length + (length & 1);
        }
        if (chunks.isEmpty() || chunks.get(0).data.remaining() < SMALLEST || !FIRST.contains(chunks.get(0).type)) {
            throw new IOException("The WebP does not begin with its image or its header");
        }
        return chunks;
    }

    private static String letters(ByteBuffer webp, int at) {
        return StandardCharsets.ISO_8859_1.decode(webp.slice(at, 4)).toString();
    }

    /** Returns the header of an extended file, made from the image's own if there is none. */
    private static Chunk extended(Chunk first) {
        ByteBuffer header = ByteBuffer.allocate(SMALLEST).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer data = first.data;
        switch (first.type) {
            case "VP8X" -> header.put(0, data, 0, SMALLEST);
            case "VP8 " -> size(header, (data.getShort(6) & 0x3FFF) - 1, (data.getShort(8) & 0x3FFF) - 1);
            default -> {
                int bits = data.getInt(1);
                size(header, bits & 0x3FFF, bits >> 14 & 0x3FFF);
                header.put(0, (byte) ((bits >> 28 & 1) == 0 ? 0 : ALPHA_FLAG));
            }
        }
        return new Chunk("VP8X", header.put(0, (byte) (header.get(0) | EXIF_FLAG | XMP_FLAG)));
    }

    private static void size(ByteBuffer header, int lastColumn, int lastRow) {
        header.putShort(4, (short) lastColumn).putShort(7, (short) lastRow);
    }

    private static int bits24(ByteBuffer data, int at) {
        return data.getShort(at) & 0xFFFF | (data.get(at + 2) & 0xFF) << 16;
    }

    private static ByteBuffer join(List<Chunk> chunks) {
        int length = HEADER + chunks.stream().mapToInt(Chunk::length).sum();
        ByteBuffer result = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        result.put("RIFF".getBytes(StandardCharsets.ISO_8859_1)).putInt(length - 8).put("WEBP".getBytes(StandardCharsets.ISO_8859_1));
        for (Chunk chunk : chunks) {
            int end = result.position() + chunk.length();
            result.put(chunk.type.getBytes(StandardCharsets.ISO_8859_1)).putInt(chunk.data.remaining()).put(chunk.data.duplicate())
                    .position(end);
        }
        return result.flip();
    }
}
