package org.obscura.camera.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.obscura.camera.Resolution;

/** The frames that everybody gets: like photographs in how much detail they have, and the same in every run. */
final class Scene {
    static final Resolution FULL = new Resolution(1920, 1080);
    static final Resolution SMALL = new Resolution(640, 480);
    static final int FRAMES = 8;
    private static final double NOISE = 2.5;

    private Scene() {
    }

    /** Returns BGR frames. */
    static List<byte[]> frames(Resolution size) {
        List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < FRAMES; i++) {
            frames.add(frame(size, i));
        }
        return frames;
    }

    /** Returns BGR frames of flat areas with sharp edges, as a screen or a test card shows. */
    static List<byte[]> drawings(Resolution size) {
        List<byte[]> drawings = new ArrayList<>();
        for (int i = 0; i < FRAMES; i++) {
            byte[] bgr = new byte[size.width() * size.height() * 3];
            for (int at = 0; at < bgr.length; at += 3) {
                int x = at / 3 % size.width() * 64 / size.width();
                int y = at / 3 / size.width() * 36 / size.height();
                boolean circle = Math.hypot(x - 32 - i, y - 18) < 12;
                bgr[at] = (byte) (circle ? x / 8 * 36 : (x + y + i) % 2 * 60 + 40);
                bgr[at + 1] = (byte) (circle ? 255 - x / 8 * 30 : y / 3 * 20);
                bgr[at + 2] = (byte) (circle ? y / 4 * 28 : 90);
            }
            drawings.add(bgr);
        }
        return drawings;
    }

    private static byte[] frame(Resolution size, int number) {
        int width = size.width();
        int height = size.height();
        Random random = new Random(number);
        byte[] bgr = new byte[width * height * 3];
        for (int y = 0, at = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double u = x / (double) width;
                double v = y / (double) height;
                double waves = 40 * Math.sin(9 * u + number) * Math.cos(7 * v) + 25 * Math.sin(60 * u * v + number)
                        + 15 * Math.sin(0.35 * x) * Math.cos(0.3 * y);
                double edge = (int) (u * 12) + (int) (v * 7) + number & 1;
                double noise = random.nextGaussian() * NOISE;
                bgr[at++] = value(110 + waves + 30 * edge + noise);
                bgr[at++] = value(90 + 60 * u + waves + 20 * edge + noise);
                bgr[at++] = value(70 + 90 * v + waves - 20 * edge + noise);
            }
        }
        return bgr;
    }

    private static byte value(double brightness) {
        return (byte) Math.max(0, Math.min(255, (int) brightness));
    }
}
