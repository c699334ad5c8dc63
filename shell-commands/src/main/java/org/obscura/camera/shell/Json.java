package org.obscura.camera.shell;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/** Writes values as JSON. A text without a type of its own in JSON is written as a string, a duration as a number of milliseconds. */
final class Json {
    private Json() {
    }

    static String of(Object value) {
        StringBuilder text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    private static void write(Object value, StringBuilder text) {
        if (value instanceof Map<?, ?> map) {
            String separator = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                text.append(separator);
                string(String.valueOf(entry.getKey()), text);
                text.append(": ");
                write(entry.getValue(), text);
                separator = ", ";
            }
            text.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof Collection<?> list) {
            String separator = "";
            text.append('[');
            for (Object element : list) {
                text.append(separator);
                write(element, text);
                separator = ", ";
            }
            text.append(']');
        } else if (value instanceof Duration duration) {
            write(duration.toNanos() / 1e6, text);
        } else if (value instanceof Double number) {
            text.append(number.isNaN() || number.isInfinite() ? "null" : number == Math.rint(number) && Math.abs(number) < 1e15
                    ? Long.toString(number.longValue()) : number.toString());
        } else if (value == null || value instanceof Boolean || value instanceof Number) {
            text.append(value);
        } else {
            string(value.toString(), text);
        }
    }

    /** Escapes what JSON requires and all that could act on a terminal. */
    private static void string(String value, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c == '\n') {
                text.append("\\n");
            } else if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || c == '\u2028' || c == '\u2029') {
                text.append("\\u").append(String.format("%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
