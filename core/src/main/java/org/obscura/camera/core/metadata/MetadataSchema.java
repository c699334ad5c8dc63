package org.obscura.camera.core.metadata;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

import org.obscura.camera.core.metadata.schema.MetadataField;
import org.obscura.camera.core.metadata.schema.MetadataTable;
import org.obscura.camera.core.metadata.value.TextListType;
import org.obscura.camera.core.metadata.value.TextType;
import org.obscura.camera.core.metadata.value.ValueType;
import org.obscura.camera.support.config.WrongValueException;

/** Which values the keys of {@link org.obscura.camera.MetadataKeys} can have. */
public final class MetadataSchema {
    private static final int MAX_KEY = 200;
    private static final int MAX_NAME = 1000;
    private static final ValueType TEXT = new TextType();

    private MetadataSchema() {
    }

    /**
     * Returns the value as it will be stored and announced: of the type that {@code MetadataKeys} documents, immutable. Text is converted;
     * numbers become the nearest that an image can hold. The value of an unknown key becomes text.
     *
     * @param key the key
     * @param value the value; not null
     * @return what reads back equal from an image
     * @throws IllegalArgumentException with a sentence that says what would be right: wrong type, out of range, too long to be stored
     *             in an image, characters that cannot be stored
     */
    public static Object check(String key, Object value) {
        Optional<MetadataField> known = key == null ? Optional.empty() : MetadataTable.find(key);
        if (known.isEmpty()) {
            checkKey(key);
        }
        if (value == null) {
            throw new IllegalArgumentException("The metadata " + key + " is null; give it a value");
        }
        try {
            return known.map(field -> field.type().convert(value)).orElseGet(() -> TEXT.convert(text(value)));
        } catch (IllegalArgumentException e) {
            String why = String.valueOf(e.getMessage());
            throw new WrongValueException("The metadata " + key + " " + why,
                    "it " + why.replace(", but is " + ValueType.shown(value), ""));
        }
    }

    /** Adds a value if it can be stored: a device whose clock or name is invalid must not fail the image. */
    public static void putIfValid(Map<String, Object> all, String key, Object value) {
        try {
            all.put(key, check(key, value));
        } catch (IllegalArgumentException e) {
            all.remove(key);
        }
    }

    /**
     * Returns unchecked text, such as the name that a device gives itself, as it can be stored.
     *
     * @param text any text
     * @return the text with a space for each character that cannot be stored, and not longer than can be; may be empty
     */
    public static String storable(String text) {
        String clean = text.codePoints().map(c -> TextType.storable(c) && c >= 0x20 ? c : ' ')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString().strip();
        if (clean.length() <= MAX_NAME) {
            return clean;
        }
        return clean.substring(0, clean.offsetByCodePoints(0, clean.codePointCount(0, MAX_NAME) - 1)).strip();
    }

    private static void checkKey(String key) {
        if (key == null || key.isBlank()) {
            throw new IllegalArgumentException("A metadata key is empty; name one of MetadataKeys or one of your own");
        }
        if (key.length() > MAX_KEY) {
            throw new IllegalArgumentException("The metadata key " + ValueType.shown(key) + " has " + key.length()
                    + " characters; at most " + MAX_KEY + " can be stored in an image");
        }
        key.codePoints().filter(c -> c < 0x20 || !TextType.storable(c)).findFirst().ifPresent(c -> {
            throw new IllegalArgumentException(String.format("A metadata key contains the character U+%04X, which cannot be stored in an "
                    + "image; leave it out", c));
        });
    }

    private static String text(Object value) {
        if (value instanceof Collection<?> list) {
            return TextListType.join(list.stream().map(String::valueOf).toList(), "; ");
        }
        return String.valueOf(value);
    }
}
