package org.obscura.camera.core.metadata.exif;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.MetadataKeys;
import org.obscura.camera.core.metadata.ifd.TiffDirectory;
import org.obscura.camera.core.metadata.ifd.TiffLayout;
import org.obscura.camera.core.metadata.ifd.TiffReader;
import org.obscura.camera.core.metadata.ifd.TiffValue;
import org.obscura.camera.core.metadata.schema.ExifTag;
import org.obscura.camera.core.metadata.schema.MetadataField;
import org.obscura.camera.core.metadata.schema.MetadataTable;
import org.obscura.camera.core.metadata.value.Rational;

/** The metadata as the directories of EXIF. */
public final class ExifBlock {
    public static final int EXIF_POINTER = 0x8769;
    public static final int GPS_POINTER = 0x8825;
    static final int MAKER_NOTE = 0x927C;
    static final String NAME = "EXIF";
    private static final int JPEG_COMPRESSION = 6;
    /** Fields of the EXIF directory that say the same as a key in another unit, and would contradict it. */
    private static final Map<String, Integer> SAME = Map.of(MetadataKeys.EXPOSURE_TIME, 0x9201, MetadataKeys.F_NUMBER, 0x9202);

    private final @Nullable ByteBuffer existing;
    private final ByteOrder order;
    private final TiffDirectory root;
    private final int limit;
    private final Consumer<String> warnings;

    private ExifBlock(@Nullable ByteBuffer existing, ByteOrder order, TiffDirectory root, int limit, Consumer<String> warnings) {
        this.existing = existing;
        this.order = order;
        this.root = root;
        this.limit = limit;
        this.warnings = warnings;
    }

    /**
     * Returns a block for an image whose own format says nothing of EXIF.
     *
     * @param existing the block that the image has, or null
     * @param metadata what is to be written over it
     * @param container what the block goes into
     * @param thumbnail a JPEG for a block that has none, or null
     * @param limit how long the block may be; to keep it, a new thumbnail and then the longest new values are left to XMP
     * @param warnings receives a sentence for everything that cannot be kept
     */
    public static byte[] encode(@Nullable ByteBuffer existing, Map<String, Object> metadata, ExifContainer container,
            byte @Nullable [] thumbnail, int limit, Consumer<String> warnings) {
        ExifBlock block = open(existing, limit, warnings);
        block.warnOfMakerNote(metadata);
        fill(block.root, metadata, block.order, container);
        return block.write(thumbnail);
    }

    /** Returns a block that another image brought, for an image that was made of its pixels. */
    public static byte[] adopt(ByteBuffer foreign, Map<String, Object> metadata, ExifContainer container, byte @Nullable [] thumbnail,
            Consumer<String> warnings) {
        ExifBlock block = open(foreign, Integer.MAX_VALUE, warnings);
        fill(block.root, metadata, block.order, container);
        ExifContainer.markConverted(block.root, block.order);
        return block.write(thumbnail);
    }

    /** Returns a block with what another image brought and what is true of an image that looks otherwise: not its thumbnail. */
    public static byte[] rebuilt(ByteBuffer foreign, Consumer<String> warnings) {
        ExifBlock block = open(null, Integer.MAX_VALUE, warnings);
        ExifCopy.into(block.root, block.order, foreign, warnings);
        return block.write(null);
    }

    /** Returns a further block of an image, in which what it says of the metadata is replaced and nothing is added. */
    public static byte[] replace(ByteBuffer existing, Map<String, Object> metadata, int limit) {
        ExifBlock block = open(existing, limit, warning -> {});
        if (block.existing == null) {
            byte[] untouched = new byte[existing.remaining()];
            existing.get(existing.position(), untouched);
            return untouched;
        }
        put(block.root, metadata, block.order, true);
        return block.write(null);
    }

    private static ExifBlock open(@Nullable ByteBuffer existing, int limit, Consumer<String> warnings) {
        if (existing != null) {
            try {
                TiffDirectory root = TiffReader.read(existing, NAME, warnings, EXIF_POINTER, GPS_POINTER);
                TiffReader.readNext(root, existing, NAME, warnings);
                return new ExifBlock(existing, TiffReader.order(existing), root, limit, warnings);
            } catch (IOException e) {
                warnings.accept("The EXIF of the image is damaged and was replaced: " + e.getMessage());
            }
        }
        return new ExifBlock(null, ByteOrder.LITTLE_ENDIAN, new TiffDirectory(), limit, warnings);
    }

    private void warnOfMakerNote(Map<String, Object> metadata) {
        TiffDirectory exif = root.children().get(EXIF_POINTER);
        if (exif != null && exif.has(MAKER_NOTE)
                && (metadata.containsKey(MetadataKeys.CAMERA_MANUFACTURER) || metadata.containsKey(MetadataKeys.CAMERA_MODEL))) {
            warnings.accept(
                    "The manufacturer or model of the camera was replaced as the application set it; programs that read the maker note"
                            + " by it may not understand the note");
        }
    }

