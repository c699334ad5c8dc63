package org.obscura.camera.ip.server;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.imageio.ImageIO;

/** JPEG images with their number and the time of their exposure in a comment. */
public final class StampedImages {
    /** The width. */
    public static final int WIDTH = 320;
    /** The height. */
    public static final int HEIGHT = 240;
    static final int APP1 = 0xe1;
    static final int COMMENT = 0xfe;
    private static final Pattern STAMP = Pattern.compile("number=(\\d+) nanos=(-?\\d+)");
    private static final byte[] PLAIN = plain();

    private StampedImages() {
    }

    private static byte[] plain() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = image.createGraphics();
        for (int i = 0; i < 8; i++) {
            g.setColor(new Color(i % 2 * 255, i / 2 % 2 * 255, i / 4 * 255));
            g.fillRect(i * WIDTH / 8, 0, WIDTH / 8, HEIGHT);
        }
        g.dispose();
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, "jpeg", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes an image that is exposed now. */
    static byte[] expose(int number) {
        return withSegment(PLAIN, COMMENT, ("number=" + number + " nanos=" + System.nanoTime()).getBytes(StandardCharsets.ISO_8859_1));
    }

    static byte[] withSegment(byte[] image, int marker, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(image, 0, 2);
        out.write(0xff);
        out.write(marker);
        out.write(content.length + 2 >> 8);
        out.write(content.length + 2);
        out.writeBytes(content);
        out.write(image, 2, image.length - 2);
        return out.toByteArray();
    }

    /**
     * Returns when an image was exposed.
     *
     * @param image the bytes
     * @return the time of {@link System#nanoTime()}
     */
    public static long exposedNanos(ByteBuffer image) {
        return Long.parseLong(stamp(image).group(2));
    }

    /**
     * Returns the number of an image.
     *
     * @param image the bytes
     * @return the number
     */
    public static int number(ByteBuffer image) {
        return Integer.parseInt(stamp(image).group(1));
    }

    private static Matcher stamp(ByteBuffer image) {
        Matcher m = STAMP.matcher(StandardCharsets.ISO_8859_1.decode(image.duplicate()));
        if (!m.find()) {
            throw new IllegalArgumentException("no image of this camera");
        }
        return m;
    }
}
