package org.obscura.camera.support.config;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Converts durations from and to text with a unit, such as {@code 500ms} or {@code 1.5s}. */
public final class Durations {
    private static final Pattern FORM = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*([a-zA-Z\u00b5]*)");
    /** From the largest to the smallest. */
    private static final Map<String, Long> NANOS = new LinkedHashMap<>();

    static {
        NANOS.put("d", 86_400_000_000_000L);
        NANOS.put("h", 3_600_000_000_000L);
        NANOS.put("m", 60_000_000_000L);
        NANOS.put("min", 60_000_000_000L);
        NANOS.put("s", 1_000_000_000L);
        NANOS.put("ms", 1_000_000L);
        NANOS.put("us", 1_000L);
        NANOS.put("\u00b5s", 1_000L);
        NANOS.put("ns", 1L);
    }

    private Durations() {
    }

    /**
     * Returns the duration that a text means.
     *
     * @param text a number, from 0, and its unit: ns, us, ms, s, m (or min), h or d
     * @param plain the unit of a number without one
     * @throws IllegalArgumentException if it is none
     */
    public static Duration parse(String text, Duration plain) {
        Matcher form = FORM.matcher(text.strip());
        Long unit = form.matches() ? form.group(2).isEmpty() ? Long.valueOf(plain.toNanos())
                : NANOS.get(form.group(2).toLowerCase(Locale.ROOT)) : null;
        if (unit == null) {
            throw new IllegalArgumentException("'" + text + "' is no duration such as 500ms or 10s");
        }
        try {
            return Duration.ofNanos(
                    new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(unit)).setScale(0, RoundingMode.HALF_UP).longValueExact());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("'" + text + "' is too long for a duration", e);
        }
    }

    /**
     * Returns a sentence, without a full stop, about a setting whose text lacks its unit; empty if it has one.
     *
     * @param name what is set
     * @param text its text
     * @param taken the duration that the text is taken as
     */
    public static Optional<String> missingUnit(String name, String text, Duration taken) {
        String right = format(taken);
        return lacksUnit(text)
                ? Optional.of(name + "=" + text + " has no unit and is taken as " + right + "; write " + name + "=" + right)
                : Optional.empty();
    }

    /** Returns whether a text is a number other than 0 without a unit. */
    public static boolean lacksUnit(String text) {
        Matcher form = FORM.matcher(text.strip());
        return form.matches() && form.group(2).isEmpty() && new BigDecimal(form.group(1)).signum() != 0;
    }

    /** Returns the shortest text for a duration. */
    public static String format(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        long nanos = duration.toNanos();
        for (Map.Entry<String, Long> unit : NANOS.entrySet()) {
            if (nanos % unit.getValue() == 0) {
                return nanos / unit.getValue() + unit.getKey();
            }
        }
        throw new AssertionError("every duration is a number of nanoseconds");
    }
}
