package org.obscura.camera.core.metadata.ifd;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Writes directories into a new or an existing block. What an existing block has is never moved, so offsets hold that this code cannot
 * know, those inside maker notes among them. New directories and values take the place of replaced ones, then that at the end; what was
 * replaced is overwritten and cannot be read any more.
 */
public final class TiffLayout {
    private static final int MAGIC = 42;
    private static final int SMALLEST_PADDING = 32;
    private static final int IN_ENTRY = -1;
    /** Type and count of an entry that points at a directory or at data. */
    private static final TiffValue POINTER = TiffValue.unsigned(ByteOrder.BIG_ENDIAN, 0);
    private static final Comparator<Entry> BY_TAG = Comparator.comparingInt(Entry::tag);

    private final @Nullable ByteBuffer existing;
    private final TiffDirectory root;
    private final ByteOrder order;
    private final BitSet dead = new BitSet();
    private final BitSet free = new BitSet();
    private final List<Item> items = new ArrayList<>();
    private int end;

    /** Something to be written: a directory, a value or data that a tag points at. */
    private record Item(byte[] bytes, int offset) {
    }

    /** An entry of a directory; its offset is where the value or the directory is that does not fit into it. */
    private record Entry(int tag, TiffValue value, int offset) {
        void write(ByteBuffer target) {
            int at = target.position();
            target.putShort((short) tag).putShort((short) value.type()).putInt((int) value.count());
            if (offset == IN_ENTRY) {
                target.put(value.data());
            } else {
                target.putInt(offset);
            }
            target.position(at + TiffReader.ENTRY);
        }
    }

    private TiffLayout(@Nullable ByteBuffer existing, TiffDirectory root, ByteOrder order) {
        this.existing = existing;
        this.root = root;
        this.order = order;
        this.end = existing == null ? TiffReader.HEADER : existing.remaining();
    }

    /** Returns a new block with the directories. */
    public static byte[] create(TiffDirectory root, ByteOrder order) {
        return new TiffLayout(null, root, order).write();
    }

    /**
     * Returns an existing block with the directories at its end; nothing else of it is changed but the header.
     *
     * @param block the block that the directories were read from
     */
    public static byte[] append(ByteBuffer block, TiffDirectory root, ByteOrder order) {
        return new TiffLayout(block.slice(), root, order).write();
    }

    /**
     * Returns an existing block with the directories in it, in the place of those that they replace and at its end.
     *
     * @param block the block that the directories were read from
     * @param padding true: zeros that nothing points at are used too
     */
    public static byte[] update(ByteBuffer block, TiffDirectory root, ByteOrder order, boolean padding) {
        TiffLayout layout = new TiffLayout(block.slice(), root, order);
        layout.findRoom(block.slice(), padding);
        return layout.write();
    }

    private static int even(int length) {
        return length + (length & 1);
    }

    private void findRoom(ByteBuffer block, boolean padding) {
        List<int[]> kept = new ArrayList<>();
        List<int[]> replaced = new ArrayList<>();
        kept.add(new int[] {0, TiffReader.HEADER});
        collect(root, block.limit(), kept, replaced);
        mark(replaced, dead);
        BitSet used = new BitSet();
        mark(kept, used);
        dead.andNot(used);
        free.or(dead);
        if (padding) {
            used.or(dead);
            int from = used.nextClearBit(0);
            while (from < block.limit()) {
                int to = used.nextSetBit(from);
                to = to < 0 ? block.limit() : to;
                markZeros(block, from, to);
                from = used.nextClearBit(to);
            }
        }
    }

    private void collect(TiffDirectory directory, int limit, List<int[]> kept, List<int[]> replaced) {
        if (directory.isKept()) {
            replaced.add(new int[] {directory.offset(), directory.offset() + directory.length()});
        }
        directory.replaced().forEach(value -> collect(value, replaced));
        directory.fields().values().forEach(value -> collect(value, kept));
        directory.repeated().values().forEach(values -> values.forEach(value -> collect(value, kept)));
        directory.children().values().forEach(child -> collect(child, limit, kept, replaced));
        TiffDirectory next = directory.next();
        if (next != null) {
            collect(next, limit, kept, replaced);
            next.thumbnail(order, limit).ifPresent(kept::add);
        }
    }

