package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obscura.camera.CaptureError;
import org.obscura.camera.MetadataKeys;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.ImageDecoder;
import org.obscura.camera.spi.ImageFormat;
import org.obscura.camera.spi.PixelFormat;

/** Decoders come and go, and what they fail to do the JDK does. */
class DecoderTest extends EngineTestBase {
    private static final Resolution SIZE = new Resolution(1920, 1080);
    private static final int BLUE = 0x0000ff;
    private static final int RED = 0xff0000;
    private static final byte[] JPEG = blueJpeg();

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private ManualDevice device;
    private CameraService camera;

    /** What a decoder makes of an image. */
    private interface Way {
        Frame decode(ByteBuffer picture, Resolution minimumSize) throws IOException;
    }

    @BeforeEach
    void openCamera() {
        device = context.plug("a");
        camera = context.camera("front");
    }

    private ImageDecoder decoder(Way way, ImageFormat... formats) {
        return new ImageDecoder() {
            @Override
            public Set<ImageFormat> getFormats() {
                return Set.of(formats);
            }

            @Override
            public Frame decode(ByteBuffer picture, String format, Resolution minimumSize) throws IOException {
                asked.add(format + " " + minimumSize);
                return way.decode(picture, minimumSize);
            }
        };
    }

    /** A frame that must be closed, of one colour. */
    private Frame filled(Resolution size, PixelFormat format, int colour, int bytes) {
        byte[] pixels = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            pixels[i] = (byte) (colour >> 8 * (i % 3));
        }
        return device.frame(size, format, pixels);
    }

    private Frame red(int width, int height) {
        return filled(new Resolution(width, height), PixelFormat.BGR24, RED, width * height * 3);
    }

    private static byte[] blueJpeg() {
        BufferedImage image = new BufferedImage(SIZE.width(), SIZE.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < pixels.length; i += 3) {
            pixels[i] = (byte) BLUE;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private int take(String location) throws Exception {
        device.give(d -> d.frame(SIZE, PixelFormat.JPEG, JPEG));
        int id = camera.captureToLocation(location);
        context.awaitEnd(id);
        return id;
    }

    private BufferedImage preview(int id) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(context.previews.open(context.previews.url("front", id))));
    }

    private static void assertIs(int colour, BufferedImage picture) {
        int seen = picture.getRGB(picture.getWidth() / 2, picture.getHeight() / 2);
        for (int shift = 0; shift <= 16; shift += 8) {
            assertEquals(colour >> shift & 0xff, seen >> shift & 0xff, 4, () -> Integer.toHexString(seen));
        }
    }

    @Test
    void theBestDecoderMakesThePreviewWhileItIsThere() throws Exception {
        ImageDecoder best = decoder((picture, minimumSize) -> red(720, 405), ImageFormat.JPEG);
        context.decoders.add(decoder((picture, minimumSize) -> {
            throw new AssertionError("not the best");
        }, ImageFormat.JPEG), 5, 2);
        context.decoders.add(best, 6, 3);
        context.decoders.add(decoder((picture, minimumSize) -> red(1, 1), ImageFormat.PNG), 7, 1);
        BufferedImage preview = preview(take("x.jpg"));
        assertEquals("640x360", preview.getWidth() + "x" + preview.getHeight());
        assertIs(RED, preview);
        assertEquals(List.of("jpeg 640x1"), asked);
        context.decoders.remove(best);
        int id = take("y.jpg");
        assertIs(BLUE, preview(id));
    }

    @Test
    void aDecoderWhoseRankingChangesTakesItsNewPlace() throws Exception {
        ImageDecoder blue = decoder((picture, minimumSize) -> filled(new Resolution(720, 405), PixelFormat.BGR24, BLUE, 720 * 405 * 3),
                ImageFormat.JPEG);
        ImageDecoder red = decoder((picture, minimumSize) -> red(720, 405), ImageFormat.JPEG);
        context.decoders.add(blue, 10, 1);
        context.decoders.add(red, 5, 2);
        assertIs(BLUE, preview(take("x.jpg")));
        context.decoders.add(red, 20, 2);
        assertIs(RED, preview(take("x.jpg")));
        context.decoders.add(red, 1, 2);
        assertIs(BLUE, preview(take("x.jpg")));
        context.decoders.remove(blue);
        assertIs(RED, preview(take("x.jpg")));
    }

    @Test
    void theSideThatLiesAcrossIsAskedForOfAPictureThatIsTurned() throws Exception {
        context.decoders.add(decoder((picture, minimumSize) -> red(1200, 675), ImageFormat.JPEG), 1, 1);
        camera.setMetadata(MetadataKeys.ORIENTATION, 90);
        BufferedImage preview = preview(take("x.jpg"));
        assertEquals("640x1138", preview.getWidth() + "x" + preview.getHeight());
        assertIs(RED, preview);
        assertEquals(List.of("jpeg 1x640"), asked);
        context.previews.open(context.previews.url("front", 1) + "?width=200");
        assertEquals(List.of("jpeg 1x640", "jpeg 200x1"), asked);
    }

    @ParameterizedTest
    @CsvSource({"nothing", "an error", "no memory", "gray", "too little"})
    void whatADecoderFailsToDoTheJdkDoes(String fault) throws Exception {
        context.decoders.add(decoder((picture, minimumSize) -> switch (fault) {
            case "nothing" -> null;
            case "an error" -> throw new IOException("it cannot be read");
            case "no memory" -> throw new OutOfMemoryError("no memory");
            case "gray" -> filled(new Resolution(720, 405), PixelFormat.GRAY8, RED, 720 * 405);
            default -> filled(new Resolution(720, 405), PixelFormat.BGR24, RED, 720 * 405);
        }, ImageFormat.JPEG), 1, 1);
        int id = take("x.png");
        assertIs(BLUE, ImageIO.read(context.awaitSaved(id).toFile()));
        assertIs(BLUE, preview(take("x.jpg")));
        assertIs(BLUE, preview(take("missing/x.jpg")));
        assertEquals(List.of("jpeg 1920x1080", "jpeg 640x1", "jpeg 640x1"), asked);
    }

    @Test
    void aJpegFrameForAnotherFormatIsUnpackedByTheDecoderIfItDoesSoInFullSize() throws Exception {
        ImageDecoder whole = decoder((picture, minimumSize) -> red(1920, 1080), ImageFormat.JPEG);
        context.decoders.add(whole, 1, 1);
        Path file = context.awaitSaved(take("x.png"));
        assertIs(RED, ImageIO.read(file.toFile()));
        context.decoders.remove(whole);
        context.decoders.add(decoder((picture, minimumSize) -> red(960, 540), ImageFormat.JPEG), 1, 1);
        assertIs(BLUE, ImageIO.read(context.awaitSaved(take("y.png")).toFile()));
        assertEquals(List.of("jpeg 1920x1080", "jpeg 1920x1080"), asked);
    }

    @Test
    void aBrokenFrameFailsAsItDoesWithoutADecoder() throws Exception {
        byte[] scrambled = JPEG.clone();
        Arrays.fill(scrambled, 2, scrambled.length / 2, (byte) 0);
        ImageDecoder none = decoder((picture, minimumSize) -> {
            throw new IOException("damaged");
        }, ImageFormat.JPEG);
        for (int i = 0; i < 2; i++) {
            device.give(d -> d.frame(SIZE, PixelFormat.JPEG, scrambled));
            int id = camera.captureToLocation("x.png");
            assertTrue(context.awaitFailed(id, CaptureError.FORMAT).contains("JPEG"), "round " + i);
            context.decoders.add(none, 1, 1);
        }
    }

    @Test
    void aDecoderThatDoesNotSayWhatItReadsIsNotUsed() throws Exception {
        context.decoders.add(new ImageDecoder() {
            @Override
            public Set<ImageFormat> getFormats() {
                return null;
            }

            @Override
            public Frame decode(ByteBuffer picture, String format, Resolution minimumSize) {
                throw new AssertionError("used");
            }
        }, 1, 1);
        assertIs(BLUE, preview(take("x.jpg")));
    }
}
