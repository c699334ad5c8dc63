package org.obscura.camera.support.config;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.obscura.camera.Resolution;
import org.osgi.service.log.Logger;

/**
 * Reads the values of one configuration and collects its mistakes. A value may have its type or be text, since a file gives text for
 * everything. A value that is wrong does not end the reading: the value in force takes its place, and if there is none, the default.
 * Keys and defaults are those of the metatype annotation, and of nothing else. Not thread-safe.
 */
public final class ConfigReader {
    private final Map<String, Object> defaults;
    private final Map<String, ?> values;
    private final Map<String, ?> inForce;
    private final Map<String, Object> accepted = new TreeMap<>();
    private final ConfigMistakes mistakes;
    private final ListReader lists;

    /**
     * Creates a reader for a configuration.
     *
     * @param definition the metatype annotation
     * @param values the configuration as the Configuration Admin or Declarative Services pass it
     * @param inForce what {@link #accepted()} of the configuration before returned; empty at the start
     */
    public ConfigReader(Class<?> definition, Map<String, ?> values, Map<String, ?> inForce) {
        this(definition, values, inForce, false);
    }

    private ConfigReader(Class<?> definition, Map<String, ?> values, Map<String, ?> inForce, boolean strict) {
        this.defaults = defaults(definition);
        this.values = values;
        this.inForce = inForce;
        this.mistakes = new ConfigMistakes(ConfigName.of(values, definition.getSimpleName()), strict,
                ConfigChecks.unknownKeys(values, defaults.keySet()), ConfigChecks.warnings(values));
        this.lists = new ListReader(values, inForce, this::defaultOf, accepted, mistakes);
    }

    /**
     * Returns a reader for a configuration of which nothing counts while it has a wrong value, so that its mistakes do not say what counts
     * in place of a wrong value.
     *
     * @param definition the metatype annotation
     * @param values the configuration as the Configuration Admin or Declarative Services pass it
     */
    public static ConfigReader strict(Class<?> definition, Map<String, ?> values) {
        return new ConfigReader(definition, values, Map.of(), true);
    }

    /** Returns the keys of a metatype annotation with their defaults; the default of a key without one is an empty text. */
    public static Map<String, Object> defaults(Class<?> definition) {
        Map<String, Object> all = new TreeMap<>();
        for (Method method : definition.getDeclaredMethods()) {
            String key = method.getName().replace("__", "\0").replace('_', '.').replace('\0', '_');
            if (!key.startsWith("webconsole.") && method.getParameterCount() == 0 && !method.isSynthetic()) {
                all.put(key, method.getDefaultValue() == null ? "" : method.getDefaultValue());
            }
        }
        return all;
    }

    /** Returns a text, without white space around it; an absent or empty one is the default. */
    public String text(String key) {
        return read(key, text -> text, "text");
    }

    /** Returns a list: an array, a collection, or one text with commas, as a file gives it. Empty elements are left out. */
    public List<String> texts(String key) {
        List<String> found = ConfigText.elements(values.get(key));
        List<String> result = found.isEmpty() ? ConfigText.elements(defaultOf(key)) : found;
        accepted.put(key, String.join(",", result));
        return result;
    }

    /**
     * Returns a list by a function for its elements, each once. Wrong elements are reported in one sentence, and the right ones count. If
     * none is right, the list in force takes its place, at the start the default.
     *
     * @param key the key
     * @param reader converts an element; throws IllegalArgumentException, whose message, if any, says more of it
     * @param right what a right element is, after "it must be"
     * @param known the words of which an element is one, for proposals; may be empty
     */
    public <T> List<T> list(String key, Function<String, T> reader, String right, Collection<String> known) {
        return lists.elements(key, reader, right, known, null);
    }

    /**
     * Returns a list by a function for its elements, each once, for a key in which neither the list in force nor the default may take the
     * place of one without a right element, such as one that restricts access.
     *
     * @param key the key
     * @param reader see {@link #list(String, Function, String, Collection)}
     * @param right what a right element is, after "it must be"
     * @param none what counts if no element is right, a clause; then the list is empty
     */
    public <T> List<T> list(String key, Function<String, T> reader, String right, String none) {
        return lists.elements(key, reader, right, List.of(), none);
    }

