package org.obscura.camera.itest.v4l2;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.imageio.ImageIO;

/** An image of vivid's test card: eight upright bars, and at the top left a clock with the number of the frame. */
record ImageReading(BufferedImage image) {
    private static final int BARS = 8;

    static ImageReading read(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        if (image == null) {
            throw new IOException(file + " is no picture");
        }
        return new ImageReading(image);
    }

    /** A frame as the kernel gives it out, three bytes for a pixel: red, green, blue. */
    static ImageReading readRgb(Path file, int width, int height) throws IOException {
        byte[] data = Files.readAllBytes(file);
        if (data.length != width * height * 3) {
            throw new IOException(file + " has " + data.length + " bytes, not " + width + "x" + height + " pixels of three");
        }
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, (data[3 * i] & 255) << 16 | (data[3 * i + 1] & 255) << 8 | data[3 * i + 2] & 255);
        }
        return new ImageReading(image);
    }

    String size() {
        return image.getWidth() + "x" + image.getHeight();
    }

    /** The mean colour of each bar, of its middle half and below all text. */
    List<Color> bars() {
        List<Color> means = new ArrayList<>();
        int bar = image.getWidth() / BARS;
        for (int i = 0; i < BARS; i++) {
            means.add(mean(i * bar + bar / 4, image.getHeight() * 3 / 4, bar / 2, image.getHeight() / 5));
        }
        return means;
    }

    private Color mean(int left, int top, int width, int height) {
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int y = top; y < top + height; y++) {
            for (int x = left; x < left + width; x++) {
                int rgb = image.getRGB(x, y);
                red += rgb >> 16 & 255;
                green += rgb >> 8 & 255;
                blue += rgb & 255;
            }
        }
        int pixels = width * height;
        return new Color((int) (red / pixels), (int) (green / pixels), (int) (blue / pixels));
    }

    /** How many pixels of the clock differ clearly from those in another image. */
    int clockDifference(ImageReading other) {
        int different = 0;
        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 320; x++) {
                if (distance(new Color(image.getRGB(x, y)), new Color(other.image.getRGB(x, y))) > 100) {
                    different++;
                }
            }
        }
        return different;
    }

    /** The largest difference in one of the three colours. */
    static int distance(Color one, Color other) {
        return Math.max(Math.abs(one.getRed() - other.getRed()),
                Math.max(Math.abs(one.getGreen() - other.getGreen()), Math.abs(one.getBlue() - other.getBlue())));
    }
}
