package org.obscura.camera.support.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The mistakes of one configuration, each a sentence without a full stop that says what would be right, and shows no secret. */
final class ConfigMistakes {
    private final String configuration;
    private final List<String> errors = new ArrayList<>();
    private final List<String> warnings;

    /**
     * Begins with what looks like a mistake.
     *
     * @param configuration the name of its file, else its PID
     * @param warnings sentences
     */
    ConfigMistakes(String configuration, List<String> warnings) {
        this.configuration = configuration;
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
     * @param kept the pair that stays in force in place of it, or null
     */
    void wrongPair(String key, String pair, String why, String kept) {
        errors.add(key + ": '" + pair + "' is wrong: " + why + (kept == null ? "" : "; " + kept + " stays in force"));
    }

    /** Notes a duration that is a mere number, with what it is taken as. */
    void noUnit(String key, String text, Duration taken) {
        String right = Durations.format(taken);
        warnings.add(key + "=" + text + " has no unit and is taken as " + right + "; write " + key + "=" + right);
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
        return errors.isEmpty() ? "" : "The configuration " + configuration + " is not applied: " + String.join("; ", errors);
    }

    /** Passes on a line for each mistake. */
    void log(Consumer<String> log) {
        errors.forEach(each -> log.accept("Configuration " + configuration + ": " + each));
        warnings.forEach(each -> log.accept("Configuration " + configuration + ": " + each));
    }
}
