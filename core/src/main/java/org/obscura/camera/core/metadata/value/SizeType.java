package org.obscura.camera.core.metadata.value;

import org.obscura.camera.Resolution;

/** Width and height. */
public record SizeType() implements ValueType {

    @Override
    public Object convert(Object value) {
        if (value instanceof Resolution) {
            return value;
        }
        if (value instanceof CharSequence text) {
            try {
                return Resolution.parse(text.toString());
            } catch (IllegalArgumentException e) {
                // said below, with the key
            }
        }
        throw ValueType.refused("must be a width and height of 1 to 65535 such as 1280x720, but is " + ValueType.shown(value));
    }

    @Override
    public String typeName() {
        return "Resolution";
    }
}
