package org.obscura.camera.simulated;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads configuration values of any type, since a file gives text where a console gives numbers, and gathers what is wrong with all
 * of them, so that nobody has to correct one value after the other.
 */
final class ConfigReader {
    private static final Map<String, Object> DEFAULTS = defaults();
    private static final List<String> FOREIGN = List.of(".", "service.", "component.", "felix.", "org.", "osgi.", "webconsole.");

    private final Map<String, ?> values;
    private final List<String> errors = new ArrayList<>();

    ConfigReader(Map<String, ?> values) {
        this.values = values;
    }

    /** The default of each key. */
    static Map<String, Object> defaults() {
        Map<String, Object> all = new TreeMap<>();
        for (Method m : SimulatedCameraConfig.class.getDeclaredMethods()) {
            if (m.getDefaultValue() != null) {
                all.put(m.getName().replace('_', '.'), m.getDefaultValue());
            }
        }
        return all;
    }

    String text(String key) {
        List<String> all = texts(key);
        return all.isEmpty() ? "" : String.join(",", all);
    }

    /** The values of a list: an array, a collection, or one text with commas as a .cfg file gives it. */
    List<String> texts(String key) {
        Object value = values.get(key);
        List<String> found = value == null ? List.of() : flatten(value);
        return found.isEmpty() ? flatten(DEFAULTS.get(key)) : found;
    }

    private static List<String> flatten(Object value) {
        Collection<?> all = value instanceof Collection<?> c ? c : value instanceof Object[] a ? Arrays.asList(a) : List.of(value);
        return all.stream().flatMap(v -> Arrays.stream(String.valueOf(v).split(","))).map(String::strip).filter(s -> !s.isEmpty()).toList();
    }

    /** The text as it is, commas and all. */
    String verbatim(String key) {
        Object value = values.get(key);
        return String.valueOf(value == null ? DEFAULTS.get(key) : value).strip();
    }

    int integer(String key) {
        return read(key, Integer::parseInt, "a whole number, such as " + DEFAULTS.get(key));
    }

    long number(String key) {
        return read(key, Long::parseLong, "a whole number, such as " + DEFAULTS.get(key));
    }

    long millis(String key) {
        return read(key, t -> within(Long.parseLong(t), 0, 86_400_000L), "milliseconds, 0 to 86400000");
    }

    double share(String key) {
        return decimal(key, 1, "0 to 1, such as 0.05");
    }

    double decimal(String key, double max, String right) {
        return read(key, t -> within(Double.parseDouble(t), 0, max), right);
    }

    boolean flag(String key) {
        return read(key, t -> switch (t.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        }, "true or false");
    }

    /** A value by a function that throws what it does not understand; then the default stands in until all errors are told. */
    <T> T read(String key, Function<String, T> reader, String right) {
        String text = text(key);
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            wrong(key + "=" + text + " is wrong; it must be " + right);
            return reader.apply(String.valueOf(DEFAULTS.get(key)));
        }
    }

    void wrong(String sentence) {
        errors.add(sentence);
    }

    /** Throws what is wrong with the values read so far, all of it. */
    void check() {
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", errors));
        }
    }

    /** Keys that mean nothing here: most likely misspelt. */
    String unknownKeys() {
        return new TreeSet<>(values.keySet()).stream().filter(k -> !DEFAULTS.containsKey(k) && FOREIGN.stream().noneMatch(k::startsWith))
                .collect(Collectors.joining(", "));
    }

    static String knownKeys() {
        return DEFAULTS.keySet().stream().filter(k -> !k.startsWith("webconsole.")).collect(Collectors.joining(", "));
    }

    private static <N extends Number> N within(N value, double min, double max) {
        if (!(value.doubleValue() >= min && value.doubleValue() <= max)) {
            throw new IllegalArgumentException();
        }
        return value;
    }
}
