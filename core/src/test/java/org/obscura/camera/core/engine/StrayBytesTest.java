package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.CaptureError;
import org.obscura.camera.Resolution;
import org.obscura.camera.ViewSession;
import org.obscura.camera.core.metadata.TestImages;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;

/** Bytes around the data of an image change no pixel of what is made of it. */
class StrayBytesTest extends ViewTestBase {
    private static final Resolution SIZE = new Resolution(64, 48);

    private static byte[] clean() {
        return TestImages.bytes(TestImages.encoded("jpeg", SIZE.width(), SIZE.height()));
    }

    /** A frame with bytes that do not belong to the image. */
    private static byte[] stray(String where) {
        byte[] clean = clean();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        switch (where) {
            case "zeros behind" -> out.writeBytes(Arrays.copyOf(clean, clean.length + 500));
            case "text behind" -> {
                out.writeBytes(clean);
                out.writeBytes("\r\n--boundary\r\nContent-Type: image/jpeg\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            }
            case "an image behind" -> {
                out.writeBytes(clean);
                out.writeBytes(TestImages.bytes(TestImages.encoded("jpeg", 16, 16)));
            }
            case "in the header" -> {
                out.write(clean, 0, 20);
                out.writeBytes(new byte[6]);
                out.write(clean, 20, clean.length - 20);
            }
            default -> {
                out.writeBytes("\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                out.writeBytes(clean);
            }
        }
        return out.toByteArray();
    }

    private static int[] pixels(BufferedImage image) {
        if (image.getRaster().getNumBands() == 1) { // getRGB takes gray for linear, which no file says
            int[] gray = image.getRaster().getPixels(0, 0, image.getWidth(), image.getHeight(), (int[]) null);
            return Arrays.stream(gray).map(value -> 0xff000000 | value << 16 | value << 8 | value).toArray();
        }
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static BufferedImage read(byte[] image) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(image));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zeros behind", "text behind", "an image behind", "in the header"})
    void aJpegFrameIsTheSameImageInEveryFormatPreviewAndView(String where) throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front");
        int[] expected = pixels(read(clean()));
        for (String suffix : List.of("jpg", "png", "tif", "bmp")) {
            device.give(hand -> hand.frame(SIZE, PixelFormat.JPEG, stray(where)));
            int id = camera.captureToLocation("x." + suffix);
            Path saved = context.awaitSaved(id);
            assertArrayEquals(expected, pixels(ImageIO.read(saved.toFile())), suffix);
            BufferedImage preview = read(context.previews.open(context.previews.url("front", id)));
            assertNear(expected, pixels(preview), "the preview of " + suffix);
        }
        try (ViewSession session = camera.view(FAST, frames::add)) {
            device.give(hand -> hand.frame(SIZE, PixelFormat.JPEG, stray(where)));
            assertArrayEquals(expected, pixels(image(next())), "the view");
            assertTrue(session.isOpen());
        }
    }

    /** A preview is encoded once more. */
    private static void assertNear(int[] expected, int[] found, String what) {
        assertEquals(expected.length, found.length, what);
        for (int i = 0; i < expected.length; i++) {
            for (int shift = 0; shift <= 16; shift += 8) {
                assertEquals(expected[i] >> shift & 0xff, found[i] >> shift & 0xff, 24, what + ", pixel " + i);
            }
        }
    }

    @Test
    @Tag("slow")
    void bytesBeforeAJpegFrameFailTheRequestAndNotTheNextOne() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front");
        device.give(hand -> hand.frame(SIZE, PixelFormat.JPEG, stray("before")));
        String message = context.awaitFailed(camera.captureToLocation("x.png"), CaptureError.FORMAT);
        assertTrue(message.contains("does not begin as a JPEG does"), message);
        device.give(hand -> hand.frame(SIZE, PixelFormat.JPEG, clean()));
        context.awaitSaved(camera.captureToLocation("y.png"));
        try (ViewSession session = camera.view(FAST, frames::add)) {
            device.give(hand -> hand.frame(SIZE, PixelFormat.JPEG, stray("before")));
            device.give(hand -> hand.frame(SIZE, PixelFormat.JPEG, clean()));
            assertEquals(SIZE.width(), image(next()).getWidth());
            assertTrue(session.isOpen());
        }
    }

    @ParameterizedTest
    @CsvSource({"png, 0", "png, 7", "jpg, 5", "tif, 3", "bmp, 1"})
    void pixelsAreReadFromTheirPlaceInALargerMemory(String suffix, int padding) throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front");
        for (PixelFormat format : List.of(PixelFormat.BGR24, PixelFormat.RGB24, PixelFormat.GRAY8)) {
            BufferedImage tight = saved(device, camera, format, suffix, 0, 0);
            for (int before : new int[] {0, 11}) {
                BufferedImage found = saved(device, camera, format, suffix, before, padding);
                assertArrayEquals(pixels(tight), pixels(found), format + " from byte " + before + " on");
            }
        }
    }

    /** Saves a frame with bytes of another color before it, behind each row, and behind it; and compares its preview. */
    private BufferedImage saved(ManualDevice device, CameraService camera, PixelFormat format, String suffix, int before, int padding)
            throws Exception {
        int row = SIZE.width() * format.bytesPerPixel();
        int stride = row + padding;
        byte[] memory = new byte[before + stride * SIZE.height() + 13];
        Arrays.fill(memory, (byte) 0xff);
        for (int y = 0; y < SIZE.height(); y++) {
            for (int x = 0; x < row; x++) {
                memory[before + y * stride + x] = (byte) (x + y);
            }
        }
        ByteBuffer data = ByteBuffer.wrap(memory).position(before).slice();
        device.give(hand -> new MemoryFrame(SIZE, format, data, stride, 1, Instant.now(), Map.of(), () -> {}));
        int id = camera.captureToLocation(format + "-" + before + "-" + padding + "." + suffix);
        BufferedImage image = ImageIO.read(context.awaitSaved(id).toFile());
        assertNear(pixels(image), pixels(read(context.previews.open(context.previews.url("front", id)))), "the preview");
        return image;
    }
}
