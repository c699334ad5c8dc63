package org.obscura.camera.core.metadata.value;

/**
 * A latitude or longitude, kept to 1e-8 of a degree: a millimetre, and exact in the degrees, minutes and seconds of EXIF.
 *
 * @param max the largest magnitude
 */
public record DegreesType(int max) implements ValueType {
    private static final double UNITS = 1e8;

    @Override
    public Object convert(Object value) {
        double degrees = NumberType.exact(value).doubleValue();
        if (Math.abs(degrees) > max) {
            throw ValueType.refused("must be -" + max + " to " + max + " degrees, but is " + ValueType.shown(value));
        }
        return units(degrees) / UNITS;
    }

    @Override
    public String typeName() {
        return "Double";
    }

    /** Returns how many 1e-8 of a degree. */
    public static long units(double degrees) {
        return Math.round(degrees * UNITS);
    }
}
