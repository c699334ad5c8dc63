package org.obscura.camera.core.metadata;

/**
 * A latitude or longitude, kept to 1e-8 of a degree: a millimetre, and exact in the degrees, minutes and seconds of EXIF.
 *
 * @param max the largest magnitude
 */
record DegreesKind(int max) implements ValueKind {
    private static final double UNITS = 1e8;

    @Override
    public Object convert(Object value) {
        double degrees = NumberKind.exact(value).doubleValue();
        if (Math.abs(degrees) > max) {
            throw ValueKind.refused("must be -" + max + " to " + max + " degrees, but is " + ValueKind.shown(value));
        }
        return units(degrees) / UNITS;
    }

    @Override
    public String typeName() {
        return "Double";
    }

    /** How many 1e-8 of a degree. */
    static long units(double degrees) {
        return Math.round(degrees * UNITS);
    }
}
