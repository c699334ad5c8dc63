package org.obscura.camera.core.pattern;

import java.util.List;

/** A text with fields, such as {@code {camera} {date} {time:HH:mm:ss}}. */
public final class TextPattern {
    private final List<Part> parts;

    private TextPattern(List<Part> parts) {
        this.parts = parts;
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException if there is a mistake
     */
    public static TextPattern parse(String text) {
        return new TextPattern(PatternParser.parse(text, false));
    }

    /** Returns the text for an image. */
    public String format(PatternValues values) {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(format(part, values)));
        return text.toString();
    }

    /** Returns what a part other than a counter stands for. */
    static String format(Part part, PatternValues values) {
        if (part instanceof Part.Literal literal) {
            return literal.text();
        }
        if (part instanceof Part.Time time) {
            return time.formatter().format(values.time());
        }
        return part instanceof Part.Value value ? value.value().apply(values) : "";
    }
}
