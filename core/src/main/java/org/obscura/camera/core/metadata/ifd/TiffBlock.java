package org.obscura.camera.core.metadata.ifd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads and writes the TIFF structure that is both a TIFF file and an EXIF block. What exists is never moved: changed directories are
 * appended and the header is pointed at them, so offsets hold that this code cannot know, those inside maker notes among them.
 */
public final class TiffBlock {
    public static final int HEADER = 8;
    private static final int MAGIC = 42;
    private static final int BIG_TIFF = 43;
    private static final int ENTRY = 12;
    private static final int LONG = 4;

    private TiffBlock() {
    }

    public static ByteOrder order(ByteBuffer block) throws IOException {
        if (block.remaining() < HEADER) {
            throw new IOException("The TIFF data have " + block.remaining() + " bytes, less than their header");
        }
        int mark = block.getShort(block.position()) & 0xFFFF;
        ByteOrder order = mark == 0x4949 ? ByteOrder.LITTLE_ENDIAN : mark == 0x4D4D ? ByteOrder.BIG_ENDIAN : null;
        int magic = order == null ? 0 : block.slice().order(order).getShort(2);
        if (magic == BIG_TIFF) {
            throw new IOException("The picture is a BigTIFF, into which no metadata can be written; use TIFF");
        }
        if (magic != MAGIC) {
            throw new IOException("The TIFF data do not begin with the mark of TIFF");
        }
        return order;
    }

    /** The first directory, with those that {@code childTags} point at. */
    public static TiffDirectory read(ByteBuffer block, int... childTags) throws IOException {
        ByteBuffer source = block.slice().order(order(block));
        return readDirectory(source, source.getInt(4), childTags);
    }

    /** Takes the second directory along, since some readers follow no pointer that leads back. Its data stay where they are. */
    public static void moveNext(TiffDirectory root, ByteBuffer block) throws IOException {
        if (root.keptNext() != 0) {
            root.setNext(readDirectory(block.slice().order(order(block)), root.keptNext()));
        }
    }

    private static TiffDirectory readDirectory(ByteBuffer source, int offset, int... childTags) throws IOException {
        if (offset < HEADER || offset > source.limit() - 2) {
            throw new IOException("A TIFF directory is said to be at byte " + offset + " of " + source.limit());
        }
        int count = source.getShort(offset) & 0xFFFF;
        int end = offset + 2 + count * ENTRY;
        if (end + 4 > source.limit()) {
            throw new IOException("The TIFF directory at byte " + offset + " of " + source.limit() + " is cut off");
        }
        TiffDirectory directory = new TiffDirectory();
        for (int at = offset + 2; at < end; at += ENTRY) {
            byte[] raw = new byte[4];
            source.get(at + 8, raw);
            directory.put(source.getShort(at) & 0xFFFF,
                    new TiffValue(source.getShort(at + 2) & 0xFFFF, source.getInt(at + 4) & 0xFFFF_FFFFL, raw, true));
        }
        for (int tag : childTags) {
            TiffValue pointer = directory.fields().get(tag);
            if (pointer != null) {
                directory.setChild(tag, readDirectory(source, ByteBuffer.wrap(pointer.data()).order(source.order()).getInt()));
            }
        }
        directory.setKeptNext(source.getInt(end));
        return directory;
    }

    /** A whole new block. */
    public static byte[] write(TiffDirectory root, ByteOrder order) {
        ByteBuffer target = ByteBuffer.allocate(HEADER + size(root)).order(order);
        target.putShort((short) (order == ByteOrder.LITTLE_ENDIAN ? 0x4949 : 0x4D4D)).putShort((short) MAGIC).putInt(HEADER);
        place(root, target, 0);
        return target.array();
    }

    /** What to append to an existing block of this even length, whose header must then point at that length. */
    public static ByteBuffer append(TiffDirectory root, ByteOrder order, int base) {
        ByteBuffer target = ByteBuffer.allocate(size(root)).order(order);
        place(root, target, base);
        return target.rewind();
    }

    /** What {@link #place} fills from an even position, to the byte. */
    private static int size(TiffDirectory directory) {
        int size = 2 + ENTRY * directory.entryCount() + 4;
        for (TiffValue value : directory.fields().values()) {
            size += value.data().length > 4 ? even(value.data().length) : 0;
        }
        for (byte[] blob : directory.blobs().values()) {
            size += even(blob.length);
        }
        for (TiffDirectory child : directory.children().values()) {
            size += size(child);
        }
        return size + (directory.next() == null ? 0 : size(directory.next()));
    }

    private static int even(int length) {
        return length + (length & 1);
    }

    /** Puts a directory at the target's position, then what belongs to it; offsets count from {@code base} before the target. */
    private static void place(TiffDirectory directory, ByteBuffer target, int base) {
        int at = target.position();
        int end = at + 2 + ENTRY * directory.entryCount();
        target.position(end + 4);
        Map<Integer, TiffValue> entries = new TreeMap<>(directory.fields());
        directory.blobs().forEach((tag, blob) -> entries.put(tag, pointer(target, base, () -> target.put(blob))));
        directory.children().forEach((tag, child) -> entries.put(tag, pointer(target, base, () -> place(child, target, base))));
        target.putShort(at, (short) entries.size());
        int entry = at + 2;
        for (Map.Entry<Integer, TiffValue> field : entries.entrySet()) {
            TiffValue value = field.getValue();
            target.putShort(entry, (short) (int) field.getKey()).putShort(entry + 2, (short) value.type())
                    .putInt(entry + 4, (int) value.count());
            if (value.data().length > 4) {
                target.putInt(entry + 8, base + target.position());
                target.put(value.data());
                align(target);
            } else {
                target.put(entry + 8, value.data());
            }
            entry += ENTRY;
        }
        if (directory.next() == null) {
            target.putInt(end, directory.keptNext());
        } else {
            target.putInt(end, base + target.position());
            place(directory.next(), target, base);
        }
    }

    private static TiffValue pointer(ByteBuffer target, int base, Runnable put) {
        byte[] offset = ByteBuffer.allocate(4).order(target.order()).putInt(base + target.position()).array();
        put.run();
        align(target);
        return new TiffValue(LONG, 1, offset, false);
    }

    private static void align(ByteBuffer target) {
        if ((target.position() & 1) != 0) {
            target.put((byte) 0);
        }
    }
}