    /** Writes the metadata into the root directory and those below it; what exists stays where they say nothing. */
    public static void fill(TiffDirectory root, Map<String, Object> metadata, ByteOrder order, ExifContainer container) {
        boolean hadExif = root.children().containsKey(EXIF_POINTER);
        boolean hadGps = root.children().containsKey(GPS_POINTER);
        put(root, metadata, order, false);
        container.complete(root, order, metadata, hadExif, hadGps);
        ExifVersions.raise(root);
    }

    private static void put(TiffDirectory root, Map<String, Object> metadata, ByteOrder order, boolean onlyExisting) {
        for (MetadataField field : MetadataTable.fields()) {
            Object value = metadata.get(field.key());
            if (value != null) {
                for (ExifTag tag : field.exif()) {
                    TiffValue encoded = tag.encoding().encode(value, order);
                    TiffDirectory directory = directory(root, tag.place(), encoded != null && !onlyExisting);
                    if (directory != null && (!onlyExisting || directory.has(tag.tag()))) {
                        set(directory, tag.tag(), encoded);
                    }
                }
            }
        }
        TiffDirectory exif = root.children().get(EXIF_POINTER);
        if (exif != null) {
            SAME.forEach((key, tag) -> {
                if (metadata.containsKey(key)) {
                    exif.remove(tag);
                }
            });
        }
    }

    private static void set(TiffDirectory directory, int tag, @Nullable TiffValue value) {
        if (value == null) {
            directory.remove(tag);
        } else {
            directory.put(tag, value);
        }
    }

    private static @Nullable TiffDirectory directory(TiffDirectory root, ExifTag.Place place, boolean make) {
        int tag = place == ExifTag.Place.EXIF ? EXIF_POINTER : GPS_POINTER;
        return place == ExifTag.Place.IFD0 ? root : make ? root.child(tag) : root.children().get(tag);
    }

    private byte[] write(byte @Nullable [] thumbnail) {
        boolean newThumbnail = false;
        if (thumbnail != null && root.next() == null) {
            root.setNext(thumbnail(thumbnail, order));
            newThumbnail = true;
        }
        List<String> dropped = new ArrayList<>();
        boolean padding = false;
        while (true) {
            byte[] block = existing == null ? TiffLayout.create(root, order) : TiffLayout.update(existing, root, order, padding);
            if (block.length <= limit) {
                if (!dropped.isEmpty()) {
                    warnings.accept("The EXIF has no room for " + String.join(", ", dropped) + ", which XMP has");
                }
                return block;
            }
            if (existing != null && !padding) {
                padding = true;
            } else if (newThumbnail && root.next() != null) {
                root.removeNext();
            } else if (!dropLongest(dropped)) {
                warnings.accept("The EXIF of the image has no room for any other value and stays as it is");
                byte[] untouched = new byte[existing == null ? 0 : existing.remaining()];
                if (existing != null) {
                    existing.get(existing.position(), untouched);
                }
                return untouched;
            }
        }
    }

    private static TiffDirectory thumbnail(byte[] jpeg, ByteOrder order) {
        TiffDirectory directory = new TiffDirectory();
        directory.put(0x0103, TiffValue.shorts(order, JPEG_COMPRESSION));
        directory.put(0x011A, TiffValue.rationals(order, Rational.of(72, 1)));
        directory.put(0x011B, TiffValue.rationals(order, Rational.of(72, 1)));
        directory.put(0x0128, TiffValue.shorts(order, 2));
        directory.put(TiffDirectory.THUMBNAIL_LENGTH, TiffValue.unsigned(order, jpeg.length));
        directory.putBlob(TiffDirectory.THUMBNAIL_OFFSET, jpeg);
        return directory;
    }

    private boolean dropLongest(List<String> dropped) {
        TiffDirectory from = null;
        int tag = 0;
        int longest = 0;
        for (ExifTag.Place place : ExifTag.Place.values()) {
            TiffDirectory directory = directory(root, place, false);
            if (directory == null) {
                continue;
            }
            for (Map.Entry<Integer, TiffValue> field : directory.fields().entrySet()) {
                if (!field.getValue().kept() && field.getValue().data().length > longest) {
                    from = directory;
                    tag = field.getKey();
                    longest = field.getValue().data().length;
                }
            }
        }
        if (from == null) {
            return false;
        }
        from.remove(tag);
        root.removeEmptyChildren();
        dropped.add(name(tag));
        return true;
    }

    private static String name(int tag) {
        return MetadataTable.fields().stream().flatMap(field -> field.exif().stream()).filter(field -> field.tag() == tag)
                .map(ExifTag::name).findFirst().orElse(String.format("the tag 0x%04X", tag));
    }
}
