package org.obscura.camera.v4l2;

import org.obscura.camera.Resolution;

/** Any size between two, in steps. */
record SizeRange(int minWidth, int maxWidth, int stepWidth, int minHeight, int maxHeight, int stepHeight) {

    boolean contains(Resolution size) {
        return fits(size.width(), minWidth, maxWidth, stepWidth) && fits(size.height(), minHeight, maxHeight, stepHeight);
    }

    /** Returns the smallest size; some drivers say that it is nothing. */
    Resolution smallest() {
        return new Resolution(smallest(minWidth, stepWidth), smallest(minHeight, stepHeight));
    }

    private static int smallest(int min, int step) {
        return min > 0 ? min : Math.max(1, step);
    }

    private static boolean fits(int value, int min, int max, int step) {
        return value >= min && value <= max && (value - min) % Math.max(1, step) == 0;
    }

    @Override
    public String toString() {
        return minWidth + "x" + minHeight + " to " + maxWidth + "x" + maxHeight + " in steps of " + stepWidth + "x" + stepHeight;
    }
}
