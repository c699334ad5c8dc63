package org.obscura.camera.core.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.Resolution;
import org.obscura.camera.core.logging.EngineLog;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.ImageEncoder;
import org.obscura.camera.spi.ImageFormat;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;

/** What an encoder may return. */
class EncodedImageValidatorTest {
    private static final Resolution SIZE = new Resolution(32, 24);
    private static final Frame FRAME = new MemoryFrame(SIZE, PixelFormat.BGR24, new byte[32 * 24 * 3], 0, Instant.EPOCH);

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "bmp", "tiff"})
    void imageOfTheRightFormatAndSizeIsAccepted(String format) throws Exception {
        ByteBuffer image = new ImageIoEncoder().encode(FRAME, format, 90);
        assertNull(EncodedImageValidator.problem(image, format, SIZE));
        ByteBuffer moved = ByteBuffer.allocateDirect(image.remaining() + 5).position(5).put(image.duplicate()).position(5);
        assertNull(EncodedImageValidator.problem(moved, format, SIZE));
        for (String other : new String[] {"jpeg", "png", "bmp", "tiff", "webp"}) {
            assertEquals(other.equals(format), EncodedImageValidator.problem(image, other, SIZE) == null, other);
        }
        if (!format.equals("tiff")) {
            assertNotNull(EncodedImageValidator.problem(image, format, new Resolution(24, 32)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "bmp", "tiff", "webp"})
    void anythingElseIsRefused(String format) throws Exception {
        Random random = new Random(3);
        for (int length = 0; length < 300; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            assertNotNull(EncodedImageValidator.problem(ByteBuffer.wrap(bytes), format, SIZE));
        }
        assertEquals("nothing", EncodedImageValidator.problem(null, format, SIZE));
        if (format.equals("jpeg") || format.equals("png")) {
            ByteBuffer image = new ImageIoEncoder().encode(FRAME, format, 90);
            assertNotNull(EncodedImageValidator.problem(image.limit(image.limit() - 1), format, SIZE), "cut short");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "bmp", "tiff"})
    void anEncoderThatReturnsRubbishIsPassedOver(String format) throws Exception {
        Encoders encoders = new Encoders(new Decoders(new EngineLog(name -> null)), new EngineLog(name -> null));
        encoders.add(new RubbishEncoder(format), 100, 1);
        ImageFormat wanted = new RubbishEncoder(format).getFormats().iterator().next();
        String message = assertThrows(IOException.class, () -> encoders.encode(FRAME, wanted, 90)).getMessage();
        assertTrue(message.contains("RubbishEncoder") && message.contains("3 bytes that are no " + format), message);
        encoders.add(new ImageIoEncoder(), ImageIoEncoder.RANKING, 2);
        assertNull(EncodedImageValidator.problem(encoders.encode(FRAME, wanted, 90), format, SIZE));
    }

    @Test
    void aFormatOfAnotherBundleIsItsOwnAffair() {
        assertNull(EncodedImageValidator.problem(ByteBuffer.allocate(1), "raw", SIZE));
    }

    private record RubbishEncoder(String name) implements ImageEncoder {
        @Override
        public Set<ImageFormat> getFormats() {
            return Set.of(Set.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.BMP, ImageFormat.TIFF).stream()
                    .filter(format -> format.name().equals(name)).findFirst().orElseThrow());
        }

        @Override
        public Set<PixelFormat> getPixelFormats() {
            return Set.of(PixelFormat.BGR24);
        }

        @Override
        public ByteBuffer encode(Frame frame, String format, int quality) {
            return ByteBuffer.wrap(new byte[] {1, 2, 3});
        }
    }
}
