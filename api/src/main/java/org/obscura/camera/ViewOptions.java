package org.obscura.camera;

import java.io.Serializable;

/**
 * What a viewer of {@link Camera#view} receives.
 *
 * @param width the maximum width of the frames in pixels, {@value #MIN_WIDTH} to {@value #MAX_WIDTH}; a smaller stream is not enlarged
 * @param rate the maximum number of frames in a second, above 0, up to {@value #MAX_RATE}
 */
public record ViewOptions(int width, double rate) implements Serializable {
    /** The smallest {@link #width()}. */
    public static final int MIN_WIDTH = 16;
    /** The largest {@link #width()}. */
    public static final int MAX_WIDTH = 1920;
    /** The highest {@link #rate()}. */
    public static final double MAX_RATE = 30;

    /**
     * Validates the options.
     *
     * @throws IllegalArgumentException if the width or the rate is out of its range
     */
    public ViewOptions {
        if (width < MIN_WIDTH || width > MAX_WIDTH) {
            throw new IllegalArgumentException(
                    "The width of the view is " + width + "; it must be " + MIN_WIDTH + " to " + MAX_WIDTH + " pixels");
        }
        if (!(rate > 0 && rate <= MAX_RATE)) {
            throw new IllegalArgumentException(
                    "The rate of the view is " + rate + "; it must be above 0, up to " + MAX_RATE + " frames in a second");
        }
    }

    /**
     * Returns options for a page or a terminal.
     *
     * @return 640 pixels, 10 frames in a second
     */
    public static ViewOptions defaults() {
        return new ViewOptions(640, 10);
    }
}
