package org.obscura.camera.itest.v4l2.usb;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import javax.imageio.ImageIO;

/** The images that a camera sends. An emulated processor takes a minute to draw them, so they may be drawn before, elsewhere. */
final class CameraImages {
    /** How many different images there are of a size. */
    static final int KINDS = 4;
    private static final Color[] BARS = {Color.WHITE, Color.YELLOW, Color.CYAN, Color.GREEN, Color.MAGENTA, Color.RED, Color.BLUE,
            Color.BLACK};

    private final Path folder;
    private final Map<String, byte[]> known = new ConcurrentHashMap<>();

    CameraImages(Path folder) {
        this.folder = folder;
    }

    /** Draws the images of all sizes into a folder. */
    static void draw(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (int[] size : UvcDescriptors.SIZES) {
            for (int kind = 0; kind < KINDS; kind++) {
                Files.write(folder.resolve(name(size[0], size[1], kind)), draw(size[0], size[1], kind));
            }
        }
    }

    private static String name(int width, int height, int kind) {
        return width + "x" + height + "-" + kind + ".jpg";
    }

    private static byte[] draw(int w, int h, int kind) throws IOException {
        BufferedImage image = new BufferedImage(w, h, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = image.createGraphics();
        for (int i = 0; i < BARS.length; i++) {
            g.setColor(BARS[i]);
            g.fillRect(i * w / BARS.length, 0, w / BARS.length + 1, h);
        }
        g.setColor(Color.GRAY);
        g.fillRect(kind * w / KINDS, h / 2, w / KINDS, h / 8);
        g.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", bytes);
        return bytes.toByteArray();
    }

    /** An image with a comment, and with what a camera's faults do to it. */
    byte[] jpeg(int width, int height, int kind, String text, Set<String> faults) throws IOException {
        byte[] jpeg = known.get(name(width, height, kind));
        if (jpeg == null) {
            jpeg = Files.readAllBytes(folder.resolve(name(width, height, kind)));
            known.put(name(width, height, kind), jpeg);
        }
        byte[] comment = text.getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream all = new ByteArrayOutputStream(jpeg.length + comment.length + 6);
        all.write(jpeg, 0, 2);
        all.writeBytes(UvcDescriptors.bytes(0xff, 0xfe, comment.length + 2 >> 8, comment.length + 2));
        all.writeBytes(comment);
        int from = 2;
        while (faults.contains("nodht") && (jpeg[from + 1] & 0xff) != 0xda) {
            int length = 2 + ((jpeg[from + 2] & 0xff) << 8 | jpeg[from + 3] & 0xff);
            if ((jpeg[from + 1] & 0xff) != 0xc4) {
                all.write(jpeg, from, length);
            }
            from += length;
        }
        all.write(jpeg, from, jpeg.length - from);
        byte[] image = all.toByteArray();
        if (faults.contains("truncate")) {
            image = Arrays.copyOf(image, image.length / 2);
        }
        if (faults.contains("padded")) {
            image = Arrays.copyOf(image, image.length + 1000);
        }
        if (faults.contains("garbage")) {
            Arrays.fill(image, (byte) 0x55);
        }
        return image;
    }

    /** A ramp from black to white, without colour; the first 16 bytes are the number and the time. */
    byte[] yuyv(int width, int height, long number) {
        byte[] image = known.computeIfAbsent("yuyv" + width, key -> {
            byte[] ramp = new byte[width * height * 2];
            for (int i = 0; i < ramp.length; i += 2) {
                ramp[i] = (byte) (i / 2 % width * 255 / width);
                ramp[i + 1] = (byte) 128;
            }
            return ramp;
        }).clone();
        UvcDescriptors.little(16).putLong(0, number).putLong(8, System.nanoTime()).get(0, image, 0, 16);
        return image;
    }
}
