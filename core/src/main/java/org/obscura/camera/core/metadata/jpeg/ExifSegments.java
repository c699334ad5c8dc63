package org.obscura.camera.core.metadata.jpeg;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.core.metadata.exif.ExifBlock;
import org.obscura.camera.core.metadata.exif.ExifContainer;
import org.obscura.camera.core.metadata.jpeg.JpegSegments.Segment;

/**
 * EXIF in the segments of a JPEG. The first block is that which readers know; a segment that continues one without a header of its own
 * belongs to it, and further blocks are kept too.
 */
final class ExifSegments {
    private static final byte[] EXIF = JpegFile.signature("Exif\0\0");
    private static final int MAX_BLOCK = JpegFile.MAX_CONTENT - EXIF.length;
    private static final int LITTLE_ENDIAN_HEADER = 0x49492A00;
    private static final int BIG_ENDIAN_HEADER = 0x4D4D002A;

    /** The parts of each block. */
    private final List<List<ByteBuffer>> blocks = new ArrayList<>();

    /** Takes a segment of the image if it is one of EXIF. */
    boolean takes(Segment segment) {
        if (segment.marker() != JpegSegments.APP1 || !segment.startsWith(EXIF)) {
            return false;
        }
        ByteBuffer content = segment.content(EXIF.length);
        int header = content.remaining() < 4 ? 0 : content.getInt(0);
        boolean begins = header == LITTLE_ENDIAN_HEADER || header == BIG_ENDIAN_HEADER;
        if (begins || blocks.isEmpty()) {
            blocks.add(new ArrayList<>());
        }
        blocks.get(blocks.size() - 1).add(content);
        return true;
    }

    /** Returns the first block; null: there is none. */
    @Nullable
    ByteBuffer first() {
        return blocks.isEmpty() ? null : joined(blocks.get(0));
    }

    List<ByteBuffer> write(Map<String, Object> metadata, ExifContainer container, byte @Nullable [] thumbnail, Consumer<String> warnings) {
        List<ByteBuffer> segments = new ArrayList<>();
        ByteBuffer first = first();
        // a block that came in several segments may be as long again
        int limit = first == null ? MAX_BLOCK : Math.max(MAX_BLOCK, first.remaining());
        add(ExifBlock.encode(first, metadata, container, thumbnail, limit, warnings), segments);
        for (int i = 1; i < blocks.size(); i++) {
            ByteBuffer further = joined(blocks.get(i));
            add(ExifBlock.replace(further, metadata, Math.max(MAX_BLOCK, further.remaining())), segments);
        }
        return segments;
    }

    private static ByteBuffer joined(List<ByteBuffer> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        ByteBuffer joined = ByteBuffer.allocate(parts.stream().mapToInt(ByteBuffer::remaining).sum());
        parts.forEach(part -> joined.put(part.duplicate()));
        return joined.flip();
    }

    private static void add(byte[] block, List<ByteBuffer> segments) {
        for (int at = 0; at < block.length; at += MAX_BLOCK) {
            int length = Math.min(MAX_BLOCK, block.length - at);
            segments.add(ByteBuffer.wrap(JpegFile.beginning(JpegSegments.APP1, EXIF, length)));
            segments.add(ByteBuffer.wrap(block, at, length).slice());
        }
    }
}
