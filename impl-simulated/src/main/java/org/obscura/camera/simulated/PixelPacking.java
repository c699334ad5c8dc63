package org.obscura.camera.simulated;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;

/** Turns decoded images of any kind into blue, green, red, a byte each. What shines through becomes darker: the ground is black. */
final class PixelPacking {

    private PixelPacking() {
    }

    static byte[] toBgr(BufferedImage image) {
        int width = image.getWidth();
        byte[] bgr = new byte[width * image.getHeight() * 3];
        int[] row = new int[width];
        boolean gray = image.getColorModel() instanceof ComponentColorModel m && m.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        for (int y = 0; y < image.getHeight(); y++) {
            if (gray) {
                gray(image.getRaster(), y, image.getColorModel().getComponentSize(0), row);
            } else {
                image.getRGB(0, y, width, 1, row, 0, width);
            }
            int at = y * width * 3;
            for (int argb : row) {
                int alpha = argb >>> 24;
                bgr[at++] = (byte) ((argb & 0xff) * alpha / 255);
                bgr[at++] = (byte) ((argb >> 8 & 0xff) * alpha / 255);
                bgr[at++] = (byte) ((argb >> 16 & 0xff) * alpha / 255);
            }
        }
        return bgr;
    }

    /** Packs gray as it is in the file: Java takes it for linear light and would make it lighter. */
    private static void gray(Raster raster, int y, int bits, int[] row) {
        int down = Math.max(0, bits - 8);
        for (int x = 0; x < row.length; x++) {
            int level = raster.getSample(x, y, 0) >> down;
            int alpha = raster.getNumBands() > 1 ? raster.getSample(x, y, 1) >> down : 0xff;
            row[x] = alpha << 24 | level << 16 | level << 8 | level;
        }
    }
}
