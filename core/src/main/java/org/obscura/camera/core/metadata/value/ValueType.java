package org.obscura.camera.core.metadata.value;

/** What values a key can have. */
public interface ValueType {
    /**
     * Turns what an application gave into what will be stored.
     *
     * @throws IllegalArgumentException with the end of a sentence that begins with the key's name
     */
    Object convert(Object value);

    /** Returns the type's name, for the table in the documentation. */
    String typeName();

    /** Says in which way a value is wrong. */
    static IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(why);
    }

    /** Returns the value as it appears in a sentence. */
    static String shown(Object value) {
        String text = String.valueOf(value);
        String cut = text.length() > 60
                ? text.substring(0, text.offsetByCodePoints(0, Math.min(56, text.codePointCount(0, text.length())))) + " ..." : text;
        return value instanceof CharSequence ? "'" + cut + "'" : cut + " (" + value.getClass().getSimpleName() + ")";
    }
}
