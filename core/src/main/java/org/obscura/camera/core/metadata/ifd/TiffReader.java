package org.obscura.camera.core.metadata.ifd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Reads the TIFF structure that is both a TIFF file and an EXIF block. Keeps every field that a reader can find; leaves out, with a
 * warning, fields and directories that point nowhere, at which readers stop.
 */
public final class TiffReader {
    static final int HEADER = 8;
    static final int ENTRY = 12;
    private static final int MAGIC = 42;
    private static final int BIG_TIFF = 43;
    private static final int SMALLEST_DIRECTORY = 2 + 4;
    /** Leaves room to add some. */
    private static final int MAX_ENTRIES = 60_000;
    private static final int INTEROPERABILITY_POINTER = 0xA005;

    private final ByteBuffer source;
    private final String what;
    private final Consumer<String> warnings;

    private TiffReader(ByteBuffer source, String what, Consumer<String> warnings) {
        this.source = source;
        this.what = what;
        this.warnings = warnings;
    }

    /** Returns the byte order that the header says. */
    public static ByteOrder order(ByteBuffer block) throws IOException {
        if (block.remaining() < HEADER) {
            throw new IOException("The TIFF data have " + block.remaining() + " bytes, less than their header");
        }
        int mark = block.getShort(block.position()) & 0xFFFF;
        mark = block.order() == ByteOrder.BIG_ENDIAN ? mark : Short.toUnsignedInt(Short.reverseBytes((short) mark));
        ByteOrder order = mark == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        int magic = mark == 0x4949 || mark == 0x4D4D ? block.slice().order(order).getShort(2) : 0;
        if (magic == BIG_TIFF) {
            throw new IOException("The image is a BigTIFF, into which no metadata can be written; use TIFF");
        }
        if (magic != MAGIC) {
            throw new IOException("The TIFF data do not begin with the mark of TIFF");
        }
        return order;
    }

    /**
     * Reads the first directory, with those that {@code childTags} point at.
     *
     * @param what the block, as it appears in warnings: "EXIF", "TIFF"
     * @throws IOException if there is no first directory
     */
    public static TiffDirectory read(ByteBuffer block, String what, Consumer<String> warnings, int... childTags) throws IOException {
        ByteBuffer source = block.slice().order(order(block));
        return new TiffReader(source, what, warnings).directory("the first directory", source.getInt(4) & 0xFFFF_FFFFL, childTags);
    }

    /** Reads the second directory and makes it the next one of the first; one that cannot be read is cut off. */
    public static void readNext(TiffDirectory root, ByteBuffer block, String what, Consumer<String> warnings) {
        if (root.keptNext() == 0) {
            return;
        }
        try {
            ByteBuffer source = block.slice().order(order(block));
            if (root.isPlaceOfAny(root.keptNext())) {
                throw new IOException("the second directory, said to be at byte " + root.keptNext() + ", where another one is");
            }
            root.setNext(new TiffReader(source, what, warnings).directory("the second directory", root.keptNext() & 0xFFFF_FFFFL));
        } catch (IOException e) {
            warnings.accept("The " + what + " is damaged; not kept: " + e.getMessage());
            root.setKeptNext(0);
        }
    }

    private TiffDirectory directory(String name, long offset, int... childTags) throws IOException {
        if (!isPlaceOfDirectory(offset)) {
            throw new IOException(name + ", said to be at byte " + offset + " of " + source.limit());
        }
        int at = (int) offset;
        int count = source.getShort(at) & 0xFFFF;
        int whole = wholeEntries(at);
        boolean cut = whole < count || at + 2 + count * ENTRY + 4 > source.limit();
        TiffDirectory directory = new TiffDirectory(at, Math.min(source.limit() - at, 2 + count * ENTRY + 4));
        if (cut) {
            warnings.accept("The " + what + " is damaged: " + name + " has " + count + " entries, of which " + whole
                    + " exist; these are kept");
        }
        for (int i = 0; i < whole; i++) {
            entry(directory, name, at + 2 + i * ENTRY);
        }
        for (int tag : childTags) {
            child(directory, tag);
        }
        directory.setKeptNext(cut ? 0 : source.getInt(at + 2 + count * ENTRY));
        return directory;
    }

