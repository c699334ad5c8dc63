package org.obscura.camera.web.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.obscura.camera.Resolution;
import org.obscura.camera.support.config.Durations;
import org.obscura.camera.web.http.HttpException;

/** The fields of a JSON object that a client sent, each of the type that it must have. */
final class Fields {
    private final Map<String, Object> values;

    Fields(Map<String, Object> values, Set<String> known) throws HttpException {
        this.values = values;
        for (String field : values.keySet()) {
            if (!known.contains(field)) {
                throw HttpException.unknown(field, known);
            }
        }
    }

    boolean has(String field) {
        return values.containsKey(field);
    }

    String text(String field) throws HttpException {
        return value(field, String.class, "a text");
    }

    boolean flag(String field) throws HttpException {
        Boolean value = value(field, Boolean.class, "true or false");
        return value != null && value;
    }

    /** Returns true or false; null is neither. */
    boolean required(String field) throws HttpException {
        Boolean value = value(field, Boolean.class, "true or false");
        if (value == null) {
            throw wrong(field, "null", "true or false");
        }
        return value;
    }

    /** Returns a whole number; null: absent. */
    Integer integer(String field) throws HttpException {
        Number value = value(field, Number.class, "a whole number");
        if (value == null) {
            return null;
        }
        if (value.doubleValue() != value.intValue()) {
            throw wrong(field, value, "a whole number");
        }
        return value.intValue();
    }

    Resolution resolution(String field) throws HttpException {
        return converted(field, Resolution::parse);
    }

    Duration duration(String field) throws HttpException {
        return converted(field, text -> Durations.parse(text, Duration.ofSeconds(1)));
    }

    <E extends Enum<E>> E choice(String field, Class<E> type) throws HttpException {
        String text = text(field);
        if (text == null) {
            return null;
        }
        for (E each : type.getEnumConstants()) {
            if (each.name().equals(text.toUpperCase(Locale.ROOT))) {
                return each;
            }
        }
        throw wrong(field, text, "one of " + List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT));
    }

    private <T> T converted(String field, Function<String, T> conversion) throws HttpException {
        String text = text(field);
        try {
            return text == null ? null : conversion.apply(text);
        } catch (IllegalArgumentException e) {
            throw new HttpException(400, field + ": " + e.getMessage());
        }
    }

    /** Returns an object whose values are texts, numbers, true, false or null. */
    Map<String, Object> map(String field) throws HttpException {
        Map<?, ?> value = value(field, Map.class, "an object");
        Map<String, Object> copy = new LinkedHashMap<>();
        if (value != null) {
            for (Map.Entry<?, ?> entry : value.entrySet()) {
                copy.put(String.valueOf(entry.getKey()), scalar(field + "." + entry.getKey(), entry.getValue()));
            }
        }
        return copy;
    }

    /** Returns an object whose values are lists. */
    Map<String, List<Object>> lists(String field) throws HttpException {
        Map<?, ?> value = value(field, Map.class, "an object");
        Map<String, List<Object>> copy = new LinkedHashMap<>();
        if (value != null) {
            for (Map.Entry<?, ?> entry : value.entrySet()) {
                if (!(entry.getValue() instanceof List<?> list)) {
                    throw wrong(field + "." + entry.getKey(), entry.getValue(), "a list");
                }
                List<Object> elements = new ArrayList<>();
                for (Object element : list) {
                    if (element == null) {
                        throw wrong(field + "." + entry.getKey(), "null", "a list of values");
                    }
                    elements.add(scalar(field + "." + entry.getKey(), element));
                }
                copy.put(String.valueOf(entry.getKey()), elements);
            }
        }
        return copy;
    }

    static Object scalar(String field, Object value) throws HttpException {
        if (value instanceof Map<?, ?> || value instanceof List<?>) {
            throw wrong(field, value, "a text, a number, true or false");
        }
        return value;
    }

    private <T> T value(String field, Class<T> type, String right) throws HttpException {
        Object value = values.get(field);
        if (value != null && !type.isInstance(value)) {
            throw wrong(field, value, right);
        }
        return type.cast(value);
    }

    private static HttpException wrong(String field, Object value, String right) {
        return new HttpException(400, field + " is '" + value + "'; it must be " + right);
    }
}
