package org.obscura.camera.core.metadata.png;

import java.math.BigDecimal;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.obscura.camera.MetadataKeys;
import org.obscura.camera.core.metadata.schema.MetadataField;
import org.obscura.camera.core.metadata.schema.MetadataTable;
import org.obscura.camera.core.metadata.value.TextListType;

/** The metadata as the texts of PNG, by keyword. */
public final class PngText {
    private static final int MAX_KEYWORD = 79;

    private PngText() {
    }

    public static Map<String, String> of(Map<String, Object> metadata) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (MetadataField field : MetadataTable.fields()) {
            Object value = metadata.get(field.key());
            if (value != null && field.png() != null) {
                // of the two times that claim it, the later one in the table is when the image was taken
                texts.put(field.png(), text(value));
            }
        }
        source(metadata).ifPresent(source -> texts.put("Source", source));
        for (Map.Entry<String, Object> entry : metadata.entrySet()) {
            if (MetadataTable.find(entry.getKey()).isEmpty() && isKeyword(entry.getKey())) {
                texts.putIfAbsent(entry.getKey(), entry.getValue().toString());
            }
        }
        return texts;
    }

    private static Optional<String> source(Map<String, Object> metadata) {
        String source = Stream.of(MetadataKeys.CAMERA_MANUFACTURER, MetadataKeys.CAMERA_MODEL).map(metadata::get).filter(Objects::nonNull)
                .map(Object::toString).collect(Collectors.joining(" "));
        return source.isEmpty() ? Optional.empty() : Optional.of(source);
    }

    private static String text(Object value) {
        if (value instanceof List<?> list) {
            return TextListType.join(list, "; ");
        }
        if (value instanceof ZonedDateTime time) {
            return DateTimeFormatter.RFC_1123_DATE_TIME.format(time);
        }
        return value instanceof Double number ? BigDecimal.valueOf(number).toPlainString() : value.toString();
    }

    /** Returns whether PNG allows it as a keyword and readers take it for nothing else; XMP holds the others. */
    private static boolean isKeyword(String key) {
        return key.length() <= MAX_KEYWORD && key.equals(key.strip()) && !key.contains("  ")
                && key.chars().allMatch(c -> c >= 0x20 && c < 0x7F)
                && !key.startsWith("XML:") && !key.startsWith("Raw profile type ");
    }
}
