package org.obscura.camera.core.metadata.exif;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.Map;

import org.obscura.camera.core.metadata.ifd.TiffBlock;
import org.obscura.camera.core.metadata.ifd.TiffDirectory;
import org.obscura.camera.core.metadata.ifd.TiffValue;
import org.obscura.camera.core.metadata.schema.ExifTag;
import org.obscura.camera.core.metadata.schema.MetadataField;
import org.obscura.camera.core.metadata.schema.MetadataTable;
import org.obscura.camera.core.metadata.value.Rational;

/** The metadata as the directories of EXIF. */
public final class ExifBlock {
    public static final int EXIF_POINTER = 0x8769;
    public static final int GPS_POINTER = 0x8825;
    private static final int THUMBNAIL_OFFSET = 0x0201;
    private static final int THUMBNAIL_LENGTH = 0x0202;
    private static final int JPEG_COMPRESSION = 6;

    private ExifBlock() {
    }

    /** Writes what the metadata say into the root directory and those below it; other fields stay. */
    public static void fill(TiffDirectory root, Map<String, Object> metadata, ByteOrder order, ExifContainer container) {
        for (MetadataField field : MetadataTable.fields()) {
            Object value = metadata.get(field.key());
            if (value != null) {
                for (ExifTag tag : field.exif()) {
                    TiffValue encoded = tag.encoding().encode(value, order);
                    if (encoded != null || tag.place() != ExifTag.Place.GPS || root.children().containsKey(GPS_POINTER)) {
                        directory(root, tag.place()).put(tag.tag(), encoded);
                    }
                }
            }
        }
        container.complete(root, order);
    }

    private static TiffDirectory directory(TiffDirectory root, ExifTag.Place place) {
        return switch (place) {
            case IFD0 -> root;
            case EXIF -> root.child(EXIF_POINTER);
            case GPS -> root.child(GPS_POINTER);
        };
    }

    /**
     * A block for a picture whose own format says nothing of EXIF.
     *
     * @param existing the block that the picture has, or null
     * @param container what the block goes into
     * @param thumbnail a JPEG, or null
     * @param limit how long the block may be; thumbnail and then the longest texts are left to XMP to keep it
     */
    public static byte[] encode(ByteBuffer existing, Map<String, Object> metadata, ExifContainer container, byte[] thumbnail, int limit) {
        TiffDirectory root = new TiffDirectory();
        ByteOrder order = ByteOrder.LITTLE_ENDIAN;
        ByteBuffer base = null;
        if (existing != null) {
            try {
                TiffDirectory found = TiffBlock.read(existing, EXIF_POINTER, GPS_POINTER);
                TiffBlock.moveNext(found, existing);
                order = TiffBlock.order(existing);
                root = found;
                base = existing;
            } catch (IOException e) {
                // what no reader can make sense of is replaced
            }
        }
        fill(root, metadata, order, container);
        if (thumbnail != null && root.next() == null) {
            root.setNext(thumbnail(thumbnail, order));
        }
        return fit(root, order, base, limit);
    }

    private static TiffDirectory thumbnail(byte[] jpeg, ByteOrder order) {
        TiffDirectory directory = new TiffDirectory();
        directory.put(0x0103, TiffValue.shorts(order, JPEG_COMPRESSION));
        directory.put(0x011A, TiffValue.rationals(order, Rational.of(72, 1)));
        directory.put(0x011B, TiffValue.rationals(order, Rational.of(72, 1)));
        directory.put(0x0128, TiffValue.shorts(order, 2));
        directory.put(THUMBNAIL_LENGTH, TiffValue.unsigned(order, jpeg.length));
        directory.putBlob(THUMBNAIL_OFFSET, jpeg);
        return directory;
    }

    private static byte[] fit(TiffDirectory root, ByteOrder order, ByteBuffer existing, int limit) {
        while (true) {
            byte[] block = existing == null ? TiffBlock.write(root, order) : appended(existing, root, order);
            if (block.length <= limit) {
                return block;
            }
            if (root.next() != null) {
                root.setNext(null);
            } else if (!dropLongest(root)) {
                // an existing block that leaves no room at all stays as it is
                byte[] untouched = new byte[existing.remaining()];
                existing.get(existing.position(), untouched);
                return untouched;
            }
        }
    }

    private static byte[] appended(ByteBuffer existing, TiffDirectory root, ByteOrder order) {
        int length = existing.remaining();
        int base = length + (length & 1);
        ByteBuffer tail = TiffBlock.append(root, order, base);
        ByteBuffer block = ByteBuffer.allocate(base + tail.remaining()).order(order);
        block.put(0, existing, existing.position(), length).position(base).put(tail);
        return block.putInt(4, base).array();
    }

    private static boolean dropLongest(TiffDirectory root) {
        TiffDirectory[] all = {root, root.child(EXIF_POINTER), root.children().getOrDefault(GPS_POINTER, root)};
        TiffDirectory from = null;
        int tag = 0;
        int longest = 0;
        for (TiffDirectory directory : all) {
            var candidate = directory.fields().entrySet().stream().filter(e -> !e.getValue().kept())
                    .max(Comparator.comparingInt(e -> e.getValue().data().length));
            if (candidate.isPresent() && candidate.get().getValue().data().length > longest) {
                from = directory;
                tag = candidate.get().getKey();
                longest = candidate.get().getValue().data().length;
            }
        }
        if (from == null) {
            return false;
        }
        from.put(tag, null);
        return true;
    }
}
