package org.obscura.camera.core.metadata.ifd;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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
    public static final int BYTE = 1;
    public static final int ASCII = 2;
    static final int SHORT = 3;
    static final int LONG = 4;
    private static final int RATIONAL = 5;
    public static final int UNDEFINED = 7;
    private static final int SRATIONAL = 10;
    private static final int IFD = 13;
    /** Text in UTF-8, of EXIF 3.0; its bytes are those that the Metadata Working Group puts into ASCII. */
    public static final int UTF8 = 129;
    private static final int SIGNED_BYTE = 6;
    private static final int SIGNED_SHORT = 8;
    private static final int SIGNED_LONG = 9;
    /** The size of an item of each type, from 1 on: those of TIFF 6.0, and IFD. */
    private static final int[] ITEM_SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};
    /** The size of the parts whose bytes follow the order of the block. */
    private static final int[] PART_SIZES = {0, 1, 1, 2, 4, 4, 1, 1, 2, 4, 4, 4, 8, 4};

    public static TiffValue bytes(byte... data) {
        return new TiffValue(BYTE, data.length, data, false);
    }

    public static TiffValue undefined(byte... data) {
        return new TiffValue(UNDEFINED, data.length, data, false);
    }

    /** Returns a text and its NUL. UTF-8, as the Metadata Working Group advises where the text is more than ASCII. */
    public static TiffValue text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return new TiffValue(ASCII, utf8.length + 1, Arrays.copyOf(utf8, utf8.length + 1), false);
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

    /** Returns whether a reader knows the type. */
    boolean hasKnownType() {
        return type > 0 && type < ITEM_SIZES.length || type == UTF8;
    }

    /** Returns how many bytes the items have, in the entry or outside. */
    public long size() {
        return !hasKnownType() ? 0 : type == UTF8 ? count : count * ITEM_SIZES[type];
    }

    /** Returns where the items of a field that was read begin; -1: in the entry itself. */
    long offset(ByteOrder order) {
        return kept && size() > 4 ? ByteBuffer.wrap(data).order(order).getInt() & 0xFFFF_FFFFL : -1;
    }

    /** Returns whether this can be the offset of a directory. */
    public boolean isPointer() {
        return (type == LONG || type == IFD) && count == 1;
    }

    /** Returns the first item if it is an integer that is not negative, of any type; else -1. */
    public long integer(ByteBuffer block, ByteOrder order) {
        if (count == 0 || count > block.remaining()) {
            return -1;
        }
        ByteBuffer items = ByteBuffer.wrap(items(block, order)).order(order);
        return switch (type) {
            case BYTE -> items.get() & 0xFF;
            case SHORT -> items.getShort() & 0xFFFF;
            case LONG -> items.getInt() & 0xFFFF_FFFFL;
            case SIGNED_BYTE -> Math.max(-1, items.get());
            case SIGNED_SHORT -> Math.max(-1, items.getShort());
            case SIGNED_LONG -> Math.max(-1, items.getInt());
            default -> -1;
        };
    }

    /** Returns the number in a pointer. */
    public long number(ByteOrder order) {
        return ByteBuffer.wrap(data).order(order).getInt() & 0xFFFF_FFFFL;
    }

    /** Returns the items of a field, wherever in the block they are. */
    public byte[] items(ByteBuffer block, ByteOrder order) {
        if (!kept) {
            return data;
        }
        byte[] items = new byte[(int) size()];
        long offset = offset(order);
        if (offset < 0) {
            System.arraycopy(data, 0, items, 0, items.length);
        } else {
            block.get(block.position() + (int) offset, items);
        }
        return items;
    }

    /** Returns the value as one for a block of another order, of a type that every reader of TIFF knows. */
    public TiffValue copy(ByteBuffer block, ByteOrder from, ByteOrder to) {
        byte[] items = items(block, from);
        if (type == UTF8) {
            return new TiffValue(ASCII, count, items, false);
        }
        int part = PART_SIZES[type];
        if (from != to && part > 1) {
            for (int at = 0; at + part <= items.length; at += part) {
                for (int i = 0; i < part / 2; i++) {
                    byte swapped = items[at + i];
                    items[at + i] = items[at + part - 1 - i];
                    items[at + part - 1 - i] = swapped;
                }
            }
        }
        return new TiffValue(type, count, items, false);
    }
}
