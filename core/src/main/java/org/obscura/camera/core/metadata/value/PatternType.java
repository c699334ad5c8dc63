package org.obscura.camera.core.metadata.value;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Text of a certain form.
 *
 * @param form the form, after normalizing
 * @param normal what is done to the text before it is looked at
 * @param words the form in words
 */
public record PatternType(Pattern form, UnaryOperator<String> normal, String words) implements ValueType {

    @Override
    public Object convert(Object value) {
        if (value instanceof CharSequence text) {
            String normalized = normal.apply(text.toString().strip());
            if (form.matcher(normalized).matches()) {
                return normalized;
            }
        }
        throw ValueType.refused("must be " + words + ", but is " + ValueType.shown(value));
    }

    @Override
    public String typeName() {
        return "String";
    }
}
