package org.obscura.camera.core.metadata.ifd;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import org.obscura.camera.core.metadata.value.Rational;

/**
 * The value of one TIFF field, in bytes of the block's order.
 *
 * @param type the TIFF field type
 * @param count how many items of that type
 * @param data the items; for a field that was read, the four bytes of its entry: the items or their offset
 * @param kept true: read from an existing block, in which its offset stays good
 */
public record TiffValue(int type, long count, byte[] data, boolean kept) {
    private static final int BYTE = 1;
    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    public static final int UNDEFINED = 7;
    private static final int SRATIONAL = 10;

    public static TiffValue bytes(byte... data) {
        return new TiffValue(BYTE, data.length, data, false);
    }

    public static TiffValue undefined(byte... data) {
        return new TiffValue(UNDEFINED, data.length, data, false);
    }

    /** Text and its NUL. UTF-8, as the Metadata Working Group advises where the text is more than ASCII. */
    public static TiffValue text(String text) {
        byte[] utf8 = (text + '\0').getBytes(StandardCharsets.UTF_8);
        return new TiffValue(ASCII, utf8.length, utf8, false);
    }

    public static TiffValue shorts(ByteOrder order, int... items) {
        ByteBuffer buffer = ByteBuffer.allocate(2 * items.length).order(order);
        for (int item : items) {
            buffer.putShort((short) item);
        }
        return new TiffValue(SHORT, items.length, buffer.array(), false);
    }

    public static TiffValue unsigned(ByteOrder order, long item) {
        return new TiffValue(LONG, 1, ByteBuffer.allocate(4).order(order).putInt((int) item).array(), false);
    }

    public static TiffValue rationals(ByteOrder order, Rational... items) {
        return new TiffValue(RATIONAL, items.length, pairs(order, items), false);
    }

    public static TiffValue signedRational(ByteOrder order, Rational item) {
        return new TiffValue(SRATIONAL, 1, pairs(order, item), false);
    }

    private static byte[] pairs(ByteOrder order, Rational... items) {
        ByteBuffer buffer = ByteBuffer.allocate(8 * items.length).order(order);
        for (Rational item : items) {
            buffer.putInt((int) item.numerator()).putInt((int) item.denominator());
        }
        return buffer.array();
    }
}
