package org.obscura.camera.core.metadata.exif;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.MetadataKeys;
import org.obscura.camera.core.metadata.ifd.TiffDirectory;
import org.obscura.camera.core.metadata.ifd.TiffReader;
import org.obscura.camera.core.metadata.ifd.TiffValue;
import org.obscura.camera.core.metadata.schema.ExifTag;
import org.obscura.camera.core.metadata.schema.MetadataField;
import org.obscura.camera.core.metadata.schema.MetadataTable;

/** Reads from EXIF that an image brought the values that the system would otherwise add itself. */
public final class ExifReader {
    /** Cameras store text in each of these, and readers take it from each. */
    private static final Set<Integer> TEXTS = Set.of(TiffValue.ASCII, TiffValue.UTF8, TiffValue.BYTE, TiffValue.UNDEFINED);
    private static final Set<String> MAKE_AND_MODEL = Set.of(MetadataKeys.CAMERA_MANUFACTURER, MetadataKeys.CAMERA_MODEL);

    private static final Set<String> TIMES = Set.of(MetadataKeys.DATE_TIME_ORIGINAL, MetadataKeys.DATE_TIME_DIGITIZED, MetadataKeys.DATE);

    private final ByteBuffer block;
    private final ByteOrder order;
    private final TiffDirectory root;

    private ExifReader(ByteBuffer block, ByteOrder order, TiffDirectory root) {
        this.block = block;
        this.order = order;
        this.root = root;
    }

    /**
     * Returns what the block says of some keys: text that the type of the key converts, or "" where the block says something that no value
     * of the key can hold. A key that the block leaves blank is not in the map.
     */
    public static Map<String, String> read(ByteBuffer block, List<String> keys) {
        Map<String, String> values = new LinkedHashMap<>();
        try {
            ExifReader reader = new ExifReader(block, TiffReader.order(block),
                    TiffReader.read(block, ExifBlock.NAME, warning -> {}, ExifBlock.EXIF_POINTER, ExifBlock.GPS_POINTER));
            keys.forEach(key -> reader.read(key, values));
            if (TIMES.stream().anyMatch(values::containsKey)) {
                // a clock that differs from the camera's would contradict it
                TIMES.stream().filter(keys::contains).forEach(key -> values.putIfAbsent(key, ""));
            }
            TiffDirectory exif = reader.root.children().get(ExifBlock.EXIF_POINTER);
            boolean note = exif != null && exif.has(ExifBlock.MAKER_NOTE);
            // one of them alone would be taken for that of the other's maker, and tells how to read the maker note
            if (note || MAKE_AND_MODEL.stream().anyMatch(values::containsKey)) {
                MAKE_AND_MODEL.stream().filter(keys::contains).forEach(key -> values.putIfAbsent(key, ""));
            }
        } catch (IOException e) {
            // EXIF that no reader understands says nothing; the writer replaces it and says so
        }
        return values;
    }

    private void read(String key, Map<String, String> values) {
        MetadataField field = MetadataTable.find(key).orElseThrow();
        if (key.equals(MetadataKeys.ORIENTATION)) {
            TiffValue value = value(field.exif().get(0));
            long code = value == null ? 0 : value.integer(block, order);
            if (code >= 1 && code <= 8) {
                values.put(key, String.valueOf(degrees((int) code)));
            }
            return;
        }
        String text = text(field.exif().get(0));
        boolean time = field.exif().size() == 3;
        if (text.isBlank() || time && text.chars().noneMatch(c -> c >= '1' && c <= '9')) {
            return;
        }
        values.put(key, time ? time(text, text(field.exif().get(1)), text(field.exif().get(2))) : text);
    }

    /** Returns by how much to turn an image; of one that is mirrored too, by how much after that. */
    public static int degrees(int orientation) {
        return switch (orientation) {
            case 3, 4 -> 180;
            case 6, 7 -> 90;
            case 5, 8 -> 270;
            default -> 0;
        };
    }

    private static String time(String time, String offset, String fraction) {
        String[] parts = time.strip().split("[: T-]+");
        if (parts.length != 6) {
            return "";
        }
        String digits = fraction.strip();
        return parts[0] + "-" + parts[1] + "-" + parts[2] + "T" + parts[3] + ":" + parts[4] + ":" + parts[5]
                + (digits.matches("\\d{1,9}") ? "." + digits : "") + (offset.strip().matches("[+-]\\d\\d:\\d\\d|Z") ? offset.strip() : "");
    }

    private @Nullable TiffValue value(ExifTag tag) {
        TiffDirectory directory = switch (tag.place()) {
            case IFD0 -> root;
            case EXIF -> root.children().get(ExifBlock.EXIF_POINTER);
            case GPS -> root.children().get(ExifBlock.GPS_POINTER);
        };
        return directory == null ? null : directory.fields().get(tag.tag());
    }

    private String text(ExifTag tag) {
        TiffValue value = value(tag);
        if (value == null || !TEXTS.contains(value.type())) {
            return "";
        }
        String text = new String(value.items(block, order), StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }
}
