package org.obscura.camera.simulated;

import org.obscura.camera.Resolution;

/** The colour bars of the test card from left to right, of exactly these colours. */
public enum ColourBar {
    /** Red, green and blue. */
    WHITE(0xffffff),
    /** Red and green. */
    YELLOW(0xffff00),
    /** Green and blue. */
    CYAN(0x00ffff),
    /** Green alone. */
    GREEN(0x00ff00),
    /** Red and blue. */
    MAGENTA(0xff00ff),
    /** Red alone. */
    RED(0xff0000),
    /** Blue alone. */
    BLUE(0x0000ff),
    /** Nothing. */
    BLACK(0x000000);

    private final int rgb;

    ColourBar(int rgb) {
        this.rgb = rgb;
    }

    /**
     * Returns the colour.
     *
     * @return red, green and blue, a byte each, red the highest
     */
    public int rgb() {
        return rgb;
    }

    /**
     * Returns the column in the middle of the bar.
     *
     * @param resolution the size of the image, also of a scaled one
     * @return pixels from the left
     */
    public int x(Resolution resolution) {
        return new PatternGeometry(resolution).barX(ordinal());
    }

    /**
     * Returns the row in the middle of the bars.
     *
     * @param resolution the size of the image, also of a scaled one
     * @return pixels from the top
     */
    public int y(Resolution resolution) {
        return new PatternGeometry(resolution).barY();
    }
}
