package org.obscura.camera.core.metadata.value;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.function.DoublePredicate;

/**
 * A number that EXIF stores as a fraction of two 32-bit integers. The value becomes the nearest such fraction; one that is not near is
 * refused.
 *
 * @param limit the largest part of a fraction
 * @param legal which numbers are allowed
 * @param range which they are, in words
 * @param turn numbers are angles below this, and one that is rounded up to it becomes 0; 0: they are not
 */
public record NumberType(long limit, DoublePredicate legal, String range, double turn) implements ValueType {
    private static final double NEAR = 1e-6;

    public static NumberType above0() {
        return new NumberType(Rational.MAX, n -> n > 0, "above 0", 0);
    }

    public static NumberType from0() {
        return new NumberType(Rational.MAX, n -> n >= 0, "0 or more", 0);
    }

    public static NumberType any(long limit) {
        return new NumberType(limit, n -> true, "a number", 0);
    }

    public static NumberType direction() {
        return new NumberType(Rational.MAX, n -> n >= 0 && n < 360, "0 to below 360 degrees", 360);
    }

    @Override
    public Object convert(Object value) {
        // most values come as a Double, and 0 has no sign
        double number = value instanceof Double real && Double.isFinite(real) && real != 0 ? real : exact(value).doubleValue();
        if (!legal.test(number)) {
            throw ValueType.refused("must be " + range + ", but is " + ValueType.shown(value));
        }
        Rational stored = Rational.nearest(number, limit);
        if (Math.abs(number) > limit || Math.abs(stored.value() - number) > NEAR * Math.abs(number)) {
            throw ValueType.refused(
                    String.format(Locale.ROOT, "is %s, which cannot be stored in an image; 0 and magnitudes from %.2g to %d can be",
                            ValueType.shown(value), 1.0 / limit, limit));
        }
        double result = stored.value();
        return turn != 0 && result >= turn ? 0.0 : result;
    }

    @Override
    public String typeName() {
        return "Double";
    }

    /** Returns the exact value of a number of any type, or the text of one. */
    public static BigDecimal exact(Object value) {
        try {
            if (value instanceof Byte || value instanceof Short || value instanceof Integer || value instanceof Long) {
                return BigDecimal.valueOf(((Number) value).longValue());
            }
            if (value instanceof Number || value instanceof CharSequence) {
                // the text of a float is the number that was meant: 0.1f is 0.1
                String text = value.toString().strip();
                // an exponent of a million digits would keep BigDecimal busy for long
                if (text.length() <= 400 && Math.abs(Double.parseDouble(text)) <= Double.MAX_VALUE) {
                    return Double.parseDouble(text) == 0 ? BigDecimal.ZERO : new BigDecimal(text);
                }
            }
        } catch (NumberFormatException e) {
            throw ValueType.refused("must be a number, but is " + ValueType.shown(value));
        }
        throw ValueType.refused("must be a number, but is " + ValueType.shown(value));
    }
}
