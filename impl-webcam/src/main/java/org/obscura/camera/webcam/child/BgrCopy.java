package org.obscura.camera.webcam.child;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;

/** Writes images into the shared file, blue first. */
final class BgrCopy {
    private BgrCopy() {
    }

    /** Copies RGB rows, swapping red and blue; a row at a time, which keeps the work in the cache. */
    static void fromRgb(ByteBuffer rgb, ByteBuffer target, int width, int height) {
        byte[] row = new byte[width * 3];
        for (int y = 0; y < height; y++) {
            rgb.get(y * row.length, row);
            for (int i = 0; i < row.length; i += 3) {
                byte red = row[i];
                row[i] = row[i + 2];
                row[i + 2] = red;
            }
            target.put(y * row.length, row);
        }
    }

    /** Copies an image of any type. */
    static void fromImage(BufferedImage image, ByteBuffer target) {
        int width = image.getWidth();
        int[] pixels = new int[width];
        byte[] row = new byte[width * 3];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, pixels, 0, width);
            for (int x = 0; x < width; x++) {
                row[x * 3] = (byte) pixels[x];
                row[x * 3 + 1] = (byte) (pixels[x] >> 8);
                row[x * 3 + 2] = (byte) (pixels[x] >> 16);
            }
            target.put(y * row.length, row);
        }
    }
}
