package org.obscura.camera.core.metadata.value;

import java.math.BigDecimal;
import java.math.BigInteger;

/** A fraction as EXIF and XMP store numbers: both parts of 32 bits. */
public record Rational(long numerator, long denominator) {
    /** The largest part of an unsigned one; the number above it means infinity in EXIF. */
    public static final long MAX = 0xFFFF_FFFEL;
    public static final long SIGNED_MAX = Integer.MAX_VALUE;

    public static Rational of(long numerator, long denominator) {
        return new Rational(numerator, denominator);
    }

    /** Returns the fraction nearest to a number with no part above {@code max}. */
    public static Rational nearest(double number, long max) {
        double magnitude = Math.abs(number);
        Rational best = magnitude == Math.rint(magnitude) && magnitude <= max ? of((long) magnitude, 1) : fraction(magnitude, max);
        return number < 0 ? new Rational(-best.numerator, best.denominator) : best;
    }

    private static Rational fraction(double magnitude, long max) {
        double inverse = Math.rint(1 / magnitude); // as exposure times are
        return inverse <= max && 1 / inverse == magnitude ? of(1, (long) inverse) : search(magnitude, max);
    }

    /** Searches by continued fractions, in exact arithmetic: what was stored must give itself when it is stored again. */
    private static Rational search(double magnitude, long max) {
        BigDecimal exact = new BigDecimal(magnitude);
        BigInteger p = exact.unscaledValue();
        BigInteger q = BigInteger.TEN.pow(Math.max(0, exact.scale()));
        long n0 = 0;
        long d0 = 1;
        long n1 = 1;
        long d1 = 0;
        Rational best = of(0, 1);
        while (q.signum() > 0) {
            BigInteger[] division = p.divideAndRemainder(q);
            // a term that has to be cut short still gives a fraction, which may or may not be nearer than the last
            long room = Math.min(n1 == 0 ? max : (max - n0) / n1, d1 == 0 ? max : (max - d0) / d1);
            boolean cut = division[0].bitLength() > 32 || division[0].longValue() > room;
            long term = cut ? room : division[0].longValue();
            Rational next = of(term * n1 + n0, term * d1 + d0);
            if (next.denominator > 0 && Math.abs(next.value() - magnitude) <= Math.abs(best.value() - magnitude)) {
                best = next;
            }
            if (cut || best.value() == magnitude) {
                break;
            }
            n0 = n1;
            d0 = d1;
            n1 = next.numerator;
            d1 = next.denominator;
            p = q;
            q = division[1];
        }
        return best;
    }

    public double value() {
        return (double) numerator / denominator;
    }

    /** Returns the fraction as XMP writes it: {@code 1/100}. */
    @Override
    public String toString() {
        return numerator + "/" + denominator;
    }
}
