package org.obscura.camera.trigger.view;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;

import javax.imageio.ImageIO;

import org.obscura.camera.ViewFrame;

/** Images with and without faults. */
public final class TestFrames {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    private TestFrames() {
    }

    /** Returns an image with edges everywhere: leaves of some sizes and colours. */
    public static BufferedImage sharp() {
        Random random = new Random(7);
        BufferedImage image = plain(90);
        Graphics2D graphics = image.createGraphics();
        for (int i = 0; i < 3000; i++) {
            graphics.setColor(new Color(random.nextInt(200), 40 + random.nextInt(200), random.nextInt(160)));
            graphics.fillOval(random.nextInt(WIDTH), random.nextInt(HEIGHT), 4 + random.nextInt(24), 4 + random.nextInt(24));
        }
        graphics.dispose();
        return image;
    }

    /** Returns an image of one colour. */
    public static BufferedImage plain(int gray) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        fill(image, 0, HEIGHT, gray);
        return image;
    }

    /** Fills rows. */
    public static BufferedImage fill(BufferedImage image, int from, int to, int gray) {
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(gray, gray, gray));
        graphics.fillRect(0, from, WIDTH, to - from);
        graphics.dispose();
        return image;
    }

    /** Returns the image out of focus: each pixel the mean of a square. */
    public static BufferedImage blurred(BufferedImage image, int radius) {
        int side = 2 * radius + 1;
        float[] weights = new float[side * side];
        Arrays.fill(weights, 1f / weights.length);
        BufferedImage wide = new BufferedImage(WIDTH + 2 * radius, HEIGHT + 2 * radius, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = wide.createGraphics();
        graphics.drawImage(image, 0, 0, wide.getWidth(), wide.getHeight(), null);
        graphics.dispose();
        BufferedImage soft = new ConvolveOp(new Kernel(side, side, weights)).filter(wide, null);
        return soft.getSubimage(radius, radius, WIDTH, HEIGHT);
    }

    /** Writes a line of text, as cameras do themselves. */
    static BufferedImage withText(BufferedImage image) {
        for (int i = 0; i < 40; i++) { // blocks as large as letters: drawing text needs fonts
            for (int y = 10; y < 24; y++) {
                for (int x = 0; x < 4; x++) {
                    image.setRGB(10 + i * 9 + x, y, 0xffffff);
                }
            }
        }
        return image;
    }

    public static byte[] jpeg(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", bytes);
        return bytes.toByteArray();
    }

    /** Returns the JPEG image whose data end in the middle, with the mark of the end, as a lost packet leaves it. */
    public static byte[] cut(byte[] jpeg) {
        byte[] cut = Arrays.copyOf(jpeg, jpeg.length / 2);
        cut[cut.length - 2] = (byte) 0xff;
        cut[cut.length - 1] = (byte) 0xd9;
        return cut;
    }

    static ViewFrame frame(byte[] jpeg) {
        return new ViewFrame(ByteBuffer.wrap(jpeg), "test:device", Instant.EPOCH);
    }

    static ViewFrame frame(BufferedImage image) throws IOException {
        return frame(jpeg(image));
    }
}
