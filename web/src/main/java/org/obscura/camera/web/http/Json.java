package org.obscura.camera.web.http;

import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;

/** Writes values as JSON, and reads objects. A duration is a text such as {@code 10ms}; what JSON has no type for is its text. */
public final class Json {
    private static final int MAX_DEPTH = 16;

    private Json() {
    }

    public static String of(Object value) {
        return JsonWriter.string(simple(value));
    }

    private static Object simple(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, each) -> copy.put(String.valueOf(key), simple(each)));
            return copy;
        }
        if (value instanceof Collection<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(each -> copy.add(simple(each)));
            return copy;
        }
        if (value instanceof Double number) {
            boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
            return number.isNaN() || number.isInfinite() ? null : whole ? (Object) number.longValue() : number;
        }
        if (value instanceof Duration duration) {
            return text(duration);
        }
        if (value != null && value.getClass().isArray()) {
            List<Object> copy = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                copy.add(simple(Array.get(value, i)));
            }
            return copy;
        }
        return value == null || value instanceof Number || value instanceof Boolean ? value : value.toString();
    }

    private static String text(Duration duration) {
        long nanos = duration.toNanos();
        return nanos % 1_000_000_000 == 0 ? nanos / 1_000_000_000 + "s" : nanos % 1_000_000 == 0 ? nanos / 1_000_000 + "ms"
                : nanos % 1_000 == 0 ? nanos / 1_000 + "us" : nanos + "ns";
    }

    /** Reads an object; an empty body is an empty object. */
    public static Map<String, Object> object(byte[] body) throws HttpException {
        String text = new String(body, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            return Map.of();
        }
        checkDepth(text);
        try {
            return JsonParser.object().from(text);
        } catch (JsonParserException e) {
            throw new HttpException(400, "The body is not a JSON object: " + e.getMessage());
        }
    }

    /** The parser calls itself for what is nested. */
    private static void checkDepth(String text) throws HttpException {
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{' || c == '[') {
                depth++;
                if (depth > MAX_DEPTH) {
                    throw new HttpException(400, "The body is nested more than " + MAX_DEPTH + " levels");
                }
            } else if (c == '}' || c == ']') {
                depth--;
            }
        }
    }
}
