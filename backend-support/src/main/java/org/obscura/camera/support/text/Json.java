package org.obscura.camera.support.text;

import java.lang.reflect.Array;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Writes values as JSON that is safe for a terminal. What JSON has no type for is written as its text. */
public final class Json {
    private final Function<Duration, ?> durations;
    /** What follows a separator. */
    private final String gap;
    private final StringBuilder text = new StringBuilder();

    private Json(Function<Duration, ?> durations, String gap) {
        this.durations = durations;
        this.gap = gap;
    }

    /** Returns a value as JSON in a line that people can read; a duration is a number of milliseconds. */
    public static String of(Object value) {
        return new Json(duration -> duration.toNanos() / 1e6, " ").written(value);
    }

    /** Returns a value as JSON without spaces, and durations as the function gives them. */
    public static String compact(Object value, Function<Duration, ?> durations) {
        return new Json(durations, "").written(value);
    }

    private String written(Object value) {
        write(value);
        return text.toString();
    }

    private void write(Object value) {
        if (value instanceof Map<?, ?> map) {
            String separator = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                text.append(separator);
                string(String.valueOf(entry.getKey()));
                text.append(':').append(gap);
                write(entry.getValue());
                separator = "," + gap;
            }
            text.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof Collection<?> list) {
            String separator = "";
            text.append('[');
            for (Object element : list) {
                text.append(separator);
                write(element);
                separator = "," + gap;
            }
            text.append(']');
        } else if (value != null && value.getClass().isArray()) {
            List<Object> list = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                list.add(Array.get(value, i));
            }
            write(list);
        } else if (value instanceof Duration duration) {
            write(durations.apply(duration));
        } else if (value instanceof Double number) {
            text.append(number.isNaN() || number.isInfinite() ? "null" : number == Math.rint(number) && Math.abs(number) < 1e15
                    ? Long.toString(number.longValue()) : number.toString());
        } else if (value == null || value instanceof Boolean || value instanceof Number) {
            text.append(value);
        } else {
            string(value.toString());
        }
    }

    /** Escapes what JSON requires and all that could act on a terminal. */
    private void string(String value) {
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
