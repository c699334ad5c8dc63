package org.obscura.camera.support.jpeg;

import java.io.ByteArrayOutputStream;

import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/** The Huffman tables that every decoder of Motion JPEG has built in (ITU T.81, annex K.3), and that cameras therefore leave out. */
final class StandardTables {
    /** A DHT segment with the four tables. */
    static final byte[] SEGMENT = segment();

    private StandardTables() {
    }

    private static byte[] segment() {
        ByteArrayOutputStream tables = new ByteArrayOutputStream();
        add(tables, 0x00, JPEGHuffmanTable.StdDCLuminance);
        add(tables, 0x10, JPEGHuffmanTable.StdACLuminance);
        add(tables, 0x01, JPEGHuffmanTable.StdDCChrominance);
        add(tables, 0x11, JPEGHuffmanTable.StdACChrominance);
        int length = 2 + tables.size();
        ByteArrayOutputStream segment = new ByteArrayOutputStream();
        segment.writeBytes(new byte[] {(byte) 0xff, (byte) JpegScanner.HUFFMAN_TABLES, (byte) (length >> 8), (byte) length});
        segment.writeBytes(tables.toByteArray());
        return segment.toByteArray();
    }

    private static void add(ByteArrayOutputStream tables, int id, JPEGHuffmanTable table) {
        tables.write(id);
        for (short count : table.getLengths()) {
            tables.write(count);
        }
        // the 16 counts are always written; the JDK leaves out those of the longest codes where there are none
        for (int i = table.getLengths().length; i < 16; i++) {
            tables.write(0);
        }
        for (short value : table.getValues()) {
            tables.write(value);
        }
    }
}
