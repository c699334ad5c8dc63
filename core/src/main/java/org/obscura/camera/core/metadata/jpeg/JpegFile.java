package org.obscura.camera.core.metadata.jpeg;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.obscura.camera.MetadataKeys;
import org.obscura.camera.core.metadata.exif.ExifBlock;
import org.obscura.camera.core.metadata.exif.ExifContainer;
import org.obscura.camera.core.metadata.jpeg.JpegSegments.Segment;

/** Metadata in a JPEG: EXIF, XMP and comment segments before the picture, whose own segments and scan stay as they are. */
public final class JpegFile {
    public static final int MAX_CONTENT = 65_533;
    private static final byte[] EXIF = signature("Exif\0\0");

    private JpegFile() {
    }

    public static byte[] signature(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The new picture: what is ours between the parts of the old one, which are where they were. */
    public static List<ByteBuffer> write(ByteBuffer jpeg, Map<String, Object> metadata, byte[] thumbnail) throws IOException {
        JpegSegments parts = JpegSegments.read(jpeg);
        List<Segment> head = new ArrayList<>();
        List<Segment> rest = new ArrayList<>();
        Segment exif = null;
        XmpSegments xmp = new XmpSegments();
        boolean newComment = metadata.containsKey(MetadataKeys.COMMENT);
        for (Segment segment : parts.segments()) {
            if (segment.marker() == JpegSegments.APP1 && segment.startsWith(EXIF)) {
                exif = exif == null ? segment : exif;
            } else if (!xmp.takes(segment) && !(newComment && segment.marker() == JpegSegments.COM)) {
                (segment.marker() == JpegSegments.APP0 && rest.isEmpty() ? head : rest).add(segment);
            }
        }
        byte[] block = ExifBlock.encode(exif == null ? null : exif.content(EXIF.length), metadata, new ExifContainer.Jpeg(parts.size()),
                thumbnail, MAX_CONTENT - EXIF.length);
        List<byte[]> ours = new ArrayList<>();
        ours.add(beginning(JpegSegments.APP1, EXIF, block.length));
        ours.add(block);
        ours.addAll(xmp.write(metadata));
        if (newComment) {
            byte[] comment = ((String) metadata.get(MetadataKeys.COMMENT)).getBytes(StandardCharsets.UTF_8);
            // a longer one is in XMP alone
            if (comment.length <= MAX_CONTENT) {
                ours.add(segment(JpegSegments.COM, new byte[0], comment));
            }
        }
        if (rest.stream().noneMatch(segment -> segment.marker() == JpegSegments.DHT)) {
            // cameras leave out the tables that all their frames share
            ours.add(HuffmanTables.STANDARD);
        }
        List<ByteBuffer> all = new ArrayList<>();
        all.add(jpeg.slice().slice(0, 2));
        head.forEach(segment -> all.add(segment.whole()));
        ours.forEach(segment -> all.add(ByteBuffer.wrap(segment)));
        rest.forEach(segment -> all.add(segment.whole()));
        all.add(jpeg.slice().position(parts.scan()));
        return all;
    }

    public static byte[] segment(int marker, byte[] signature, byte[] content) {
        byte[] beginning = beginning(marker, signature, content.length);
        byte[] segment = Arrays.copyOf(beginning, beginning.length + content.length);
        System.arraycopy(content, 0, segment, beginning.length, content.length);
        return segment;
    }

    /** A segment without its content. */
    private static byte[] beginning(int marker, byte[] signature, int content) {
        return ByteBuffer.allocate(4 + signature.length).put((byte) 0xFF).put((byte) marker)
                .putShort((short) (2 + signature.length + content)).put(signature).array();
    }
}
