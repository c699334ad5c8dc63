package org.obscura.camera.shell;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.obscura.camera.ControlKeys;
import org.obscura.camera.Resolution;
import org.obscura.camera.support.config.Durations;
import org.obscura.camera.support.text.Printable;

/** Words of a command line as values. */
final class ArgumentConverter {

    private ArgumentConverter() {
    }

    /** Reads a word as a value of a type; {@code what} names it in the error. */
    static Object convert(String word, Class<?> type, String what) {
        if (type == String.class) {
            return word;
        }
        if (type == boolean.class) {
            return Boolean.valueOf(word);
        }
        if (type == int.class || type == Integer.class) {
            return number(word, what);
        }
        if (type == Duration.class) {
            return duration(word, what);
        }
        if (type == Resolution.class) {
            return Resolution.parse(word);
        }
        if (type.isEnum()) {
            return constant(word, type, what);
        }
        throw new IllegalStateException("No word can be read as " + type);
    }

    private static Integer number(String word, String what) {
        try {
            return Integer.valueOf(word);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + word + "' is not a whole number for " + what, e);
        }
    }

    private static Duration duration(String word, String what) {
        try {
            return Durations.parse(word, Duration.ofMillis(1));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + word + "' is not a time for " + what + "; write milliseconds, or a number with ms, s, m or h,"
                            + " such as 500 or 2s",
                    e);
        }
    }

    private static Object constant(String word, Class<?> type, String what) {
        for (Object constant : type.getEnumConstants()) {
            if (constant.toString().equalsIgnoreCase(word)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(
                "'" + word + "' is not a value for " + what + "; it must be " + Arrays.stream(type.getEnumConstants())
                        .map(c -> c.toString().toLowerCase(Locale.ROOT)).collect(Collectors.joining(" or ")));
    }

    /** Splits settings of metadata into keys and values, in their order. */
    static Map<String, String> metadata(String... words) {
        return pairs("Title=Harbour", "leaves it out", words);
    }

    /**
     * Splits settings of controls into keys and values, in their order, and writes to the standard error what times without a unit are
     * taken as.
     */
    static Map<String, String> controls(String... words) {
        Map<String, String> controls = pairs("exposure.time=1/250", "leaves it to the device", words);
        reportMissingUnits(controls);
        return controls;
    }

    /** As {@link #controls(String...)}, for values of a series, of which each control needs some. */
    static Map<String, String> brackets(String... words) {
        Map<String, String> brackets = pairs("exposure.compensation=-2,0,2", "", words);
        reportMissingUnits(brackets);
        return brackets;
    }

    private static void reportMissingUnits(Map<String, String> settings) {
        settings.forEach((key, values) -> Arrays.stream(values.split("[,;]")).forEach(value -> reportMissingUnit(key, value)));
    }

    private static void reportMissingUnit(String key, String value) {
        if (key.equals(ControlKeys.EXPOSURE_TIME) && Durations.lacksUnit(value)) {
            Durations.missingUnit(key, value, Durations.parse(value, Duration.ofSeconds(1)))
                    .ifPresent(sentence -> System.err.println(Printable.of(sentence)));
        }
    }

    /** @param empty what an empty value does; "" if there has to be one */
    private static Map<String, String> pairs(String example, String empty, String... words) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("'" + word + "' is not of the form KEY=VALUE, such as " + example
                        + (equals == 0 || empty.isEmpty() ? "" : "; " + word + "= " + empty));
            }
            String key = word.substring(0, equals);
            String before = pairs.putIfAbsent(key, word.substring(equals + 1));
            if (before != null) {
                throw new IllegalArgumentException("'" + key + "' is given twice, as '" + before + "' and '" + word.substring(equals + 1)
                        + "'; leave one of them out");
            }
        }
        return pairs;
    }
}
