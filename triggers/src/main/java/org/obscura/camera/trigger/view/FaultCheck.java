package org.obscura.camera.trigger.view;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.obscura.camera.ViewFrame;

/**
 * Checks a frame for what a fault of a camera leaves: it is black, blurred, or its lower part is missing.
 *
 * @param kinds what is checked
 * @param brightness the least brightness of a frame that is not black, up to 255
 * @param sharpness the least sharpness of a frame that is not blurred
 */
public record FaultCheck(Set<Kind> kinds, double brightness, double sharpness) {
    /** What may be brighter in a black frame: a text that the camera writes. */
    private static final double BRIGHTEST = 0.02;
    /** The part of the frame that is compared, from below. */
    private static final int CUT_SHARE = 8;
    /** How much the brightness differs within a part of one colour, since JPEG is not exact. */
    private static final int FLAT = 3;
    private static final int MAX = 255;
    /** The columns and rows of cells in which the sharpness is measured. */
    private static final int GRID = 10;
    /** The share of cells that are less sharp than what counts: a text that the camera writes is sharp at all times. */
    private static final double SHARPEST = 0.8;

    /** What a frame is checked for. */
    public enum Kind {
        BLACK, BLURRED, CUT
    }

    /**
     * Reads kinds.
     *
     * @throws IllegalArgumentException if a word is none; the message says which
     */
    public static Set<Kind> parse(List<String> words) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (String word : words) {
            kinds.add(Arrays.stream(Kind.values()).filter(kind -> kind.name().equals(word.toUpperCase(Locale.ROOT))).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is none of them")));
        }
        return kinds;
    }

    /**
     * Returns what is wrong with a frame, such as {@code The image is black}; empty if nothing is.
     *
     * @throws IOException if it cannot be decoded
     */
    public Optional<String> problemOf(ViewFrame frame) throws IOException {
        return problemOf(brightness(SmallFrames.read(frame)));
    }

    private Optional<String> problemOf(double[][] rows) {
        if (rows.length < CUT_SHARE || rows[0].length < CUT_SHARE) {
            return Optional.empty();
        }
        if (kinds.contains(Kind.BLACK)) {
            double bright = quantile(Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray(), 1 - BRIGHTEST);
            if (bright < brightness) {
                return Optional.of("The image is black: its brightness is " + Math.round(bright) + " (check.brightness=" + shown(brightness)
                        + ")");
            }
        }
        if (kinds.contains(Kind.CUT) && isCut(rows)) {
            return Optional.of("The lower part of the image is missing");
        }
        if (kinds.contains(Kind.BLURRED)) {
            double sharp = sharpnessOf(rows);
            if (sharp < sharpness) {
                return Optional.of("The image is blurred: its sharpness is " + shown(Math.round(sharp * 10) / 10.0) + " (check.sharpness="
                        + shown(sharpness) + ")");
            }
        }
        return Optional.empty();
    }

    private static String shown(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static double[][] brightness(BufferedImage image) {
        double[][] rows = new double[image.getHeight()][image.getWidth()];
        int[] pixels = new int[image.getWidth()];
        for (int y = 0; y < rows.length; y++) {
            image.getRGB(0, y, pixels.length, 1, pixels, 0, pixels.length);
            for (int x = 0; x < pixels.length; x++) {
                rows[y][x] = Cells.brightness(pixels[x] & 0xff, pixels[x] >> 8 & 0xff, pixels[x] >> 16 & 0xff);
            }
        }
        return rows;
    }

    private static double quantile(double[] values, double share) {
        Arrays.sort(values);
        return values[Math.min(values.length - 1, (int) (values.length * share))];
    }

    /**
     * Returns whether the lower part is missing. A decoder fills what is missing with one colour, mostly gray. Deep shadow and overexposed
     * ground have one colour, too.
     */
    private static boolean isCut(double[][] rows) {
        int cut = rows.length - rows.length / CUT_SHARE;
        double[] lower = range(rows, cut, rows.length);
        double[] upper = range(rows, 0, cut);
        return lower[1] - lower[0] <= FLAT && upper[1] - upper[0] > FLAT && lower[0] > FLAT && lower[1] < MAX - FLAT;
    }

    /** Returns the least and the greatest value. */
    private static double[] range(double[][] rows, int from, int to) {
        double min = MAX;
        double max = 0;
        for (int y = from; y < to; y++) {
            for (double value : rows[y]) {
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
        }
        return new double[] {min, max};
    }

    private static double sharpnessOf(double[][] rows) {
        double[] cells = new double[GRID * GRID];
        int height = rows.length - 2;
        int width = rows[0].length - 2;
        for (int i = 0; i < cells.length; i++) {
            int row = i / GRID;
            int column = i % GRID;
            cells[i] = variance(rows, 1 + row * height / GRID, 1 + (row + 1) * height / GRID, 1 + column * width / GRID,
                    1 + (column + 1) * width / GRID);
        }
        return quantile(cells, SHARPEST);
    }

    /** Returns the variance of the Laplacian in a part of the image: how abruptly the brightness changes. */
    private static double variance(double[][] rows, int top, int bottom, int left, int right) {
        double sum = 0;
        double squares = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                double value = rows[y - 1][x] + rows[y + 1][x] + rows[y][x - 1] + rows[y][x + 1] - 4 * rows[y][x];
                sum += value;
                squares += value * value;
            }
        }
        int count = (bottom - top) * (right - left);
        return count == 0 ? 0 : squares / count - sum / count * (sum / count);
    }
}
