package org.obscura.camera.v4l2;

/**
 * The time from one frame to the next, in seconds.
 *
 * @param numerator of the fraction
 * @param denominator of the fraction
 */
record Interval(int numerator, int denominator) {
    private static final long SECOND = 1_000_000_000L;

    boolean isKnown() {
        return numerator > 0 && denominator > 0;
    }

    long nanos() {
        return numerator * SECOND / denominator;
    }

    /** Returns frames a second. */
    double rate() {
        return (double) denominator / numerator;
    }

    /** Returns frames a second as text, such as {@code 30} or {@code 7.5}. */
    @Override
    public String toString() {
        double rounded = Math.round(rate() * 100) / 100.0;
        return rounded == Math.rint(rounded) ? String.valueOf((long) rounded) : String.valueOf(rounded);
    }
}
