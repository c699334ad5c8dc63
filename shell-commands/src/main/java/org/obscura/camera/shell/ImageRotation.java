package org.obscura.camera.shell;

import java.awt.image.BufferedImage;

/** Turns images, since image readers leave the orientation to the viewer. */
final class ImageRotation {
    private ImageRotation() {
    }

    /** Returns the image turned clockwise by 0, 90, 180 or 270 degrees. */
    static BufferedImage turned(BufferedImage image, int degrees) {
        int w = image.getWidth();
        int h = image.getHeight();
        if (degrees != 90 && degrees != 180 && degrees != 270) {
            return image;
        }
        boolean lying = degrees != 180;
        BufferedImage turned = new BufferedImage(lying ? h : w, lying ? w : h, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int toX = degrees == 90 ? h - 1 - y : degrees == 180 ? w - 1 - x : y;
                int toY = degrees == 90 ? x : degrees == 180 ? h - 1 - y : w - 1 - x;
                turned.setRGB(toX, toY, image.getRGB(x, y));
            }
        }
        return turned;
    }
}
