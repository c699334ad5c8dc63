package org.obscura.camera.core.metadata.jpeg;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.MetadataKeys;
import org.obscura.camera.core.metadata.exif.BroughtMetadata;
import org.obscura.camera.core.metadata.jpeg.JpegSegments.Segment;
import org.obscura.camera.core.metadata.xmp.XmpPacket;

/** Metadata in a JPEG: EXIF, XMP and comment segments before the image, whose own segments and scan stay as they are. */
public final class JpegFile {
    static final int MAX_CONTENT = 65_533;
    private static final byte[] EXIF = signature("Exif\0\0");
    private static final byte[] XMP = signature("http://ns.adobe.com/xap/1.0/\0");
    private static final byte[] ADOBE = signature("Adobe");
    /** The length of a JFIF segment without a thumbnail. */
    private static final int JFIF_LENGTH = 18;
    private static final ByteBuffer END = ByteBuffer.wrap(new byte[] {(byte) 0xFF, (byte) 0xD9}).asReadOnlyBuffer();

    private final JpegSegments image;
    private final Consumer<String> warnings;
    private final List<Segment> head = new ArrayList<>();
    private final List<Segment> rest = new ArrayList<>();
    private final ExifSegments exif = new ExifSegments();
    private final XmpSegments xmp = new XmpSegments();

    private JpegFile(JpegSegments image, boolean newComment, Consumer<String> warnings) {
        this.image = image;
        this.warnings = warnings;
        for (Segment segment : image.segments()) {
            boolean replaced = newComment && segment.marker() == JpegSegments.COM;
            if (!exif.takes(segment) && !xmp.takes(segment) && !replaced) {
                (segment.marker() == JpegSegments.APP0 && rest.isEmpty() ? head : rest).add(segment);
            }
        }
    }

