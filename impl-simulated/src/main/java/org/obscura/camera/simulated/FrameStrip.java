package org.obscura.camera.simulated;

import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which frame an image holds and when it was exposed, as two rows of black and white cells along its lower edge. The upper row is
 * the frame number, the lower one the milliseconds since 1970. Each has 64 cells over the whole width: 48 bits of the number, the
 * highest first, and a checksum of 16 bits, white being 1. It can be read from a file that was scaled or compressed hard, as long
 * as nothing was cut off, and from a gray one.
 */
public final class FrameStrip {
    private static final int VALUE_BITS = 48;
    private static final int CHECK_BITS = 16;
    private static final int CELLS = VALUE_BITS + CHECK_BITS;
    /** Rows of this height: the image's height has so many. */
    private static final int ROWS = 36;
    private static final int BLACK = 0x000000;
    private static final int WHITE = 0xffffff;
    private static final int THRESHOLD = 128;

    /** The strips; a checksum begins with another value in each, so that one is not taken for the other. */
    private enum Strip {
        NUMBER(0x1d0f, ROWS - 2), TIME(0xffff, ROWS - 1), EXPOSURE(0x2b67, ROWS - 3), IMAGE(0x5a3c, ROWS - 4), REGION(0x7e91, ROWS - 5);

        private final int start;
        private final int row;

        Strip(int start, int row) {
            this.start = start;
            this.row = row;
        }
    }

    /**
     * What the strips say.
     *
     * @param sequence the frame's number in its stream, modulo 2^48
     * @param exposed when it was exposed, in whole milliseconds
     */
    public record Reading(long sequence, Instant exposed) {
    }

    private FrameStrip() {
    }

    /**
     * Reads the strips of an image.
     *
     * @param image a whole image of the test card, of any size from about 130 x 72 pixels
     * @return what they say; empty if the image has none, or none that can be read
     */
    public static Optional<Reading> read(BufferedImage image) {
        OptionalLong number = read(image, Strip.NUMBER);
        OptionalLong time = read(image, Strip.TIME);
        return number.isPresent() && time.isPresent()
                ? Optional.of(new Reading(number.getAsLong(), Instant.ofEpochMilli(time.getAsLong())))
                : Optional.empty();
    }

    /**
     * Reads the strips of the controls, which are in images that were exposed with controls set.
     *
     * @param image a whole image of the test card
     * @return the values that the frame was exposed with, of the types of {@link org.obscura.camera.ControlKeys}; empty if no control was
     *         set, or the strips cannot be read
     */
    public static Optional<Map<String, Object>> readControls(BufferedImage image) {
        OptionalLong exposure = read(image, Strip.EXPOSURE);
        OptionalLong colours = read(image, Strip.IMAGE);
        OptionalLong region = read(image, Strip.REGION);
        return exposure.isPresent() && colours.isPresent() && region.isPresent()
                ? Optional.of(ControlStrip.read(exposure.getAsLong(), colours.getAsLong(), region.getAsLong()))
                : Optional.empty();
    }

    /** Draws the strips of the controls. */
    static void write(Canvas canvas, ControlValues controls) {
        draw(canvas, Strip.EXPOSURE, ControlStrip.exposure(controls));
        draw(canvas, Strip.IMAGE, ControlStrip.image(controls));
        draw(canvas, Strip.REGION, ControlStrip.region(controls));
    }

    /** Returns where the strips of the controls begin. */
    static int controlsTop(int height) {
        return height * Strip.REGION.row / ROWS;
    }

    /** Draws the strips. */
    static void write(Canvas canvas, long sequence, Instant exposed) {
        draw(canvas, Strip.NUMBER, sequence);
        draw(canvas, Strip.TIME, exposed.toEpochMilli());
    }

    /** Returns where the strips begin. */
    static int top(int height) {
        return height * Strip.NUMBER.row / ROWS;
    }

    private static void draw(Canvas canvas, Strip strip, long value) {
        long kept = value & (1L << VALUE_BITS) - 1;
        long bits = kept << CHECK_BITS | check(kept, strip.start);
        int top = canvas.height() * strip.row / ROWS;
        int height = canvas.height() * (strip.row + 1) / ROWS - top;
        for (int cell = 0; cell < CELLS; cell++) {
            int left = canvas.width() * cell / CELLS;
            int right = canvas.width() * (cell + 1) / CELLS;
            canvas.fill(left, top, right - left, height, (bits >>> CELLS - 1 - cell & 1) == 1 ? WHITE : BLACK);
        }
    }

    private static OptionalLong read(BufferedImage image, Strip strip) {
        long bits = 0;
        for (int cell = 0; cell < CELLS; cell++) {
            bits = bits << 1 | (brightness(image, cell, strip.row) >= THRESHOLD ? 1 : 0);
        }
        long value = bits >>> CHECK_BITS;
        return check(value, strip.start) == (bits & (1 << CHECK_BITS) - 1) ? OptionalLong.of(value) : OptionalLong.empty();
    }

    /** Returns the mean over the middle of a cell: its edges are what compression and scaling blur. */
    private static int brightness(BufferedImage image, int cell, int row) {
        double cellWidth = image.getWidth() / (double) CELLS;
        double rowHeight = image.getHeight() / (double) ROWS;
        int left = (int) ((cell + 0.35) * cellWidth);
        int right = Math.max(left + 1, (int) ((cell + 0.65) * cellWidth));
        int top = (int) ((row + 0.35) * rowHeight);
        int bottom = Math.max(top + 1, (int) ((row + 0.65) * rowHeight));
        long sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int rgb = image.getRGB(x, y);
                sum += (rgb >> 16 & 0xff) + (rgb >> 8 & 0xff) + (rgb & 0xff);
            }
        }
        return (int) (sum / (3L * (right - left) * (bottom - top)));
    }

    /** Returns the cyclic redundancy check with the polynomial x^16 + x^12 + x^5 + 1. */
    private static int check(long value, int start) {
        int rest = start;
        for (int bit = VALUE_BITS - 1; bit >= 0; bit--) {
            boolean odd = (rest >> 15 & 1) != (value >> bit & 1);
            rest = rest << 1 & 0xffff;
            if (odd) {
                rest ^= 0x1021;
            }
        }
        return rest;
    }
}
