package org.obscura.camera.core.metadata.value;

import java.math.BigInteger;

/**
 * A whole number.
 *
 * @param min the smallest allowed
 * @param max the largest allowed
 * @param step allowed are the smallest and those this far apart
 */
public record IntegerType(int min, int max, int step) implements ValueType {

    public static IntegerType range(int min, int max) {
        return new IntegerType(min, max, 1);
    }

    @Override
    public Object convert(Object value) {
        BigInteger whole;
        try {
            whole = NumberType.exact(value).toBigIntegerExact();
        } catch (ArithmeticException e) {
            throw refused(value);
        }
        if (whole.bitLength() > 31 || whole.intValue() < min || whole.intValue() > max || (whole.intValue() - min) % step != 0) {
            throw refused(value);
        }
        return whole.intValue();
    }

    private IllegalArgumentException refused(Object value) {
        String steps = step == 1 ? "" : " in steps of " + step;
        return ValueType.refused("must be a whole number from " + min + " to " + max + steps + ", but is " + ValueType.shown(value));
    }

    @Override
    public String typeName() {
        return "Integer";
    }

}