    static byte[] signature(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Returns the EXIF block of an image; null: it has none. */
    public static @Nullable ByteBuffer exif(JpegSegments image) {
        return new JpegFile(image, false, warning -> {}).exif.first();
    }

    /** Returns the XMP packet of an image; null: it has none. */
    public static byte @Nullable [] xmp(JpegSegments image) {
        return new JpegFile(image, false, warning -> {}).xmp.standard();
    }

    /** Returns the extensions of the XMP packet of an image. */
    public static List<XmpPacket.Extension> xmpExtensions(JpegSegments image) {
        return new JpegFile(image, false, warning -> {}).xmp.extensions();
    }

    /**
     * Returns the image with the metadata, in parts that follow one another: what is ours between the parts of the old image, which are
     * where they were. Bytes between segments are left out, a missing mark of the end is added.
     */
    public static List<ByteBuffer> write(ByteBuffer jpeg, Map<String, Object> metadata, byte @Nullable [] thumbnail,
            Consumer<String> warnings) throws IOException {
        return new JpegFile(JpegSegments.read(jpeg), metadata.containsKey(MetadataKeys.COMMENT), warnings).write(metadata, thumbnail);
    }

    /**
     * Returns an image, which was made of the pixels of another one, with the EXIF and XMP that the other one brought in place of its own.
     * Segments that do not say how the pixels are decoded are left out: thumbnails and other images of what was edited may be in them.
     */
    public static ByteBuffer adopt(ByteBuffer jpeg, BroughtMetadata brought, Consumer<String> warnings) throws IOException {
        JpegFile file = new JpegFile(JpegSegments.read(jpeg), false, warnings);
        Set<String> left = new TreeSet<>();
        for (List<Segment> segments : List.of(file.head, file.rest)) {
            segments.stream().filter(segment -> !isOfPixels(segment)).forEach(segment -> left.add("APP" + (segment.marker() & 0xF)));
            segments.removeIf(segment -> !isOfPixels(segment));
        }
        if (!left.isEmpty()) {
            warnings.accept("The segments " + String.join(", ", left)
                    + " of the frame are not kept, since they may show the frame, which was edited");
        }
        List<ByteBuffer> ours = new ArrayList<>();
        if (brought.exif() != null && brought.exif().remaining() <= MAX_CONTENT - EXIF.length) {
            ours.add(ByteBuffer.wrap(beginning(JpegSegments.APP1, EXIF, brought.exif().remaining())));
            ours.add(brought.exif().duplicate());
        }
        if (brought.xmp() != null && brought.xmp().length <= MAX_CONTENT - XMP.length) {
            ours.addAll(XmpSegments.of(brought.xmp(), brought.extensions()));
        }
        List<ByteBuffer> parts = file.join(ours);
        ByteBuffer whole = ByteBuffer.allocate(length(parts));
        parts.forEach(part -> whole.put(part.duplicate()));
        return whole.flip();
    }

    /** Returns whether a segment is a comment, or says how the pixels are decoded. */
    private static boolean isOfPixels(Segment segment) {
        return switch (segment.marker()) {
            case JpegSegments.APP0 -> segment.startsWith(JpegColors.JFIF) && segment.whole().remaining() <= JFIF_LENGTH;
            case JpegSegments.APP2 -> segment.startsWith(JpegColors.PROFILE);
            case JpegSegments.APP14 -> segment.startsWith(ADOBE);
            default -> segment.marker() < JpegSegments.APP0 || segment.marker() > JpegSegments.APP15;
        };
    }

    private List<ByteBuffer> write(Map<String, Object> metadata, byte @Nullable [] thumbnail) throws IOException {
        if (image.strayBytes() > 0) {
            warnings.accept(
                    "The JPEG has " + image.strayBytes() + " bytes that belong to no segment, the first at byte " + image.firstStrayByte()
                            + "; they were left out");
        }
        List<ByteBuffer> ours = new ArrayList<>();
        ours.addAll(exif.write(metadata, new JpegColors(image).container(), thumbnail, warnings));
        ours.addAll(xmp.write(metadata, warnings));
        comment(metadata, ours);
        if (image.lacksHuffmanTables()) {
            ours.add(ByteBuffer.wrap(HuffmanTables.STANDARD));
        }
        return join(ours);
    }

    private void comment(Map<String, Object> metadata, List<ByteBuffer> ours) {
        if (metadata.get(MetadataKeys.COMMENT) instanceof String text) {
            byte[] comment = text.getBytes(StandardCharsets.UTF_8);
            // a longer one is in XMP alone
            if (comment.length <= MAX_CONTENT) {
                ours.add(ByteBuffer.wrap(segment(JpegSegments.COM, new byte[0], comment)));
            }
        }
    }

    private List<ByteBuffer> join(List<ByteBuffer> ours) {
        int longer = 2 + lengthOf(head) + length(ours) + lengthOf(rest) - image.scan();
        List<ByteBuffer> all = new ArrayList<>();
        all.add(image.image().slice(0, 2));
        int at = 2;
        for (Segment segment : head) {
            all.add(segment.whole());
            at += segment.whole().remaining();
        }
        all.addAll(ours);
        at += length(ours);
        for (Segment segment : rest) {
            boolean index = MultiPictureIndex.is(segment);
            all.add(index ? MultiPictureIndex.moved(segment, longer, longer - (at - segment.at()), warnings) : segment.whole());
            at += segment.whole().remaining();
        }
        all.add(image.image().duplicate().position(image.scan()));
        if (!image.hasEnd()) {
            warnings.accept("The JPEG lacks the mark of its end, which was added");
            all.add(END.duplicate());
        }
        return all;
    }

    private static int length(List<ByteBuffer> parts) {
        return sum(parts, ByteBuffer::remaining);
    }

    private static int lengthOf(List<Segment> segments) {
        return sum(segments, segment -> segment.whole().remaining());
    }

    private static <T> int sum(List<T> parts, ToIntFunction<T> length) {
        int sum = 0;
        for (T part : parts) {
            sum += length.applyAsInt(part);
        }
        return sum;
    }

    public static byte[] segment(int marker, byte[] signature, byte[] content) {
        byte[] beginning = beginning(marker, signature, content.length);
        byte[] segment = Arrays.copyOf(beginning, beginning.length + content.length);
        System.arraycopy(content, 0, segment, beginning.length, content.length);
        return segment;
    }

    /** Returns a segment without its content. */
    static byte[] beginning(int marker, byte[] signature, int content) {
        return ByteBuffer.allocate(4 + signature.length).put((byte) 0xFF).put((byte) marker)
                .putShort((short) (2 + signature.length + content)).put(signature).array();
    }
}
