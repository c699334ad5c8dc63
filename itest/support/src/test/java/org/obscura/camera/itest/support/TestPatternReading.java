package org.obscura.camera.itest.support;

import java.awt.image.BufferedImage;
import java.nio.file.Path;

import javax.imageio.ImageIO;

/**
 * What an image of the test card says: the two rows of black and white cells along its lower edge, read by a reader of its own, so that
 * the writer in the backend is not tested by itself. Each row has 64 cells: 48 bits of the value, the highest first, then a checksum.
 */
public record TestPatternReading(long frame, long exposedMillis) {
    private static final int CELLS = 64;
    private static final int VALUE_BITS = 48;
    private static final int ROWS = 36;

    public static TestPatternReading of(Path file) throws Exception {
        return of(ImageIO.read(file.toFile()));
    }

    public static TestPatternReading of(BufferedImage image) {
        return new TestPatternReading(row(image, ROWS - 2), row(image, ROWS - 1));
    }

    /** Reads the number of a row; the image has 36 of them. */
    public static long row(BufferedImage image, int row) {
        int y = (2 * row + 1) * image.getHeight() / (2 * ROWS);
        long value = 0;
        for (int cell = 0; cell < VALUE_BITS; cell++) {
            int rgb = image.getRGB((2 * cell + 1) * image.getWidth() / (2 * CELLS), y);
            int brightness = (rgb >> 16 & 0xff) + (rgb >> 8 & 0xff) + (rgb & 0xff);
            value = value << 1 | (brightness > 3 * 128 ? 1 : 0);
        }
        return value;
    }
}
