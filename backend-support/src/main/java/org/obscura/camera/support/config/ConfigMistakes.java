package org.obscura.camera.support.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The mistakes of one configuration, each a sentence without a full stop that says what would be right, and shows no secret. */
final class ConfigMistakes {
    private final String configuration;
    private final boolean strict;
    private final List<String> errors = new ArrayList<>();
    private final List<String> unknownKeys;
    private final List<String> warnings;

    /**
     * Begins with what no single value shows.
     *
     * @param configuration the name of its file, else its PID
     * @param strict whether nothing of a configuration with a wrong value counts
     * @param unknownKeys a sentence for each
     * @param warnings a sentence for each other thing that looks like a mistake
     */
    ConfigMistakes(String configuration, boolean strict, List<String> unknownKeys, List<String> warnings) {
        this.configuration = configuration;
        this.strict = strict;
        this.unknownKeys = List.copyOf(unknownKeys);
        this.warnings = new ArrayList<>(warnings);
    }

    /** Notes a value that is wrong. The message of the exception, if any, says why. */
    void wrong(String key, String text, String right, IllegalArgumentException e) {
        boolean explained = e.getMessage() != null && !(e instanceof NumberFormatException);
        errors.add(key + "=" + shown(key, text) + " is wrong; it must be " + right + (explained ? ": " + e.getMessage() : "")
                + hint(text));
    }

    private static String hint(String text) {
        return text.matches("\".*\"") ? "; write it without the quotes"
                : text.matches(".*\\s(#|//).*") ? "; a comment needs a line of its own" : "";
    }

    /** Notes a value that was in force and is not right any more. */
    void wrongByNow(String key, String text) {
        errors.add(key + "=" + shown(key, text) + ", which was in force, is wrong by now");
    }

    /** Notes several values of a key that takes one. */
    void severalValues(String key, List<String> values) {
        errors.add(key + " has " + values.size() + " values (" + shown(key, String.join(", ", values)) + ") but takes one");
    }

    /**
     * Notes a pair that is wrong.
     *
     * @param why a clause
     * @param counts what counts in place of it, a clause
     */
    void wrongPair(String key, String pair, String why, String counts) {
        errors.add(key + ": '" + pair + "' is wrong; " + why + consequence(why, counts));
    }

    /**
     * Notes elements of a list that are wrong.
     *
     * @param wrong the elements in quotes, each with what else is to be said of it
     * @param right what an element must be
     * @param counts what counts in place of the list, a clause
     */
    void wrongElements(String key, List<String> wrong, String right, String counts) {
        errors.add(
                key + ": " + String.join(", ", wrong) + (wrong.size() == 1 ? " is wrong; it must be " : " are wrong; each must be ") + right
                        + consequence(right, counts));
    }

    private String consequence(String before, String counts) {
        return strict ? "" : before.endsWith("?") ? " " + Character.toUpperCase(counts.charAt(0)) + counts.substring(1) : "; " + counts;
    }

    /** Notes a duration that is a mere number, with what it is taken as. */
    void noUnit(String prefix, String name, String text, Duration taken) {
        Durations.missingUnit(name, text, taken).ifPresent(sentence -> warnings.add(prefix + sentence));
    }

    /** Notes another mistake. */
    void add(String error) {
        errors.add(error);
    }

    /** Hides the value of a key that begins with a dot, which is secret by the OSGi specification. */
    private static String shown(String key, String text) {
        return key.startsWith(".") ? "***" : text;
    }

    String configuration() {
        return configuration;
    }

    /** Returns what is wrong; what only looks like a mistake is left out. */
    List<String> errors() {
        return List.copyOf(errors);
    }

    /** Returns what is wrong in one sentence that names the configuration; "" if nothing is. */
    String problem() {
        return errors.isEmpty() ? "" : "The configuration " + configuration + " is not applied: " + String.join("; ", wrongAndUnknown());
    }

    /** Returns wrong values and unknown keys in one sentence that begins as the lines of the log do; "" if there are none. */
    String summary() {
        List<String> all = wrongAndUnknown();
        return all.isEmpty() ? "" : line(String.join("; ", all));
    }

    private List<String> wrongAndUnknown() {
        return Stream.of(errors, unknownKeys).flatMap(List::stream).toList();
    }

    /** Returns a sentence for each mistake, and for each thing that looks like one. */
    List<String> sentences() {
        return Stream.of(errors, unknownKeys, warnings).flatMap(List::stream).toList();
    }

    /** Passes on a line for each of them. */
    void log(Consumer<String> log) {
        sentences().forEach(each -> log.accept(line(each)));
    }

    private String line(String sentence) {
        return "Configuration " + configuration + ": " + sentence;
    }
}