    /** Returns how many entries of a directory exist. */
    private int wholeEntries(int at) {
        int count = source.getShort(at) & 0xFFFF;
        return Math.min(Math.min(count, MAX_ENTRIES), (source.limit() - at - 2) / ENTRY);
    }

    private boolean isPlaceOfDirectory(long offset) {
        return offset >= HEADER && offset <= source.limit() - SMALLEST_DIRECTORY;
    }

    private void entry(TiffDirectory directory, String name, int at) {
        byte[] raw = new byte[4];
        source.get(at + 8, raw);
        int tag = source.getShort(at) & 0xFFFF;
        TiffValue value = new TiffValue(source.getShort(at + 2) & 0xFFFF, source.getInt(at + 4) & 0xFFFF_FFFFL, raw, true);
        if (!value.hasKnownType()) {
            warnings.accept(String.format(Locale.ROOT, "The %s is damaged; not kept: tag 0x%04X of %s, of the type %d, "
                    + "which does not exist", what, tag, name, value.type()));
            return;
        }
        long offset = value.offset(source.order());
        if (tag == INTEROPERABILITY_POINTER && (!value.isPointer() || !isPlaceOfDirectory(value.number(source.order())))) {
            warnings.accept("The " + what + " is damaged; not kept: the pointer to its interoperability directory, which leads nowhere");
            return;
        }
        if (offset >= 0 && (offset < HEADER || offset + value.size() > source.limit())) {
            warnings.accept(String.format(Locale.ROOT, "The %s is damaged; not kept: tag 0x%04X of %s, whose %d bytes are said to be "
                    + "at byte %d of %d", what, tag, name, value.size(), offset, source.limit()));
            return;
        }
        directory.add(tag, value);
    }

    /**
     * Reads all directories that fields of the tag point at; the fields of further ones are added to those of the first. Such ones must not
     * overlap: a block of 64 kB would else have millions of fields.
     */
    private void child(TiffDirectory directory, int tag) {
        TiffValue first = directory.fields().get(tag);
        if (first == null) {
            return;
        }
        List<TiffValue> pointers = new ArrayList<>(List.of(first));
        pointers.addAll(directory.repeated(tag));
        directory.remove(tag);
        String name = String.format(Locale.ROOT, "the directory of tag 0x%04X", tag);
        TiffDirectory child = null;
        Set<Long> places = new HashSet<>(Set.of((long) directory.offset()));
        NavigableMap<Integer, Integer> taken = new TreeMap<>(); // from where to where there are directories
        for (TiffValue pointer : pointers) {
            try {
                if (!pointer.isPointer()) {
                    throw new IOException(name + ", whose place is given by no offset");
                }
                long place = pointer.number(source.order());
                if (!places.add(place)) {
                    continue;
                }
                if (isPlaceOfDirectory(place)) {
                    take((int) place, taken, name);
                }
                TiffDirectory found = directory(name, place);
                if (child == null) {
                    child = found;
                } else {
                    child.absorb(found);
                }
            } catch (IOException e) {
                warnings.accept("The " + what + " is damaged; not kept: " + e.getMessage());
            }
        }
        if (child != null) {
            directory.setChild(tag, child);
        }
    }

    private void take(int place, NavigableMap<Integer, Integer> taken, String name) throws IOException {
        int end = place + 2 + wholeEntries(place) * ENTRY;
        Map.Entry<Integer, Integer> before = taken.lowerEntry(end);
        if (before != null && before.getValue() > place) {
            throw new IOException(name + ", said to be at byte " + place + ", where another one is");
        }
        taken.put(place, end);
    }
}
