package org.obscura.camera.webp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.obscura.camera.codec.Picture;
import org.obscura.camera.spi.PixelFormat;

class WebpEncoderTest {
    private static final int TOLERANCE = 6;

    @TempDir
    private Path folder;
    private WebpEncoder encoder;

    @BeforeEach
    void open() {
        encoder = Installed.encoder();
    }

    @AfterEach
    void close() {
        if (encoder != null) {
            encoder.close();
        }
    }

    @ParameterizedTest
    @EnumSource(value = PixelFormat.class, names = "JPEG", mode = EnumSource.Mode.EXCLUDE)
    void pictureHasTheColoursOfTheFrame(PixelFormat format) throws Exception {
        assertColours(Picture.of(320, 240, format, 0, false));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 1", "1, 5", "17, 9", "639, 481", "16383, 1", "1, 16383"})
    void anySizeKeepsItsSize(int width, int height) throws Exception {
        ByteBuffer webp = encoder.encode(Picture.of(width, height, PixelFormat.BGR24, 0, false), "webp", 90);
        String info = ReadBack.info(webp, folder);
        assertTrue(info.contains("Width: " + width) && info.contains("Height: " + height) && info.contains("No error detected"), info);
    }

    @ParameterizedTest
    @CsvSource({"BGR24, 5, true", "BGR24, 64, false", "GRAY8, 5, true", "GRAY8, 7, false", "RGB24, 0, true"})
    void rowsThatAreFurtherApartAndFramesOutsideOfTheHeapAreRead(PixelFormat format, int padding, boolean direct) throws Exception {
        assertColours(Picture.of(101, 63, format, padding, direct));
    }

    @Test
    void dataThatBeginsBehindTheStartOfItsBufferAndMayNotBeWrittenToIsRead() throws Exception {
        for (PixelFormat format : List.of(PixelFormat.BGR24, PixelFormat.GRAY8)) {
            Picture whole = Picture.of(64, 64, format, 0, false);
            for (boolean direct : new boolean[] {true, false}) {
                ByteBuffer larger = direct ? ByteBuffer.allocateDirect(7 + whole.data().limit()) : ByteBuffer.allocate(7 + whole.data().limit());
                larger.position(7).put(whole.getData()).position(7);
                assertColours(new Picture(whole.resolution(), whole.format(), larger.slice().asReadOnlyBuffer(), whole.stride()));
            }
        }
    }

    @Test
    void moreQualityIsMoreBytesAndLessError() throws Exception {
        Picture picture = noise(256, 256);
        int lastSize = 0;
        double lastError = Double.MAX_VALUE;
        for (int quality : new int[] {1, 25, 50, 75, 90, 100}) {
            ByteBuffer bytes = encoder.encode(picture, "webp", quality);
            double error = error(picture, ReadBack.decode(bytes, folder));
            assertTrue(bytes.remaining() > lastSize, "quality " + quality + " has no more bytes");
            assertTrue(error < lastError, "quality " + quality + " is no nearer to the frame");
            lastSize = bytes.remaining();
            lastError = error;
        }
    }

    @Test
    void theFinestDetailOfALargePictureFits() throws Exception {
        Picture picture = Picture.of(2000, 1500, PixelFormat.BGR24, 0, false);
        new Random(7).nextBytes(picture.data().array());
        String info = ReadBack.info(encoder.encode(picture, "webp", 100), folder);
        assertTrue(info.contains("Width: 2000") && info.contains("No error detected"), info);
    }

    @Test
    void threadsMakeTheSamePicturesAsOne() throws Exception {
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            pictures.add(Picture.of(100 + 13 * i, 80 + 7 * i, i % 3 == 0 ? PixelFormat.GRAY8 : PixelFormat.BGR24, i % 4, i % 5 == 0));
        }
        List<byte[]> alone = new ArrayList<>();
        for (Picture picture : pictures) {
            alone.add(bytes(encoder.encode(picture, "webp", 90)));
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<byte[]>> jobs = pictures.stream().map(picture -> (Callable<byte[]>) () -> bytes(encoder.encode(picture, "webp", 90))).toList();
            List<Future<byte[]>> results = threads.invokeAll(jobs);
            for (int i = 0; i < results.size(); i++) {
                assertArrayEquals(alone.get(i), results.get(i).get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void frameThatIsTooShortIsRefusedAndTheNextOneIsMade() throws Exception {
        for (PixelFormat format : List.of(PixelFormat.BGR24, PixelFormat.GRAY8)) {
            Picture picture = Picture.of(64, 64, format, 0, false);
            Picture cut = new Picture(picture.resolution(), picture.format(), picture.getData().limit(100), picture.stride());
            IOException refused = assertThrows(IOException.class, () -> encoder.encode(cut, "webp", 90));
            assertTrue(refused.getMessage().contains("100 bytes"), refused.getMessage());
            assertColours(picture);
        }
    }

    @ParameterizedTest
    @CsvSource({"16384, 1", "1, 16384", "20000, 20000"})
    void pictureThatIsLargerThanAWebpCanBeIsRefusedWithTheLimit(int width, int height) {
        Picture large = new Picture(new Resolution(width, height), PixelFormat.GRAY8, ByteBuffer.allocate(16_384), width);
        String message = assertThrows(IOException.class, () -> encoder.encode(large, "webp", 90)).getMessage();
        assertTrue(message.contains(width + "x" + height) && message.contains("16383"), message);
    }

    @Test
    void whatItDoesNotMakeOrReadIsRefused() {
        Picture picture = Picture.of(8, 8, PixelFormat.BGR24, 0, false);
        assertTrue(assertThrows(IOException.class, () -> encoder.encode(picture, "png", 90)).getMessage().contains("it makes webp"));
        Picture jpeg = new Picture(picture.resolution(), PixelFormat.JPEG, picture.data(), 0);
        assertTrue(assertThrows(IOException.class, () -> encoder.encode(jpeg, "webp", 90)).getMessage().contains("BGR24, RGB24 and GRAY8"));
    }

    @Test
    void stoppedEncoderRefusesAndAnotherGoesOn() throws Exception {
        Picture picture = Picture.of(64, 64, PixelFormat.BGR24, 0, false);
        WebpEncoder other = Installed.encoder();
        other.encode(picture, "webp", 90);
        other.close();
        other.close();
        assertThrows(IOException.class, () -> other.encode(picture, "webp", 90));
        assertColours(picture);
    }

    private void assertColours(Picture picture) throws Exception {
        int width = picture.resolution().width();
        int height = picture.resolution().height();
        BufferedImage image = ReadBack.decode(encoder.encode(picture, "webp", 95), folder);
        assertEquals(picture.resolution(), new Resolution(image.getWidth(), image.getHeight()));
        for (int[] at : new int[][] {{width / 4, height / 4}, {width * 3 / 4, height / 4}, {width / 4, height * 3 / 4}, {width * 3 / 4, height * 3 / 4}}) {
            int colour = Picture.colour(at[0], at[1], width, height);
            int expected = picture.format() == PixelFormat.GRAY8 ? Picture.gray(colour) * 0x010101 : colour;
            int seen = image.getRGB(at[0], at[1]);
            for (int shift = 0; shift <= 16; shift += 8) {
                assertEquals(expected >> shift & 0xff, seen >> shift & 0xff, TOLERANCE, Integer.toHexString(expected) + " at " + at[0] + "," + at[1]);
            }
        }
    }

    private static Picture noise(int width, int height) {
        Picture picture = Picture.of(width, height, PixelFormat.GRAY8, 0, false);
        byte[] data = picture.data().array();
        Random random = new Random(7);
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) (100 + 60 * Math.sin(i % width / 9.0) + random.nextInt(40));
        }
        return picture;
    }

    private static double error(Picture picture, BufferedImage image) {
        double sum = 0;
        int width = picture.resolution().width();
        for (int i = 0; i < picture.data().limit(); i++) {
            double difference = (picture.data().get(i) & 0xff) - (image.getRGB(i % width, i / width) & 0xff);
            sum += difference * difference;
        }
        return sum;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
