package org.obscura.camera.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.ImageEncoder;
import org.obscura.camera.spi.PixelFormat;

/** What every encoder over a library of the system does: the test of each extends this, and adds what is its own. */
public abstract class EncoderContract {
    private static final int TOLERANCE = 6;
    /** How far, in pixels, lossy compression carries a colour over the border of a field. */
    private static final int BLEEDING = 16;

    @TempDir
    protected Path folder;
    protected ImageEncoder encoder;
    private final String format;
    private Opened opened;

    /** An encoder, and what stops it; that may be run again. */
    public record Opened(ImageEncoder encoder, Runnable stop) {
    }

    protected EncoderContract(String format) {
        this.format = format;
    }

    /** An encoder of its own; skips the test where its library is missing. */
    protected abstract Opened open();

    /** The pixels of an image, by a reader of others. */
    protected abstract BufferedImage decode(ByteBuffer picture) throws Exception;

    protected final ByteBuffer encode(Frame picture, int quality) throws IOException {
        return encoder.encode(picture, format, quality);
    }

    @BeforeEach
    final void openEncoder() {
        opened = open();
        encoder = opened.encoder();
    }

    @AfterEach
    final void stopEncoder() {
        if (opened != null) {
            opened.stop().run();
        }
    }

    @ParameterizedTest
    @EnumSource(value = PixelFormat.class, names = "JPEG", mode = EnumSource.Mode.EXCLUDE)
    final void pictureHasTheColoursOfTheFrame(PixelFormat pixels) throws Exception {
        assertColours(TestImage.of(320, 240, pixels, 0, false));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 1", "1, 5", "17, 9", "33, 47", "639, 481"})
    final void anySizeKeepsItsSize(int width, int height) throws Exception {
        BufferedImage image = decode(encode(TestImage.of(width, height, PixelFormat.BGR24, 0, false), 90));
        assertEquals(new Resolution(width, height), new Resolution(image.getWidth(), image.getHeight()));
    }

    @ParameterizedTest
    @CsvSource({"BGR24, 0, true", "BGR24, 5, false", "BGR24, 5, true", "BGR24, 64, false", "GRAY8, 5, true", "GRAY8, 7, false",
            "RGB24, 0, true"})
    final void rowsThatAreFurtherApartAndFramesOutsideOfTheHeapAreRead(PixelFormat pixels, int padding, boolean direct) throws Exception {
        assertColours(TestImage.of(101, 63, pixels, padding, direct));
    }

    @ParameterizedTest
    @EnumSource(value = PixelFormat.class, names = "JPEG", mode = EnumSource.Mode.EXCLUDE)
    final void everyLayoutInMemoryGivesTheImageOfACompactFrame(PixelFormat pixels) throws Exception {
        byte[] expected = bytes(encode(TestImage.of(101, 63, pixels, 0, false), 95));
        for (int padding : new int[] {0, 1, 9}) {
            for (boolean direct : new boolean[] {true, false}) {
                Frame frame = TestImage.of(101, 63, pixels, padding, direct);
                for (int offset : new int[] {0, 1, 7, 100}) {
                    int length = frame.getData().remaining();
                    int capacity = offset + length + 40;
                    ByteBuffer larger = direct ? ByteBuffer.allocateDirect(capacity) : ByteBuffer.allocate(capacity);
                    larger.position(offset).put(frame.getData()).position(offset).limit(offset + length);
                    for (ByteBuffer data : List.of(larger, larger.slice(), larger.asReadOnlyBuffer(), larger.slice().asReadOnlyBuffer())) {
                        Frame moved = TestImage.frame(frame.getResolution(), pixels, data, frame.getStride());
                        assertArrayEquals(expected, bytes(encode(moved, 95)),
                                () -> "padding " + padding + ", offset " + offset + ", " + data);
                    }
                }
            }
        }
    }

    @Test
    final void smallAndLargeFramesTakeTurns() throws Exception {
        for (int side : new int[] {16, 900, 48, 1200, 16}) {
            assertColours(TestImage.of(side, side, PixelFormat.BGR24, 0, false));
        }
    }

    @Test
    final void moreQualityIsMoreBytesAndLessError() throws Exception {
        Frame picture = noise(256, 256);
        int lastSize = 0;
        double lastError = Double.MAX_VALUE;
        for (int quality : new int[] {1, 25, 50, 75, 90, 100}) {
            ByteBuffer bytes = encode(picture, quality);
            double error = error(picture, decode(bytes));
            assertTrue(bytes.remaining() > lastSize, "quality " + quality + " has no more bytes");
            assertTrue(error < lastError, "quality " + quality + " is no nearer to the frame");
            lastSize = bytes.remaining();
            lastError = error;
        }
    }

    @Test
    final void threadsMakeTheSamePicturesAsOne() throws Exception {
        List<Frame> pictures = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            pictures.add(TestImage.of(100 + 13 * i, 80 + 7 * i, i % 3 == 0 ? PixelFormat.GRAY8 : PixelFormat.BGR24, i % 4, i % 5 == 0));
        }
        List<byte[]> alone = new ArrayList<>();
        for (Frame picture : pictures) {
            alone.add(bytes(encode(picture, 90)));
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<byte[]>> jobs = pictures.stream().map(picture -> (Callable<byte[]>) () -> bytes(encode(picture, 90))).toList();
            List<Future<byte[]>> results = threads.invokeAll(jobs);
            for (int i = 0; i < results.size(); i++) {
                assertArrayEquals(alone.get(i), results.get(i).get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource(value = PixelFormat.class, names = {"BGR24", "GRAY8"})
    final void frameThatIsTooShortIsRefusedAndTheNextOneIsMade(PixelFormat pixels) throws Exception {
        Frame picture = TestImage.of(64, 64, pixels, 0, false);
        Frame cut = TestImage.frame(picture.getResolution(), picture.getPixelFormat(), picture.getData().limit(100), picture.getStride());
        IOException refused = assertThrows(IOException.class, () -> encode(cut, 90));
        assertTrue(refused.getMessage().contains("100 bytes"), refused.getMessage());
        assertColours(picture);
    }

    @Test
    final void whatItDoesNotMakeOrReadIsRefusedAndTheNextOneIsMade() throws Exception {
        Frame picture = TestImage.of(64, 64, PixelFormat.BGR24, 0, false);
        assertTrue(assertThrows(IOException.class, () -> encoder.encode(picture, "png", 90)).getMessage().contains("it encodes " + format));
        Frame jpeg = TestImage.frame(picture.getResolution(), PixelFormat.JPEG, picture.getData(), 0);
        assertTrue(assertThrows(IOException.class, () -> encode(jpeg, 90)).getMessage().contains("BGR24, RGB24 and GRAY8"));
        assertColours(picture);
    }

    @Test
    final void stoppedEncoderRefusesAndAnotherGoesOn() throws Exception {
        Frame picture = TestImage.of(64, 64, PixelFormat.BGR24, 0, false);
        Opened other = open();
        other.encoder().encode(picture, format, 90);
        other.stop().run();
        other.stop().run();
        assertThrows(IOException.class, () -> other.encoder().encode(picture, format, 90));
        assertColours(picture);
    }

    protected final void assertColours(Frame picture) throws Exception {
        int width = picture.getResolution().width();
        int height = picture.getResolution().height();
        BufferedImage image = decode(encode(picture, 95));
        assertEquals(picture.getResolution(), new Resolution(image.getWidth(), image.getHeight()));
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (isNearBorder(x, width) || isNearBorder(y, height)) {
                    continue; // the colour of a neighbouring field bleeds in
                }
                int colour = TestImage.colour(x, y, width, height);
                int expected = picture.getPixelFormat() == PixelFormat.GRAY8 ? TestImage.gray(colour) * 0x010101 : colour;
                int seen = colour(image, x, y);
                for (int shift = 0; shift <= 16; shift += 8) {
                    if (Math.abs((expected >> shift & 0xff) - (seen >> shift & 0xff)) > TOLERANCE) {
                        fail(Integer.toHexString(seen) + " at " + x + "," + y + ", expected " + Integer.toHexString(expected));
                    }
                }
            }
        }
    }

    private static boolean isNearBorder(int at, int side) {
        return Math.abs(at - side / 2) <= BLEEDING;
    }

    /** What is stored: that of a gray image is not what Java shows for it, since Java takes gray to be linear. */
    private static int colour(BufferedImage image, int x, int y) {
        return image.getRaster().getNumBands() == 1 ? image.getRaster().getSample(x, y, 0) * 0x010101 : image.getRGB(x, y);
    }

    private static Frame noise(int width, int height) {
        Frame picture = TestImage.of(width, height, PixelFormat.GRAY8, 0, false);
        byte[] data = picture.getData().array();
        Random random = new Random(7);
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) (100 + 60 * Math.sin(i % width / 9.0) + random.nextInt(40));
        }
        return picture;
    }

    private static double error(Frame picture, BufferedImage image) {
        double sum = 0;
        int width = picture.getResolution().width();
        for (int i = 0; i < picture.getData().limit(); i++) {
            double difference = (picture.getData().get(i) & 0xff) - (colour(image, i % width, i / width) & 0xff);
            sum += difference * difference;
        }
        return sum;
    }

    protected static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
