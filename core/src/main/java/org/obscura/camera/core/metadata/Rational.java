package org.obscura.camera.core.metadata;

/** A fraction as EXIF and XMP store numbers: both parts of 32 bits. */
record Rational(long numerator, long denominator) {
    static final long MAX = 0xFFFF_FFFEL;
    static final long SIGNED_MAX = Integer.MAX_VALUE;

    static Rational of(long numerator, long denominator) {
        return new Rational(numerator, denominator);
    }

    /** The fraction nearest to a number whose magnitude is at most {@code max}, with no part above {@code max} (continued fractions). */
    static Rational nearest(double number, long max) {
        double rest = Math.abs(number);
        long n0 = 0;
        long d0 = 1;
        long n1 = 1;
        long d1 = 0;
        Rational best = null;
        while (true) {
            double whole = Math.floor(rest);
            if (whole > max) {
                break;
            }
            long a = (long) whole;
            long limit = Math.min(a, Math.min(n1 == 0 ? a : (max - n0) / n1, d1 == 0 ? a : (max - d0) / d1));
            long n = limit * n1 + n0;
            long d = limit * d1 + d0;
            // a term that had to be cut short still gives a fraction, which may or may not be nearer than the last
            if (d > 0 && (best == null || distance(number, n, d) < distance(number, best.numerator, best.denominator))) {
                best = new Rational(n, d);
            }
            if (limit < a || best != null && best.magnitude() == Math.abs(number) || rest == whole) {
                break;
            }
            n0 = n1;
            d0 = d1;
            n1 = n;
            d1 = d;
            rest = 1 / (rest - whole);
        }
        best = best == null ? new Rational(0, 1) : best;
        return number < 0 ? new Rational(-best.numerator, best.denominator) : best;
    }

    private static double distance(double number, long n, long d) {
        return Math.abs(Math.abs(number) - (double) n / d);
    }

    private double magnitude() {
        return (double) Math.abs(numerator) / denominator;
    }

    double value() {
        return (double) numerator / denominator;
    }

    /** As XMP writes it: {@code 1/100}. */
    @Override
    public String toString() {
        return numerator + "/" + denominator;
    }
}
