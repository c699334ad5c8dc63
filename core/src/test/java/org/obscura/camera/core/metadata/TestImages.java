package org.obscura.camera.core.metadata;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.imageio.ImageIO;

import org.obscura.camera.core.Tool;

/** Encoded images, without metadata but for one. */
public final class TestImages {
    private static final Tool CONVERT = new Tool("convert", "imagemagick");
    private static final Map<String, byte[]> WEBP = new ConcurrentHashMap<>();
    public static final int WIDTH = 640;
    public static final int HEIGHT = 480;

    private TestImages() {
    }

    public static BufferedImage image(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, Color.ORANGE, width, height, Color.BLUE));
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return image;
    }

    public static ByteBuffer encoded(String format) {
        return encoded(format, WIDTH, HEIGHT);
    }

    public static ByteBuffer encoded(String format, int width, int height) {
        if (format.equals("webp")) {
            return ByteBuffer.wrap(WEBP.computeIfAbsent(width + "x" + height, size -> webp(encoded("png", width, height), "false")));
        }
        ImageIO.setUseCache(false);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image(width, height), format, out)) {
                throw new IllegalArgumentException("no encoder for " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ByteBuffer.wrap(out.toByteArray());
    }

    /** A JPEG of 96x64 that its EXIF says to turn by 90 degrees clockwise: red above, blue below. */
    public static byte[] turned() throws IOException {
        try (InputStream in = TestImages.class.getResourceAsStream("/org/obscura/camera/core/frames/exif-orientation.jpg")) {
            return in.readAllBytes();
        }
    }

    /** ImageMagick's, since Java makes none. */
    public static byte[] webp(ByteBuffer png, String lossless) {
        try {
            Path from = Files.write(Files.createTempFile("picture", ".png"), bytes(png));
            Path to = Files.createTempFile("picture", ".webp");
            try {
                CONVERT.run(from.toString(), "-strip", "-define", "webp:lossless=" + lossless, to.toString());
                return Files.readAllBytes(to);
            } finally {
                Files.delete(from);
                Files.delete(to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        return bytes;
    }
}
