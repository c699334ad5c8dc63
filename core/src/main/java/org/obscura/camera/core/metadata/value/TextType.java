package org.obscura.camera.core.metadata.value;

/** Text: any Unicode that XML can hold, with line feeds as line ends and no white space around it. */
public record TextType() implements ValueType {
    /** Beyond this XMP would need more segments than readers are known to join. */
    public static final int MAX_LENGTH = 100_000;

    @Override
    public Object convert(Object value) {
        if (value instanceof CharSequence || value instanceof Character) {
            return clean(value.toString());
        }
        throw ValueType.refused("must be text, but is " + ValueType.shown(value));
    }

    @Override
    public String typeName() {
        return "String";
    }

    public static String clean(String text) {
        String clean = text.replace("\r\n", "\n").replace('\r', '\n').strip();
        if (clean.isEmpty()) {
            throw ValueType.refused("is empty; give it some text, or null to remove the key");
        }
        if (clean.length() > MAX_LENGTH) {
            throw ValueType.refused("has " + clean.length() + " characters, too many to be stored in an image; at most " + MAX_LENGTH
                    + " can be");
        }
        clean.codePoints().filter(c -> !storable(c)).findFirst().ifPresent(c -> {
            throw ValueType.refused(String.format("contains the character U+%04X, which cannot be stored in an image; leave it out", c));
        });
        return clean;
    }

    /**
     * Returns whether it is one of the characters of XML 1.0, without DEL, which XMP writers replace; a surrogate here is one without its
     * partner.
     */
    public static boolean storable(int c) {
        if (c < 0x20) {
            return c == '\t' || c == '\n';
        }
        return c != 0x7F && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) && c != 0xFFFE && c != 0xFFFF;
    }
}
