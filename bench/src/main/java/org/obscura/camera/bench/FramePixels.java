package org.obscura.camera.bench;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;

import javax.imageio.ImageIO;

import org.obscura.camera.Resolution;

/** Checks that a fast program also does the work. */
final class FramePixels {
    private FramePixels() {
    }

    /** Checks whether an image without loss has the pixels of its BGR frame. */
    static void check(String name, byte[] encoded, Resolution size, byte[] frame) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(encoded));
        boolean same = image != null && image.getWidth() == size.width() && image.getHeight() == size.height();
        for (int at = 0, pixel = 0; same && at < frame.length; at += 3, pixel++) {
            int bgr = frame[at] & 0xff | (frame[at + 1] & 0xff) << 8 | (frame[at + 2] & 0xff) << 16;
            same = (image.getRGB(pixel % size.width(), pixel / size.width()) & 0xffffff) == bgr;
        }
        if (!same) {
            throw new IllegalStateException("What " + name + " made is not the image of the frame");
        }
    }
}
