package org.obscura.camera.simulated;

import org.obscura.camera.Resolution;

/** Where the parts of the test card are. Inside of the circle, measures are in its radius, from -1 to 1. */
final class PatternGeometry {
    /** The circle from top to bottom: each band ends where the next begins. */
    static final double NAME_TOP = -0.60;
    static final double BARS_TOP = -0.38;
    static final double GRAYS_TOP = 0.10;
    static final double CLOCK_TOP = 0.26;
    static final double FRAME_TOP = 0.58;
    static final double SIZE_TOP = 0.78;
    /** Half the width of the rectangle that the clock is drawn in; narrower than the circle there. */
    static final double CLOCK_HALF = 0.80;
    static final double FRAME_HALF = 0.62;
    private static final double ROWS = 36;

    final int width;
    final int height;
    /** A 36th of the height: the border, and the strips at the lower edge. */
    final double unit;
    final double centreX;
    final double centreY;
    final double radius;

    PatternGeometry(Resolution resolution) {
        width = resolution.width();
        height = resolution.height();
        unit = height / ROWS;
        centreX = width / 2.0;
        centreY = 17.5 * unit;
        radius = Math.min(15.5 * unit, 0.46 * width);
    }

    int x(double inRadius) {
        return (int) Math.round(centreX + inRadius * radius);
    }

    int y(double inRadius) {
        return (int) Math.round(centreY + inRadius * radius);
    }

    int barX(int bar) {
        return x((bar + 0.5) / 4 - 1);
    }

    int barY() {
        return y((BARS_TOP + GRAYS_TOP) / 2);
    }

    /** Returns the width of the ring around the circle. */
    double ring() {
        return radius * 0.022;
    }
}
