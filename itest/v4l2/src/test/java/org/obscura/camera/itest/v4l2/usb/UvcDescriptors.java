package org.obscura.camera.itest.v4l2.usb;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** What a camera of the USB Video Class 1.1 says of itself: MJPG and YUYV in four sizes, over a bulk endpoint. */
final class UvcDescriptors {
    static final int[][] SIZES = {{640, 480}, {1280, 720}, {1920, 1080}, {320, 240}};
    static final int SHORTEST_INTERVAL = 333_333;
    static final int LONGEST_INTERVAL = 2_000_000;
    private static final int FRAME_UNCOMPRESSED = 5;
    private static final int FRAME_MJPEG = 7;

    private UvcDescriptors() {
    }

    static byte[] device(boolean serial) {
        return new byte[] {18, 1, 0, 2, (byte) 0xef, 2, 1, 64, 0x6b, 0x1d, 2, 1, 1, 0, 1, 2, (byte) (serial ? 3 : 0), 1};
    }

    static byte[] languages() {
        return new byte[] {4, 3, 9, 4};
    }

    static byte[] string(String s) {
        byte[] text = s.getBytes(StandardCharsets.UTF_16LE);
        return ByteBuffer.allocate(2 + text.length).put((byte) (2 + text.length)).put((byte) 3).put(text).array();
    }

    static byte[] configuration() {
        byte[] units = join(bytes(18, 0x24, 2, 1, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0x2a, 0x02, 0x02),
                bytes(12, 0x24, 5, 2, 1, 0, 0, 2, 0x5b, 0x16, 0, 0), bytes(9, 0x24, 3, 3, 1, 1, 0, 2, 0));
        int total = 13 + units.length;
        byte[] control = bytes(9, 4, 0, 0, 0, 0x0e, 1, 0, 2, 13, 0x24, 1, 0x10, 1, total & 0xff, total >> 8, 0, 0x6c, 0xdc, 2, 1, 1);
        byte[] formats = join(bytes(11, 0x24, 6, 1, SIZES.length, 1, 1, 0, 0, 0, 0), frames(FRAME_MJPEG), bytes(6, 0x24, 0x0d, 1, 1, 4),
                bytes(27, 0x24, 4, 2, SIZES.length, 0x59, 0x55, 0x59, 0x32, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71, 16, 1, 0,
                        0,
                        0, 0),
                frames(FRAME_UNCOMPRESSED), bytes(6, 0x24, 0x0d, 1, 1, 4));
        total = 15 + formats.length;
        byte[] stream = bytes(9, 4, 1, 0, 1, 0x0e, 2, 0, 0, 15, 0x24, 1, 2, total & 0xff, total >> 8, 0x81, 0, 3, 0, 0, 0, 1, 0, 0);
        byte[] endpoint = bytes(7, 5, 0x81, 2, 0, 2, 0);
        byte[] association = bytes(8, 0x0b, 0, 2, 0x0e, 3, 0, 2);
        byte[] rest = join(association, control, units, stream, formats, endpoint);
        total = 9 + rest.length;
        return join(bytes(9, 2, total & 0xff, total >> 8, 2, 1, 0, 0x80, 250), rest);
    }

    private static byte[] frames(int subtype) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < SIZES.length; i++) {
            int w = SIZES[i][0];
            int h = SIZES[i][1];
            all.writeBytes(little(38).put((byte) 38).put((byte) 0x24).put((byte) subtype).put((byte) (i + 1)).put((byte) 0)
                    .putShort((short) w).putShort((short) h).putInt(w * h * 16 * 5).putInt(w * h * 16 * 30).putInt(w * h * 2)
                    .putInt(SHORTEST_INTERVAL).put((byte) 3).putInt(SHORTEST_INTERVAL).putInt(2 * SHORTEST_INTERVAL)
                    .putInt(LONGEST_INTERVAL)
                    .array());
        }
        return all.toByteArray();
    }

    static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