    private void collect(TiffValue value, List<int[]> ranges) {
        long offset = value.offset(order);
        if (offset >= 0) {
            ranges.add(new int[] {(int) offset, (int) (offset + value.size())});
        }
    }

    /** Marks ranges, each byte once: a damaged block may have thousands that overlap. */
    private static void mark(List<int[]> ranges, BitSet target) {
        ranges.sort(Comparator.comparingInt(range -> range[0]));
        int marked = 0;
        for (int[] range : ranges) {
            if (range[1] > marked) {
                target.set(Math.max(marked, range[0]), range[1]);
                marked = range[1];
            }
        }
    }

    /** Marks as free the zeros of a range that no field points at. */
    private void markZeros(ByteBuffer block, int from, int to) {
        int at = from;
        while (at < to) {
            int zeros = at;
            while (zeros < to && block.get(zeros) == 0) {
                zeros++;
            }
            if (zeros - at >= SMALLEST_PADDING) {
                free.set(at + 4, zeros); // the first may belong to what stands before
            }
            at = zeros + 1;
        }
    }

    private byte[] write() {
        int first = place(root);
        byte[] rootBytes = items.get(items.size() - 1).bytes;
        int next = root.keptNext();
        if (root.next() != null) {
            // some readers follow no pointer that leads back
            free.clear(0, first);
            next = place(root.next());
        }
        ByteBuffer.wrap(rootBytes).order(order).putInt(rootBytes.length - 4, next);
        ByteBuffer target = ByteBuffer.allocate(end).order(order);
        if (existing != null) {
            target.put(0, existing, 0, existing.remaining());
            dead.stream().forEach(at -> target.put(at, (byte) 0));
        }
        target.putShort(0, (short) (order == ByteOrder.LITTLE_ENDIAN ? 0x4949 : 0x4D4D)).putShort(2, (short) MAGIC).putInt(4, first);
        items.forEach(item -> target.put(item.offset, item.bytes));
        return target.array();
    }

    /** Places a directory and what belongs to it; the directory is the last of the items then. Returns where it is. */
    private int place(TiffDirectory directory) {
        ByteBuffer target = ByteBuffer.allocate(2 + TiffReader.ENTRY * directory.entryCount() + 4).order(order);
        int offset = allocate(target.limit());
        List<Entry> entries = new ArrayList<>(directory.entryCount());
        directory.fields().forEach((tag, value) -> entries.add(placed(tag, value)));
        directory.repeated().forEach((tag, values) -> values.forEach(value -> entries.add(new Entry(tag, value, IN_ENTRY))));
        directory.blobs().forEach((tag, blob) -> entries.add(new Entry(tag, POINTER, place(blob))));
        directory.children().forEach((tag, child) -> entries.add(new Entry(tag, POINTER, place(child))));
        entries.sort(BY_TAG);
        target.putShort((short) entries.size());
        entries.forEach(entry -> entry.write(target));
        target.putInt(directory == root ? 0 : directory.keptNext());
        items.add(new Item(target.array(), offset));
        return offset;
    }

    private Entry placed(int tag, TiffValue value) {
        return new Entry(tag, value, value.data().length <= 4 ? IN_ENTRY : place(value.data()));
    }

    private int place(byte[] bytes) {
        int offset = allocate(bytes.length);
        items.add(new Item(bytes, offset));
        return offset;
    }

    /** Returns the even offset of the smallest room that is large enough. */
    private int allocate(int size) {
        int best = -1;
        int smallest = Integer.MAX_VALUE;
        for (int from = free.nextSetBit(0); from >= 0;) {
            int to = free.nextClearBit(from);
            int at = even(from);
            if (to - at >= size && to - at < smallest) {
                best = at;
                smallest = to - at;
            }
            from = free.nextSetBit(to);
        }
        if (best >= 0) {
            free.clear(best, best + size);
            return best;
        }
        int offset = even(end);
        end = offset + size;
        return offset;
    }
}
