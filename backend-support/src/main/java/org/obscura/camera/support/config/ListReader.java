package org.obscura.camera.support.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Reads the keys of a configuration that have several values: those that are right count, whatever the others are. */
final class ListReader {
    private final Map<String, ?> values;
    private final Map<String, ?> inForce;
    private final Function<String, Object> defaults;
    private final Map<String, Object> accepted;
    private final ConfigMistakes mistakes;

    /**
     * Creates a reader for the configuration of a {@link ConfigReader}.
     *
     * @param values the configuration
     * @param inForce the values in force
     * @param defaults returns the default of a key
     * @param accepted receives the values that are used
     * @param mistakes receives what is wrong
     */
    ListReader(Map<String, ?> values, Map<String, ?> inForce, Function<String, Object> defaults, Map<String, Object> accepted,
            ConfigMistakes mistakes) {
        this.values = values;
        this.inForce = inForce;
        this.defaults = defaults;
        this.accepted = accepted;
        this.mistakes = mistakes;
    }

    /**
     * Returns the elements of a list, see {@link ConfigReader#list(String, Function, String, Collection)}.
     *
     * @param none what counts if no element is right, a clause; null: the list in force, or the default
     */
    <T> List<T> elements(String key, Function<String, T> reader, String right, Collection<String> known, String none) {
        List<String> wrong = new ArrayList<>();
        Map<T, String> result = read(values.get(key), reader, (text, e) -> wrong.add(wrongElement(text, e, known)));
        boolean replaceable = none == null || wrong.isEmpty();
        String counts = "in force";
        if (result.isEmpty() && replaceable && !wrong.isEmpty()) {
            result = read(inForce.get(key), reader, (text, e) -> {});
            counts = "still in force";
        }
        if (result.isEmpty() && replaceable) {
            result = read(defaults.apply(key), reader, (text, e) -> {
                throw e;
            });
            counts = "in force by default";
        }
        if (!wrong.isEmpty()) {
            mistakes.wrongElements(key, wrong, right,
                    result.isEmpty() ? replaceable ? "the list is empty" : none
                            : key + "=" + String.join(", ", result.values()) + " is " + counts);
        }
        accepted.put(key, String.join(",", result.values()));
        return List.copyOf(result.keySet());
    }

    private static <T> Map<T, String> read(Object list, Function<String, T> reader, BiConsumer<String, IllegalArgumentException> onWrong) {
        Map<T, String> result = new LinkedHashMap<>();
        for (String text : ConfigText.elements(list)) {
            try {
                result.putIfAbsent(reader.apply(text), text);
            } catch (IllegalArgumentException e) {
                onWrong.accept(text, e);
            }
        }
        return result;
    }

    private static String wrongElement(String text, IllegalArgumentException e, Collection<String> known) {
        Optional<String> explanation = e instanceof NumberFormatException ? Optional.empty() : Optional.ofNullable(e.getMessage());
        return "'" + text + "'" + SimilarWords.find(text, known).map(word -> "did you mean '" + word + "'?").or(() -> explanation)
                .map(more -> " (" + more + ")").orElse("");
    }

    /** Returns the values of pairs by name, see {@link ConfigReader#pairs(String, BiFunction, String)}. */
    <T> Map<String, T> pairs(String key, BiFunction<String, String, T> reader, String right) {
        Map<String, String> before = new LinkedHashMap<>();
        ConfigText.pairs(inForce.get(key), '=').forEach(pair -> before.put(ConfigText.nameOf(pair), pair));
        Map<String, T> result = new LinkedHashMap<>();
        Map<String, String> used = new LinkedHashMap<>();
        for (String pair : ConfigText.pairs(values.get(key), '=')) {
            String name = ConfigText.nameOf(pair);
            try {
                if (name.isEmpty()) {
                    throw new IllegalArgumentException("it must be " + right);
                }
                if (used.containsKey(name)) {
                    throw new IllegalArgumentException("'" + name + "' is set twice");
                }
                result.put(name, readPair(key, pair, reader));
                used.put(name, pair);
            } catch (IllegalArgumentException e) {
                String counts = used.containsKey(name) ? used.get(name) + " counts" : "it is left out";
                if (!used.containsKey(name) && before.containsKey(name)) {
                    String kept = before.get(name);
                    try {
                        result.put(name, readPair(key, kept, reader));
                        used.put(name, kept);
                        counts = kept + " stays in force";
                    } catch (IllegalArgumentException stale) {
                        counts = "it is left out, and so is " + kept + ", which was in force and is wrong by now";
                    }
                }
                mistakes.wrongPair(key, pair, WrongValueException.clause(e), counts);
            }
        }
        accepted.put(key, String.join(", ", used.values()));
        return result;
    }

    private <T> T readPair(String key, String pair, BiFunction<String, String, T> reader) {
        String name = ConfigText.nameOf(pair);
        String text = ConfigText.valueOf(pair);
        T value = reader.apply(name, text);
        if (value instanceof Duration duration) {
            mistakes.noUnit(key + ": ", name, text, duration);
        }
        return value;
    }
}
