package org.obscura.camera.core.metadata.jpeg;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/** The tables that decoders of Motion JPEG know by heart (ITU T.81, annex K.3), for frames that come without any. */
public final class HuffmanTables {
    /** The segment with the four of them. */
    public static final byte[] STANDARD = segment();

    private HuffmanTables() {
    }

    private static byte[] segment() {
        ByteArrayOutputStream tables = new ByteArrayOutputStream();
        add(tables, 0x00, JPEGHuffmanTable.StdDCLuminance);
        add(tables, 0x10, JPEGHuffmanTable.StdACLuminance);
        add(tables, 0x01, JPEGHuffmanTable.StdDCChrominance);
        add(tables, 0x11, JPEGHuffmanTable.StdACChrominance);
        return JpegFile.segment(JpegSegments.DHT, new byte[0], tables.toByteArray());
    }

    private static void add(ByteArrayOutputStream tables, int id, JPEGHuffmanTable table) {
        ByteBuffer lengths = ByteBuffer.allocate(16);
        for (short count : table.getLengths()) {
            lengths.put((byte) count);
        }
        tables.write(id);
        tables.writeBytes(lengths.array());
        for (short value : table.getValues()) {
            tables.write(value);
        }
    }
}
