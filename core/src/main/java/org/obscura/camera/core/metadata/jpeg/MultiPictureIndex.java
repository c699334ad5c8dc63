package org.obscura.camera.core.metadata.jpeg;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

import org.obscura.camera.core.metadata.ifd.TiffDirectory;
import org.obscura.camera.core.metadata.ifd.TiffReader;
import org.obscura.camera.core.metadata.ifd.TiffValue;
import org.obscura.camera.core.metadata.jpeg.JpegSegments.Segment;

/**
 * The index of further images that follow the first in one file (CIPA DC-007, MPF). It says how long the first image is, and how far behind
 * the index the others begin; both change where segments are added or left out.
 */
final class MultiPictureIndex {
    private static final byte[] MPF = JpegFile.signature("MPF\0");
    private static final int ENTRIES = 0xB002;
    private static final int ENTRY = 16;
    private static final int SIZE = 4;
    private static final int OFFSET = 8;

    private MultiPictureIndex() {
    }

    static boolean is(Segment segment) {
        return segment.marker() == JpegSegments.APP2 && segment.startsWith(MPF);
    }

    /**
     * Returns the segment with the index corrected.
     *
     * @param longer by how many bytes the first image has become longer
     * @param further by how many bytes the further images have moved away from the index
     */
    static ByteBuffer moved(Segment segment, int longer, int further, Consumer<String> warnings) {
        ByteBuffer whole = ByteBuffer.allocate(segment.whole().remaining()).put(segment.whole().duplicate()).flip();
        ByteBuffer block = whole.slice(4 + MPF.length, whole.remaining() - 4 - MPF.length);
        try {
            ByteOrder order = TiffReader.order(block);
            TiffDirectory index = TiffReader.read(block, "index of images", warnings);
            TiffValue entries = index.fields().get(ENTRIES);
            if (entries == null || entries.size() <= 4) {
                return whole;
            }
            block.order(order);
            int at = (int) (ByteBuffer.wrap(entries.data()).order(order).getInt() & 0xFFFF_FFFFL);
            for (int entry = at; entry + ENTRY <= at + entries.size(); entry += ENTRY) {
                int offset = block.getInt(entry + OFFSET);
                if (offset == 0) {
                    block.putInt(entry + SIZE, block.getInt(entry + SIZE) + longer);
                } else {
                    block.putInt(entry + OFFSET, offset + further);
                }
            }
        } catch (IOException e) {
            warnings.accept("The index of the further images in the file is damaged: " + e.getMessage());
        }
        return whole;
    }
}
