package org.obscura.camera.shell;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.obscura.camera.Resolution;
import org.obscura.camera.support.config.Durations;

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

    /** Splits a setting of metadata. */
    static String[] pair(String word) {
        return split(word, "Title=Harbour");
    }

    /** Splits a setting of a control. */
    static String[] control(String word) {
        return split(word, "exposure.time=1/250");
    }

    private static String[] split(String word, String example) {
        int equals = word.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("'" + word + "' is not of the form KEY=VALUE, such as " + example);
        }
        return new String[] {word.substring(0, equals), word.substring(equals + 1)};
    }
}
