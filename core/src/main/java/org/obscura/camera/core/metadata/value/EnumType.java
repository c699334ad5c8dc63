package org.obscura.camera.core.metadata.value;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * One of some words, for which EXIF has numbers.
 *
 * @param codes the number of each word
 */
public record EnumType(Map<String, Integer> codes) implements ValueType {

    /** Words and numbers in turn. */
    public static EnumType of(Object... wordsAndCodes) {
        Map<String, Integer> codes = new LinkedHashMap<>();
        for (int i = 0; i < wordsAndCodes.length; i += 2) {
            codes.put((String) wordsAndCodes[i], (Integer) wordsAndCodes[i + 1]);
        }
        return new EnumType(codes);
    }

    @Override
    public Object convert(Object value) {
        if (value instanceof String word && codes.containsKey(word)) {
            return word;
        }
        if (value instanceof CharSequence || value instanceof Character || value instanceof Enum) {
            String said = value.toString().strip().replaceAll("[\\s_-]+", " ");
            for (String word : codes.keySet()) {
                if (word.toLowerCase(Locale.ROOT).equals(said.toLowerCase(Locale.ROOT))) {
                    return word;
                }
            }
        }
        throw ValueType.refused("must be one of " + String.join(", ", codes.keySet()) + ", but is " + ValueType.shown(value));
    }

    /** Returns the number of a word that {@link #convert} returned. */
    public int code(Object word) {
        return Objects.requireNonNull(codes.get(word));
    }

    @Override
    public String typeName() {
        return "String";
    }
}
