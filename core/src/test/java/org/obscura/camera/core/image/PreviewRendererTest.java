package org.obscura.camera.core.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Random;

import javax.imageio.ImageIO;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.Resolution;
import org.obscura.camera.core.logging.EngineLog;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;

class PreviewRendererTest {
    private static final int MUTATIONS = 400;

    private final PreviewRenderer renderer = new PreviewRenderer(new Decoders(new EngineLog(name -> null)));

    private static Frame frame(int width, int height) {
        byte[] pixels = new byte[width * height * 3];
        new Random(5).nextBytes(pixels);
        return new MemoryFrame(new Resolution(width, height), PixelFormat.BGR24, pixels, 0, Instant.EPOCH);
    }

    @ParameterizedTest
    @CsvSource({"1280, 720, 0, 640, 640, 360", "1280, 720, 90, 640, 640, 1138", "320, 240, 180, 640, 320, 240", "2000, 1, 0, 640, 640, 1",
            "640, 480, 270, 100, 100, 133"})
    void previewIsUprightAndKeepsTheAspectRatio(int width, int height, int orientation, int maximum, int expectedWidth, int expectedHeight)
            throws Exception {
        ByteBuffer image = new ImageIoEncoder().encode(frame(width, height), "png", 90);
        BufferedImage preview = ImageIO.read(new ByteArrayInputStream(renderer.of(image, "png", orientation, maximum)));
        assertEquals(new Resolution(expectedWidth, expectedHeight), new Resolution(preview.getWidth(), preview.getHeight()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiff", "jpeg", "png", "bmp"})
    void aDamagedImageIsAnIoExceptionOrAPreview(String format) throws Exception {
        ByteBuffer image = new ImageIoEncoder().encode(frame(24, 16), format, 90);
        byte[] whole = new byte[image.remaining()];
        image.get(whole);
        Random random = new Random(11);
        int failed = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] damaged = whole.clone();
            int changes = 1 + random.nextInt(8);
            for (int k = 0; k < changes; k++) {
                // in the header or at the end, where a TIFF has its directory
                int at = random.nextBoolean() ? random.nextInt(Math.min(60, damaged.length))
                        : damaged.length - 1 - random.nextInt(Math.min(200, damaged.length));
                damaged[at] = (byte) random.nextInt(256);
            }
            try {
                renderer.of(ByteBuffer.wrap(damaged, 0, random.nextInt(5) == 0 ? random.nextInt(damaged.length) : damaged.length), format,
                        0,
                        640);
            } catch (IOException e) {
                failed++; // and nothing else is thrown
            }
        }
        assertTrue(failed > 0 && failed < MUTATIONS, failed + " of " + MUTATIONS);
    }
}
