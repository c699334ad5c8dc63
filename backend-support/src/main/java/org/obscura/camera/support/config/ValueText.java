package org.obscura.camera.support.config;

import java.math.BigDecimal;
import java.time.Duration;

/** Writes values of controls and other numbers as people write them in settings; read again, the text is the same value. */
public final class ValueText {
    private static final double SECOND = 1e9;
    private static final long MICROSECOND = 1_000;
    private static final long WHOLE_SECOND = 1_000_000_000;
    /** Exposure times of one camera, of which most count in this, are in one unit up to a second. */
    private static final long SHORTEST_MILLIS = 100_000;
    private static final int MICROSECOND_DIGITS = 3;
    private static final int MILLISECOND_DIGITS = 6;
    private static final int SECOND_DIGITS = 9;
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);
    /** Of a shorter time nearly every nanosecond would be a fraction of a second. */
    private static final long SHORTEST_FRACTION = 8_000;
    /** Further from 1, a number has an exponent. */
    private static final double LARGE = 1e15;
    private static final double SMALL = 1e-9;

    private ValueText() {
    }

    /**
     * Returns the text of a value: {@code 2} for 2.0, {@code 1/3} for a third of a second, {@code 0.3ms} for 300 microseconds; of a value
     * of another type its own text.
     */
    public static String of(Object value) {
        if (value instanceof Duration duration) {
            return time(duration);
        }
        return value instanceof Double number && Double.isFinite(number) ? number(number) : String.valueOf(value);
    }

    private static String number(double number) {
        BigDecimal decimal = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        double size = Math.abs(number);
        return size == 0 || size >= SMALL && size < LARGE ? decimal.toPlainString() : decimal.toString();
    }

    private static String time(Duration duration) {
        if (duration.abs().compareTo(LONGEST) > 0) {
            return duration.toString();
        }
        long nanos = duration.toNanos();
        long parts = nanos <= 0 ? 0 : Math.round(SECOND / nanos);
        boolean isFraction = nanos % MICROSECOND != 0 && parts > 1 && parts <= SHORTEST_FRACTION && Math.round(SECOND / parts) == nanos;
        if (isFraction) {
            return "1/" + parts;
        }
        long size = Math.abs(nanos);
        return nanos % WHOLE_SECOND == 0 ? Durations.format(duration)
                : size > WHOLE_SECOND ? decimal(nanos, SECOND_DIGITS, "s")
                : size >= SHORTEST_MILLIS ? decimal(nanos, MILLISECOND_DIGITS, "ms")
                : size >= MICROSECOND ? decimal(nanos, MICROSECOND_DIGITS, "us") : nanos + "ns";
    }

    /** Returns a time in a unit of 10 to the power of some nanoseconds, exactly. */
    private static String decimal(long nanos, int digits, String unit) {
        return BigDecimal.valueOf(nanos, digits).stripTrailingZeros().toPlainString() + unit;
    }
}
