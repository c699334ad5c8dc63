package org.obscura.camera.core.metadata.ifd;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Writes directories into a new or an existing block. What an existing block has is never moved, so offsets hold that this code cannot
 * know, those inside maker notes among them. New directories and values take the place of replaced ones, then that at the end; what was
 * replaced is overwritten and cannot be read any more.
 */
public final class TiffLayout {
    private static final int MAGIC = 42;
    private static final int SMALLEST_PADDING = 32;
    /** How long a value may be that stands in its entry. */
    private static final int IN_ENTRY = 4;
    /** Type and count of an entry that points at a directory or at data. */
    private static final TiffValue POINTER = TiffValue.unsigned(ByteOrder.BIG_ENDIAN, 0);

    private final @Nullable ByteBuffer existing;
    private final TiffDirectory root;
    private final ByteOrder order;
    private final BitSet dead = new BitSet();
    private final BitSet free = new BitSet();
    private int end;

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
        directory.absorbed().forEach(other -> replaced.add(new int[] {other.offset(), other.offset() + other.length()}));
        directory.replaced().forEach(value -> collect(value, replaced));
        directory.fields().values().forEach(value -> collect(value, kept));
        directory.repeated().forEach(values -> values.forEach(value -> collect(value, kept)));
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
        int limit = extended(end, root);
        ByteBuffer target = ByteBuffer.allocate(root.next() == null ? limit : extended(limit, root.next())).order(order);
        if (existing != null) {
            target.put(0, existing, 0, existing.remaining());
            dead.stream().forEach(at -> target.put(at, (byte) 0));
        }
        int first = place(root, target);
        int next = root.keptNext();
        if (root.next() != null) {
            // some readers follow no pointer that leads back
            free.clear(0, first);
            next = place(root.next(), target);
        }
        target.putInt(first + 2 + TiffReader.ENTRY * root.entryCount(), next);
        target.putShort(0, (short) (order == ByteOrder.LITTLE_ENDIAN ? 0x4949 : 0x4D4D)).putShort(2, (short) MAGIC).putInt(4, first);
        return end == target.limit() ? target.array() : Arrays.copyOf(target.array(), end);
    }

    /** Returns the end of a block behind which a directory is placed, and all that belongs to it. */
    private static int extended(int end, TiffDirectory directory) {
        int extended = even(end) + length(directory);
        for (TiffValue value : directory.fields().values()) {
            if (value.data().length > IN_ENTRY) {
                extended = even(extended) + value.data().length;
            }
        }
        for (byte[] blob : directory.blobs().values()) {
            extended = even(extended) + blob.length;
        }
        for (TiffDirectory child : directory.children().values()) {
            extended = extended(extended, child);
        }
        return extended;
    }

    private static int length(TiffDirectory directory) {
        return 2 + TiffReader.ENTRY * directory.entryCount() + 4;
    }

    /** Writes a directory and what belongs to it, and returns where it is. */
    private int place(TiffDirectory directory, ByteBuffer target) {
        int offset = allocate(length(directory));
        target.putShort(offset, (short) 0);
        for (Map.Entry<Integer, TiffValue> field : directory.fields().entrySet()) {
            TiffValue value = field.getValue();
            byte[] data = value.data();
            int entry = add(offset, field.getKey(), value, target);
            if (data.length <= IN_ENTRY) {
                target.put(entry, data);
            } else {
                target.putInt(entry, place(data, target));
            }
            for (TiffValue further : directory.repeated(field.getKey())) {
                target.put(add(offset, field.getKey(), further, target), further.data());
            }
        }
        for (Map.Entry<Integer, byte[]> blob : directory.blobs().entrySet()) {
            target.putInt(add(offset, blob.getKey(), POINTER, target), place(blob.getValue(), target));
        }
        for (Map.Entry<Integer, TiffDirectory> child : directory.children().entrySet()) {
            target.putInt(add(offset, child.getKey(), POINTER, target), place(child.getValue(), target));
        }
        target.putInt(offset + length(directory) - 4, directory == root ? 0 : directory.keptNext());
        return offset;
    }

    /** Adds an entry to a directory, behind those of lower and equal tags. Returns where its value goes. */
    private static int add(int directory, int tag, TiffValue value, ByteBuffer target) {
        int count = target.getShort(directory) & 0xFFFF;
        int last = directory + 2 + TiffReader.ENTRY * count;
        int at = last;
        while (at > directory + 2 && (target.getShort(at - TiffReader.ENTRY) & 0xFFFF) > tag) {
            at -= TiffReader.ENTRY;
        }
        System.arraycopy(target.array(), at, target.array(), at + TiffReader.ENTRY, last - at);
        target.putShort(directory, (short) (count + 1));
        target.putShort(at, (short) tag).putShort(at + 2, (short) value.type()).putInt(at + 4, (int) value.count()).putInt(at + 8, 0);
        return at + 8;
    }

    private int place(byte[] bytes, ByteBuffer target) {
        int offset = allocate(bytes.length);
        target.put(offset, bytes);
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
