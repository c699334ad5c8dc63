package org.obscura.camera.core.metadata;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.obscura.camera.core.metadata.jpeg.JpegFile;
import org.obscura.camera.core.metadata.png.PngFile;
import org.obscura.camera.core.metadata.tiff.TiffFile;
import org.obscura.camera.core.metadata.webp.WebpFile;

/** Puts metadata into encoded pictures. */
public final class MetadataWriter {

    private MetadataWriter() {
    }

    /**
     * The encoded picture with the metadata in it. What the picture holds already stays, but for what the metadata say otherwise;
     * its own data stay to the byte.
     *
     * @param encoded the picture from position to limit; not modified, but the result may share its memory
     * @param format jpeg, png, tiff, webp and so on; of a format that can hold no metadata the picture is returned as it is
     * @param metadata values that {@link MetadataSchema#check(String, Object)} returned, by key
     * @param thumbnail a small JPEG for the formats that keep one, or null
     * @return the picture with its metadata, in parts that follow one another
     * @throws IOException if the picture is not of that format
     */
    public static List<ByteBuffer> parts(ByteBuffer encoded, String format, Map<String, Object> metadata,
            ByteBuffer thumbnail) throws IOException {
        if (metadata.isEmpty() && thumbnail == null) {
            return List.of(encoded);
        }
        return switch (format) {
            case "jpeg" -> JpegFile.write(encoded, metadata, bytes(thumbnail));
            case "png" -> List.of(PngFile.write(encoded, metadata, bytes(thumbnail)));
            case "tiff" -> List.of(TiffFile.write(encoded, metadata));
            case "webp" -> List.of(WebpFile.write(encoded, metadata, bytes(thumbnail)));
            default -> List.of(encoded);
        };
    }

    /** The same in one piece, of memory of its own wherever something was written. */
    public static ByteBuffer write(ByteBuffer encoded, String format, Map<String, Object> metadata, ByteBuffer thumbnail)
            throws IOException {
        return joined(parts(encoded, format, metadata, thumbnail));
    }

    /** Parts that follow one another, in one piece. */
    public static ByteBuffer joined(List<ByteBuffer> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        ByteBuffer whole = ByteBuffer.allocate(parts.stream().mapToInt(ByteBuffer::remaining).sum());
        parts.forEach(part -> whole.put(part.duplicate()));
        return whole.flip();
    }

    /**
     * Whether pictures of a format get a thumbnail. Not TIFF: there it would be a second page.
     *
     * @param format as for {@link #write}
     * @return true if so
     */
    public static boolean keepsThumbnail(String format) {
        return Set.of("jpeg", "png", "webp").contains(format);
    }

    private static byte[] bytes(ByteBuffer thumbnail) {
        if (thumbnail == null) {
            return null;
        }
        if (thumbnail.hasArray() && thumbnail.arrayOffset() == 0 && thumbnail.remaining() == thumbnail.array().length) {
            return thumbnail.array();
        }
        byte[] bytes = new byte[thumbnail.remaining()];
        thumbnail.get(thumbnail.position(), bytes);
        return bytes;
    }
}
