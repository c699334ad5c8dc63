package org.obscura.camera.core.metadata;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.core.metadata.jpeg.JpegFile;
import org.obscura.camera.core.metadata.png.PngFile;
import org.obscura.camera.core.metadata.tiff.TiffFile;
import org.obscura.camera.core.metadata.webp.WebpFile;

/** Writes metadata into encoded images. */
public final class MetadataWriter {

    private static final Set<String> FORMATS = Set.of("jpeg", "png", "tiff", "webp");

    private MetadataWriter() {
    }

    /**
     * Returns the encoded image with the metadata in it. What the image holds already stays, but for what the metadata say otherwise; its
     * own data stay to the byte.
     *
     * @param encoded the image from position to limit; not modified, but the result may share its memory
     * @param format jpeg, png, tiff, webp and so on; of a format that can hold no metadata the image is returned as it is
     * @param metadata values that {@link MetadataSchema#check(String, Object)} returned, by key
     * @param frame the metadata of the frame whose pixels were encoded; they are kept unless the image is the frame itself
     * @param thumbnail a small JPEG for the formats that keep one, or null
     * @param warnings receives a sentence for everything that the frame brought and that cannot be kept
     * @return the image with its metadata, in parts that follow one another
     * @throws IOException if the image is not of that format
     */
    public static List<ByteBuffer> parts(ByteBuffer encoded, String format, Map<String, Object> metadata, EmbeddedMetadata frame,
            @Nullable ByteBuffer thumbnail, Consumer<String> warnings) throws IOException {
        if (metadata.isEmpty() && thumbnail == null) {
            return List.of(encoded);
        }
        return switch (format) {
            case "jpeg" -> JpegFile.write(frame.isEdited() ? JpegFile.adopt(encoded, frame.brought(), warnings) : encoded, metadata,
                    bytes(thumbnail), warnings);
            case "png" -> List.of(PngFile.write(encoded, metadata, frame.brought(), bytes(thumbnail), warnings));
            case "tiff" -> List.of(TiffFile.write(encoded, metadata, frame.brought(), warnings));
            case "webp" -> List.of(WebpFile.write(encoded, metadata, frame.brought(), bytes(thumbnail), warnings));
            default -> List.of(encoded);
        };
    }

    /** Returns the same in one piece, of memory of its own wherever something was written. */
    public static ByteBuffer write(ByteBuffer encoded, String format, Map<String, Object> metadata, @Nullable ByteBuffer thumbnail)
            throws IOException {
        return joined(parts(encoded, format, metadata, EmbeddedMetadata.NONE, thumbnail, warning -> {}));
    }

    /** Returns whether files of a format hold metadata. */
    public static boolean holdsMetadata(String format) {
        return FORMATS.contains(format);
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
     * Returns whether images of a format get a thumbnail. Not TIFF: there it would be a second page.
     *
     * @param format as for {@link #write}
     * @return true if so
     */
    public static boolean keepsThumbnail(String format) {
        return Set.of("jpeg", "png", "webp").contains(format);
    }

    private static byte @Nullable [] bytes(@Nullable ByteBuffer thumbnail) {
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
