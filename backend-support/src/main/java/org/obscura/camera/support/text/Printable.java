package org.obscura.camera.support.text;

/**
 * Makes text that comes from outside safe to print: names of devices, metadata, names of files, words of a driver. No control character of
 * it reaches a terminal, and no line feed in it forges a line of a log.
 */
public final class Printable {
    private Printable() {
    }

    /**
     * Returns the text with each control character, and each that changes the direction of writing, as an escape such as {@code \\u001b}.
     */
    public static String of(Object value) {
        String text = String.valueOf(value);
        StringBuilder safe = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isHarmful(c)) {
                safe = safe == null ? new StringBuilder(text.substring(0, i)) : safe;
                safe.append(c == '\n' ? "\\n" : c == '\r' ? "\\r" : c == '\t' ? "\\t" : String.format("\\u%04x", (int) c));
            } else if (safe != null) {
                safe.append(c);
            }
        }
        return safe == null ? text : safe.toString();
    }

    /**
     * Returns whether it is a control character, a separator of lines or paragraphs, or a mark of direction; not a surrogate, which is
     * part of another character.
     */
    private static boolean isHarmful(char c) {
        return Character.isISOControl(c) || c == '\u2028' || c == '\u2029' || c >= '\u202a' && c <= '\u202e'
                || c >= '\u2066' && c <= '\u2069';
    }
}
