package org.obscura.camera.support.config;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Converts numbers of bytes from and to text with a unit, such as {@code 500MB} or {@code 2GB}; a unit is 1024 of the one before. */
public final class DataSizes {
    private static final Pattern FORM = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*([kKMGT]?)[bB]?");
    private static final List<String> UNITS = List.of("", "K", "M", "G", "T");
    private static final int STEP_BITS = 10;

    private DataSizes() {
    }

    /**
     * Returns the number of bytes that a text means.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static long parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no size such as 500MB or 2GB");
        }
        int unit = UNITS.indexOf(form.group(2).toUpperCase(Locale.ROOT));
        BigDecimal bytes = new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(1L << STEP_BITS * unit));
        if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException("'" + text + "' is too much");
        }
        return bytes.longValue();
    }

    /** Returns a text for people, with one digit after the point. */
    public static String format(long bytes) {
        int unit = Math.max(0, (Long.SIZE - 1 - Long.numberOfLeadingZeros(Math.max(1, bytes))) / STEP_BITS);
        unit = Math.min(unit, UNITS.size() - 1);
        return unit == 0 ? bytes + " bytes"
                : String.format(Locale.ROOT, "%.1f %sB", bytes / (double) (1L << STEP_BITS * unit), UNITS.get(unit));
    }
}
