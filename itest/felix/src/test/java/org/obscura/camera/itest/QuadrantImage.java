package org.obscura.camera.itest;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * An image whose four quarters have colours of their own, so that one can see how it lies: upright, red and green are above blue and
 * yellow.
 */
final class QuadrantImage {
    static final int WIDTH = 160;
    static final int HEIGHT = 120;
    private static final int[] COLOURS = {0xe02020, 0x20c020, 0x2030e0, 0xf0e020};
    private static final int POINTS = 4;
    /** A JPEG is not exact. */
    private static final int TOLERANCE = 12;

    private QuadrantImage() {
    }

    static BufferedImage upright() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                image.setRGB(x, y, COLOURS[2 * (2 * y / HEIGHT) + 2 * x / WIDTH]);
            }
        }
        return image;
    }

    /** What a sensor sees that is built in so that its images must be turned clockwise by this much. */
    static BufferedImage seenBySensor(int orientation) {
        BufferedImage image = upright();
        for (int turned = orientation; turned < 360; turned += 90) {
            image = clockwise(image);
        }
        return image;
    }

    private static BufferedImage clockwise(BufferedImage image) {
        BufferedImage turned = new BufferedImage(image.getHeight(), image.getWidth(), BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < turned.getHeight(); y++) {
            for (int x = 0; x < turned.getWidth(); x++) {
                turned.setRGB(x, y, image.getRGB(y, image.getHeight() - 1 - x));
            }
        }
        return turned;
    }

    /** The points, all well inside of a quarter, at which what is shown there is not what should be. */
    static List<String> differences(BufferedImage expected, BufferedImage shown, int left, int top) {
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < POINTS * POINTS; i++) {
            int x = (2 * (i % POINTS) + 1) * expected.getWidth() / (2 * POINTS);
            int y = (2 * (i / POINTS) + 1) * expected.getHeight() / (2 * POINTS);
            int wanted = expected.getRGB(x, y);
            int found = shown.getRGB(left + x, top + y);
            if (distance(wanted, found) > TOLERANCE) {
                differences.add(String.format("%d,%d is %06x and not %06x", x, y, found & 0xffffff, wanted & 0xffffff));
            }
        }
        return differences;
    }

    private static int distance(int one, int other) {
        int distance = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            distance = Math.max(distance, Math.abs((one >> shift & 0xff) - (other >> shift & 0xff)));
        }
        return distance;
    }
}