    /**
     * Returns a list of pairs such as {@code NAME=VALUE}: an array, a collection, or one text with commas. A comma begins the next pair
     * only if a name and a separator follow, so that values may hold commas.
     *
     * @param key the key
     * @param separator what is between name and value, {@code =} or {@code :}
     */
    public List<String> pairs(String key, char separator) {
        List<String> result = ConfigText.pairs(values.get(key), separator);
        accepted.put(key, String.join(", ", result));
        return result;
    }

    /**
     * Returns the values of pairs such as {@code NAME=VALUE} by name. A wrong pair is reported, and the value in force for its name takes
     * its place.
     *
     * @param key the key
     * @param reader converts name and text; throws IllegalArgumentException, whose message, or {@link WrongValueException} whose clause
     *            is a part of the error message
     * @param right what a pair is, after "it must be"
     */
    public <T> Map<String, T> pairs(String key, BiFunction<String, String, T> reader, String right) {
        return lists.pairs(key, reader, right);
    }

    /** Returns true or false. */
    public boolean flag(String key) {
        return read(key, text -> {
            if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
                throw new IllegalArgumentException();
            }
            return Boolean.valueOf(text);
        }, "true or false");
    }

    /** Returns a whole number between two others, both included. */
    public int integer(String key, int min, int max) {
        return (int) number(key, min, max);
    }

    /** Returns a whole number between two others, both included. */
    public long number(String key, long min, long max) {
        boolean all = min == Long.MIN_VALUE && max == Long.MAX_VALUE;
        return read(key, text -> {
            long value = Long.parseLong(text);
            if (value < min || value > max) {
                throw new IllegalArgumentException();
            }
            return value;
        }, "a whole number" + (all ? "" : " from " + min + " to " + max));
    }

    /**
     * Returns a number between two others, both included.
     *
     * @param unit what it counts, for the error message; may be empty
     */
    public double decimal(String key, double min, double max, String unit) {
        return read(key, text -> {
            double value = Double.parseDouble(text);
            if (!(value >= min && value <= max)) {
                throw new IllegalArgumentException();
            }
            return value;
        }, "a number " + (unit.isEmpty() ? "" : "of " + unit + " ") + "from " + ValueText.of(min) + " to " + ValueText.of(max));
    }

    /**
     * Returns a duration between two others, both included. A number without a unit is accepted with a warning.
     *
     * @param plain the unit of such a number
     */
    public Duration duration(String key, Duration min, Duration max, Duration plain) {
        return read(key, text -> {
            Duration value;
            try {
                value = Durations.parse(text, plain);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(); // what follows says more
            }
            if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
                throw new IllegalArgumentException();
            }
            return value;
        }, "a duration from " + Durations.format(min) + " to " + Durations.format(max) + ", such as 500ms or 10s");
    }

    /** Returns a size such as {@code 1280x720}; empty if the value is absent or empty. */
    public Optional<Resolution> resolution(String key) {
        return read(key, text -> text.isEmpty() ? Optional.empty() : Optional.of(Resolution.parse(text)), "a size such as 1280x720");
    }

    /** Returns the constant whose name, in lower case and with dashes, is the value. */
    public <E extends Enum<E>> E choice(String key, Class<E> type) {
        List<E> all = Arrays.asList(type.getEnumConstants());
        return read(key, text -> all.stream().filter(each -> word(each).equals(text.toLowerCase(Locale.ROOT).replace('_', '-'))).findFirst()
                .orElseThrow(IllegalArgumentException::new), oneOf(all.stream().map(ConfigReader::word).toList()));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String oneOf(List<String> words) {
        int last = words.size() - 1;
        return last < 1 ? String.join("", words) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    /**
     * Returns a value by a function.
     *
     * @param reader throws IllegalArgumentException for a text that is wrong; its message, if any, ends the error message
     * @param right what a right value is, after "it must be"
     */
    public <T> T read(String key, Function<String, T> reader, String right) {
        return read(key, reader, right, () -> null);
    }

    /**
     * Returns a value by a function, for a key in which neither the value in force nor the default may take the place of a wrong value,
     * such as one that restricts access: a mistake in a restriction must not leave it out.
     *
     * @param reader throws IllegalArgumentException for a text that is wrong; its message, if any, ends the error message
     * @param right what a right value is, after "it must be"
     * @param otherwise supplies what is used in place of a wrong value; null: the value in force, or the default
     */
    public <T> T read(String key, Function<String, T> reader, String right, Supplier<T> otherwise) {
        List<String> parts = ConfigText.values(values.get(key));
        String text = parts.isEmpty() ? "" : parts.get(0);
        if (parts.size() > 1) {
            mistakes.severalValues(key, parts);
        } else if (text.isEmpty()) {
            return useDefault(key, reader);
        } else {
            try {
                return accept(key, text, reader);
            } catch (IllegalArgumentException e) {
                mistakes.wrong(key, text, right, e);
            }
        }
        T other = otherwise.get();
        if (other != null) {
            return other;
        }
        if (inForce.containsKey(key)) {
            try {
                return accept(key, inForce.get(key).toString(), reader);
            } catch (IllegalArgumentException e) {
                mistakes.wrongByNow(key, inForce.get(key).toString());
            }
        }
        return useDefault(key, reader);
    }

    private <T> T useDefault(String key, Function<String, T> reader) {
        return accept(key, String.join(",", ConfigText.values(defaultOf(key))), reader);
    }

    private <T> T accept(String key, String text, Function<String, T> reader) {
        T value = reader.apply(text);
        accepted.put(key, text);
        if (value instanceof Duration duration) {
            mistakes.noUnit("", key, text, duration);
        }
        return value;
    }

    private Object defaultOf(String key) {
        Object value = defaults.get(key);
        if (value == null) {
            throw new IllegalStateException("No key of " + name() + ": " + key);
        }
        return value;
    }

    /**
     * Returns a secret as it stands, white space and all.
     *
     * @param key a key that begins with a dot
     * @throws IllegalArgumentException if it is a placeholder that was not replaced: without its secret nothing may be used
     */
    public String secret(String key) {
        Object value = values.get(key);
        String text = value == null ? "" : value instanceof char[] characters ? new String(characters) : value.toString();
        if (SecretPlaceholder.matches(text)) {
            throw new IllegalArgumentException("'" + key + "' is a placeholder that was not replaced; install the bundle "
                    + "org.apache.felix.configadmin.plugin.interpolation and give the secret a value");
        }
        return text;
    }

    /** Returns whether a key is set to an empty text. */
    public boolean isEmpty(String key) {
        Object value = values.get(key);
        return value instanceof char[] characters ? characters.length == 0 : value != null && value.toString().isEmpty();
    }

    /** Adds a mistake that only the owner of the configuration can see. */
    public void reject(String sentence) {
        mistakes.add(sentence);
    }

    /** Returns the values that are used, to be passed to the reader of the next configuration. */
    public Map<String, Object> accepted() {
        return Map.copyOf(accepted);
    }

    /** Returns one sentence, without a full stop, for each wrong value read so far. */
    public List<String> errors() {
        return mistakes.errors();
    }

    /**
     * Returns a sentence, without a full stop, for each wrong value read so far, each unknown key, and each other thing that looks like a
     * mistake.
     */
    public List<String> sentences() {
        return mistakes.sentences();
    }

    /**
     * Returns the wrong values read so far and the unknown keys in one sentence, without a full stop, that has the words of the log; "" if
     * there are none. It is the reason of a degraded backend.
     */
    public String summary() {
        return mistakes.summary();
    }

    /** Returns the name of the file that the configuration comes from, else its PID. */
    public String name() {
        return mistakes.configuration();
    }

    /**
     * Returns a sentence, without a full stop, that names the configuration and the wrong values read so far, and unknown keys;
     * "" if no value is wrong.
     */
    public String problem() {
        return mistakes.problem();
    }

    /** Logs each wrong value, unknown key and number without a unit as a warning, one line each, with the name of the configuration. */
    public void log(Logger log) {
        log(sentence -> log.warn("{}", sentence));
    }

    /** Passes the same lines on, to be logged as warnings. */
    public void log(Consumer<String> log) {
        mistakes.log(log);
    }
}
