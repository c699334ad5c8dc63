package org.obscura.camera.core.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.obscura.camera.Resolution;
import org.obscura.camera.core.Tool;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;

/** What comes out of the PNG encoder is what went in, as others read it. */
class PngEncoderTest {
    private static final List<Resolution> SIZES = List.of(new Resolution(1, 1), new Resolution(3, 40), new Resolution(257, 1),
            new Resolution(64, 48), new Resolution(641, 481));

    @TempDir
    private Path folder;

    /** Parts of an image: where pixels are as a sensor sees them, and where they are drawn. */
    private enum Content {
        NOISE, FLAT, BOTH_IN_TURN
    }

    @ParameterizedTest
    @EnumSource(value = PixelFormat.class, names = {"BGR24", "RGB24", "GRAY8"})
    void javaReadsEveryPixelAsItWas(PixelFormat format) throws Exception {
        for (Resolution size : SIZES) {
            for (Content content : Content.values()) {
                for (int padding : new int[] {0, 5}) {
                    Frame frame = frame(size, format, content, padding);
                    byte[] png = bytes(new PngEncoder().encode(frame, "png", 90));
                    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
                    String what = size + " " + content + " " + padding;
                    assertEquals(size, new Resolution(image.getWidth(), image.getHeight()), what);
                    assertArrayEquals(samples(frame), samples(image, format == PixelFormat.GRAY8), what);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = PixelFormat.class, names = {"BGR24", "RGB24", "GRAY8"})
    void otherProgramsReadTheSamePixelsAndFindNothingWrong(PixelFormat format) throws Exception {
        for (Content content : Content.values()) {
            Frame frame = frame(new Resolution(641, 481), format, content, 0);
            Path png = Files.write(folder.resolve(content + ".png"), bytes(new PngEncoder().encode(frame, "png", 90)));
            assertTrue(new Tool("pngcheck", "pngcheck").run("-q", png.toString()).isEmpty());
            Path raw = folder.resolve(content + (format == PixelFormat.GRAY8 ? ".gray" : ".rgb"));
            new Tool("convert", "imagemagick").run(png.toString(), "-depth", "8", raw.toString());
            assertArrayEquals(samples(frame), Files.readAllBytes(raw));
        }
    }

    @Test
    void dataOutsideTheHeapIsReadToo() throws Exception {
        Frame frame = frame(new Resolution(64, 48), PixelFormat.BGR24, Content.NOISE, 0);
        ByteBuffer outside = ByteBuffer.allocateDirect(7 + frame.getData().remaining()).position(7).put(frame.getData()).position(7);
        byte[] expected = bytes(new PngEncoder().encode(frame, "png", 90));
        assertArrayEquals(expected,
                bytes(new PngEncoder().encode(new MemoryFrame(frame.getResolution(), frame.getPixelFormat(), outside, frame.getStride(),
                        0, Instant.EPOCH, () -> {}), "png", 90)));
    }

    private static Frame frame(Resolution size, PixelFormat format, Content content, int padding) {
        Random random = new Random(7);
        int stride = size.width() * format.bytesPerPixel() + padding;
        byte[] bytes = new byte[stride * size.height()];
        for (int i = 0; i < bytes.length; i++) {
            int y = i / stride;
            boolean noise = content == Content.NOISE || content == Content.BOTH_IN_TURN && y / 20 % 2 == 0;
            bytes[i] = (byte) (noise ? random.nextInt() : y / 3 * 10);
        }
        return new MemoryFrame(size, format, ByteBuffer.wrap(bytes), stride, 0, Instant.EPOCH, () -> {});
    }

    /** In the order red, green, blue. */
    private static byte[] samples(Frame frame) {
        Resolution size = frame.getResolution();
        int pixel = frame.getPixelFormat().bytesPerPixel();
        byte[] samples = new byte[size.width() * size.height() * pixel];
        boolean swap = frame.getPixelFormat() == PixelFormat.BGR24;
        for (int i = 0; i < samples.length; i++) {
            int x = i % (size.width() * pixel);
            int at = swap ? x - x % 3 + 2 - x % 3 : x;
            samples[i] = frame.getData().get(i / (size.width() * pixel) * frame.getStride() + at);
        }
        return samples;
    }

    private static byte[] samples(BufferedImage image, boolean gray) {
        int[] all = image.getRaster().getPixels(0, 0, image.getWidth(), image.getHeight(), (int[]) null);
        assertEquals(gray ? 1 : 3, image.getRaster().getNumBands());
        byte[] samples = new byte[all.length];
        for (int i = 0; i < all.length; i++) {
            samples[i] = (byte) all[i];
        }
        return samples;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
