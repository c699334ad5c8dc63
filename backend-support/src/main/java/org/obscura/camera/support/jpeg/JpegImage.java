package org.obscura.camera.support.jpeg;

import java.nio.ByteBuffer;

/**
 * A whole JPEG image, from its start to its end, without what a camera left before or behind it.
 *
 * @param data the bytes, from position to limit
 * @param width pixels in a row, as the frame header says
 * @param height rows, as the frame header says
 */
public record JpegImage(ByteBuffer data, int width, int height) {

    /**
     * Finds the first whole image. One that has no Huffman tables, as those of Motion JPEG cameras, gets the standard ones.
     *
     * @param bytes the array that holds it
     * @param offset where to begin
     * @param length how many bytes to look at
     * @return the image; its data is a view of the array, or a copy where tables were inserted
     * @throws JpegException if there is none
     */
    public static JpegImage find(byte[] bytes, int offset, int length) throws JpegException {
        JpegScanner scanner = new JpegScanner();
        scanner.begin(offset);
        if (scanner.scan(bytes, offset + length) == JpegScanner.Outcome.IMAGE) {
            return of(scanner, bytes, false);
        }
        throw new JpegException(length + " bytes " + scanner.problem());
    }

    /** Makes the image that a scanner has found: of the bytes themselves where possible, or of a copy. */
    static JpegImage of(JpegScanner scanner, byte[] bytes, boolean copy) {
        int start = scanner.start();
        int length = scanner.end() - start;
        if (!copy && scanner.hasTables()) {
            return new JpegImage(ByteBuffer.wrap(bytes, start, length).slice(), scanner.width(), scanner.height());
        }
        byte[] tables = scanner.hasTables() ? new byte[0] : StandardTables.SEGMENT;
        int head = scanner.firstScan() - start;
        ByteBuffer data = ByteBuffer.allocate(length + tables.length);
        data.put(bytes, start, head).put(tables).put(bytes, start + head, length - head).flip();
        return new JpegImage(data, scanner.width(), scanner.height());
    }
}
