package org.obscura.camera.core.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.Resolution;
import org.obscura.camera.core.logging.EngineLog;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.ImageDecoder;
import org.obscura.camera.spi.ImageFormat;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;

class JpegDecoderTest {
    private static final Resolution SIZE = new Resolution(32, 32);

    private final AtomicInteger decoded = new AtomicInteger();
    private final Decoders none = new Decoders(new EngineLog(name -> null));
    private final Decoders raw = new Decoders(new EngineLog(name -> null));

    JpegDecoderTest() {
        raw.add(new RawDecoder(), 1, 1);
    }

    /** As a library that knows no colour profiles: returns the numbers in the file. */
    private final class RawDecoder implements ImageDecoder {
        @Override
        public Set<ImageFormat> getFormats() {
            return Set.of(ImageFormat.JPEG);
        }

        @Override
        public Frame decode(ByteBuffer image, String format, Resolution minimumSize) {
            decoded.incrementAndGet();
            byte[] pixels = new byte[SIZE.width() * SIZE.height() * 3];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (byte) (JpegImages.ORANGE >> 8 * (i % 3));
            }
            return new MemoryFrame(SIZE, PixelFormat.BGR24, pixels, 0, Instant.EPOCH);
        }
    }

    private static Frame frame(byte[] jpeg, Resolution size) {
        return new MemoryFrame(size, PixelFormat.JPEG, ByteBuffer.wrap(jpeg), 0, 7, Instant.EPOCH, () -> {});
    }

    private static byte[] pixels(Frame frame) {
        byte[] pixels = new byte[frame.getData().remaining()];
        frame.getData().get(pixels);
        return pixels;
    }

    @Test
    void coloursOfAProfileAreTheSameWithAndWithoutAnotherDecoder() throws Exception {
        byte[] jpeg = JpegImages.withLinearProfile(JpegImages.of(32, 32, false));
        byte[] expected = pixels(JpegDecoder.decode(frame(jpeg, SIZE), none));
        assertTrue((expected[2] & 0xff) - 0xd0 > 10, "the profile has an effect");
        assertArrayEquals(expected, pixels(JpegDecoder.decode(frame(jpeg, SIZE), raw)));
        byte[] preview = new PreviewRenderer(none).of(ByteBuffer.wrap(jpeg), "jpeg", 0, 640);
        assertArrayEquals(preview, new PreviewRenderer(raw).of(ByteBuffer.wrap(jpeg), "jpeg", 0, 640));
        assertEquals(0, decoded.get());
    }

    @Test
    void anImageWithoutAProfileIsDecodedByTheOtherDecoder() throws Exception {
        byte[] jpeg = JpegImages.of(32, 32, false);
        byte[] expected = pixels(JpegDecoder.decode(frame(jpeg, SIZE), none));
        byte[] seen = pixels(JpegDecoder.decode(frame(jpeg, SIZE), raw));
        assertEquals(1, decoded.get());
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i] & 0xff, seen[i] & 0xff, 3);
        }
    }

    /** The image is worth more than the exact colours. */
    @ParameterizedTest
    @ValueSource(strings = {"no bytes", "no profile", "cut off", "second part missing"})
    void anImageWithABrokenProfileIsDecodedAsIfItHadNone(String fault) throws Exception {
        byte[] jpeg = JpegImages.of(32, 32, false);
        byte[] profile = switch (fault) {
            case "no bytes" -> new byte[0];
            case "no profile" -> "broken".repeat(100).getBytes(StandardCharsets.US_ASCII);
            default -> Arrays.copyOf(JpegImages.linearProfile(), 200);
        };
        byte[] broken = JpegImages.withProfile(jpeg, profile);
        if (fault.equals("second part missing")) {
            broken[2 + 4 + "ICC_PROFILE\0".length() + 1] = 2; // how many parts there are
        }
        byte[] expected = pixels(JpegDecoder.decode(frame(jpeg, SIZE), none));
        assertArrayEquals(expected, pixels(JpegDecoder.decode(frame(broken, SIZE), none)));
        assertArrayEquals(expected, pixels(JpegDecoder.decode(frame(broken, SIZE), raw)));
        byte[] preview = new PreviewRenderer(none).of(ByteBuffer.wrap(jpeg), "jpeg", 0, 640);
        assertArrayEquals(preview, new PreviewRenderer(none).of(ByteBuffer.wrap(broken), "jpeg", 0, 640));
        assertArrayEquals(preview, new PreviewRenderer(raw).of(ByteBuffer.wrap(broken), "jpeg", 0, 640));
    }

    @ParameterizedTest
    @ValueSource(ints = {5_000, 24_000})
    void aBombIsRefusedBeforeAnyDecoderSeesIt(int side) throws Exception {
        byte[] bomb = JpegImages.claiming(JpegImages.of(16, 16, true), side, side);
        String message = assertThrows(IOException.class, () -> JpegDecoder.decode(frame(bomb, new Resolution(side, side)), raw))
                .getMessage();
        assertTrue(message.contains(side + "x" + side), message);
        assertThrows(IOException.class, () -> new PreviewRenderer(raw).of(ByteBuffer.wrap(bomb), "jpeg", 0, 640));
        assertEquals(0, decoded.get());
        assertFalse(message.isBlank());
    }
}
