package org.obscura.camera.turbojpeg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.obscura.camera.Resolution;
import org.obscura.camera.codec.Picture;
import org.obscura.camera.spi.PixelFormat;

class TurboJpegEncoderTest {
    private static final int TOLERANCE = 6;

    private TurboJpegLibrary library;
    private TurboJpegEncoder encoder;

    @BeforeEach
    void open() {
        library = Installed.library();
        encoder = new TurboJpegEncoder(library);
    }

    @AfterEach
    void close() {
        if (encoder != null) {
            encoder.close();
            library.close();
        }
    }

    @ParameterizedTest
    @EnumSource(value = PixelFormat.class, names = "JPEG", mode = EnumSource.Mode.EXCLUDE)
    void pictureHasTheColoursOfTheFrame(PixelFormat format) throws IOException {
        assertColours(Picture.of(320, 240, format, 0, false), 95);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 1", "1, 5", "17, 9", "33, 47", "639, 481"})
    void anySizeKeepsItsSize(int width, int height) throws IOException {
        BufferedImage image = decode(encoder.encode(Picture.of(width, height, PixelFormat.BGR24, 0, false), "jpeg", 90));
        assertEquals(width, image.getWidth());
        assertEquals(height, image.getHeight());
    }

    @ParameterizedTest
    @CsvSource({"0, true", "5, false", "5, true", "64, false"})
    void rowsThatAreFurtherApartAndFramesOutsideOfTheHeapAreRead(int padding, boolean direct) throws IOException {
        assertColours(Picture.of(101, 63, PixelFormat.BGR24, padding, direct), 95);
    }

    @Test
    void dataThatBeginsBehindTheStartOfItsBufferIsReadFromThere() throws IOException {
        Picture whole = Picture.of(64, 64, PixelFormat.BGR24, 0, false);
        for (boolean direct : new boolean[] {true, false}) {
            ByteBuffer larger = direct ? ByteBuffer.allocateDirect(7 + whole.data().limit()) : ByteBuffer.allocate(7 + whole.data().limit());
            larger.position(7).put(whole.getData()).position(7);
            assertColours(new Picture(whole.resolution(), whole.format(), larger.slice(), whole.stride()), 95);
        }
    }

    @Test
    void frameThatMayNotBeWrittenToIsRead() throws IOException {
        Picture picture = Picture.of(64, 64, PixelFormat.BGR24, 0, false);
        assertColours(new Picture(picture.resolution(), picture.format(), picture.data().asReadOnlyBuffer(), picture.stride()), 95);
    }

    @Test
    void smallAndLargeFramesTakeTurns() throws IOException {
        for (int side : new int[] {16, 900, 48, 1200, 16}) {
            assertColours(Picture.of(side, side, PixelFormat.BGR24, 0, false), 95);
        }
    }

    @Test
    void moreQualityIsMoreBytesAndLessError() throws IOException {
        Picture picture = noise(256, 256);
        int lastSize = 0;
        double lastError = Double.MAX_VALUE;
        for (int quality : new int[] {1, 25, 50, 75, 90, 100}) {
            ByteBuffer bytes = encoder.encode(picture, "jpeg", quality);
            double error = error(picture, decode(bytes));
            assertTrue(bytes.remaining() > lastSize, "quality " + quality + " has no more bytes");
            assertTrue(error < lastError, "quality " + quality + " is no nearer to the frame");
            lastSize = bytes.remaining();
            lastError = error;
        }
    }

    @Test
    void threadsMakeTheSamePicturesAsOne() throws Exception {
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            pictures.add(Picture.of(100 + 13 * i, 80 + 7 * i, i % 3 == 0 ? PixelFormat.GRAY8 : PixelFormat.BGR24, i % 4, i % 5 == 0));
        }
        List<byte[]> alone = new ArrayList<>();
        for (Picture picture : pictures) {
            alone.add(bytes(encoder.encode(picture, "jpeg", 90)));
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<byte[]>> jobs = pictures.stream().map(picture -> (Callable<byte[]>) () -> bytes(encoder.encode(picture, "jpeg", 90))).toList();
            List<Future<byte[]>> results = threads.invokeAll(jobs);
            for (int i = 0; i < results.size(); i++) {
                assertArrayEquals(alone.get(i), results.get(i).get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void frameThatIsTooShortIsRefusedAndTheNextOneIsMade() throws IOException {
        Picture picture = Picture.of(64, 64, PixelFormat.BGR24, 0, false);
        Picture cut = new Picture(picture.resolution(), picture.format(), picture.getData().limit(100), picture.stride());
        IOException refused = assertThrows(IOException.class, () -> encoder.encode(cut, "jpeg", 90));
        assertTrue(refused.getMessage().contains("100 bytes"), refused.getMessage());
        assertColours(picture, 95);
    }

    @Test
    void whatTheLibraryCannotMakeIsAnErrorWithItsReason() throws IOException {
        Picture wide = new Picture(new Resolution(65_535, 1), PixelFormat.GRAY8, ByteBuffer.allocate(65_535), 65_535);
        assertTrue(assertThrows(IOException.class, () -> encoder.encode(wide, "jpeg", 90)).getMessage().contains("libjpeg-turbo"));
        assertThrows(IOException.class, () -> encoder.encode(Picture.of(8, 8, PixelFormat.BGR24, 0, false), "png", 90));
        assertColours(Picture.of(64, 64, PixelFormat.BGR24, 0, false), 95);
    }

    @Test
    void stoppedEncoderRefusesAndAnotherGoesOn() throws IOException {
        Picture picture = Picture.of(64, 64, PixelFormat.BGR24, 0, false);
        TurboJpegLibrary another = Installed.library();
        TurboJpegEncoder other = new TurboJpegEncoder(another);
        other.encode(picture, "jpeg", 90);
        other.close();
        other.close();
        another.close();
        assertThrows(IOException.class, () -> other.encode(picture, "jpeg", 90));
        assertColours(picture, 95);
    }

    private void assertColours(Picture picture, int quality) throws IOException {
        int width = picture.resolution().width();
        int height = picture.resolution().height();
        BufferedImage image = decode(encoder.encode(picture, "jpeg", quality));
        for (int[] at : new int[][] {{width / 4, height / 4}, {width * 3 / 4, height / 4}, {width / 4, height * 3 / 4}, {width * 3 / 4, height * 3 / 4}}) {
            int expected = Picture.colour(at[0], at[1], width, height);
            if (picture.format() == PixelFormat.GRAY8) {
                assertEquals(Picture.gray(expected), image.getRaster().getSample(at[0], at[1], 0), TOLERANCE);
                continue;
            }
            int seen = image.getRGB(at[0], at[1]);
            for (int shift = 0; shift <= 16; shift += 8) {
                assertEquals(expected >> shift & 0xff, seen >> shift & 0xff, TOLERANCE, Integer.toHexString(expected) + " at " + at[0] + "," + at[1]);
            }
        }
    }

    private static Picture noise(int width, int height) {
        Picture picture = Picture.of(width, height, PixelFormat.GRAY8, 0, false);
        byte[] data = picture.data().array();
        java.util.Random random = new java.util.Random(7);
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) (100 + 60 * Math.sin(i % width / 9.0) + random.nextInt(40));
        }
        return picture;
    }

    private static double error(Picture picture, BufferedImage image) {
        double sum = 0;
        int width = picture.resolution().width();
        for (int i = 0; i < picture.data().limit(); i++) {
            double difference = (picture.data().get(i) & 0xff) - image.getRaster().getSample(i % width, i / width, 0);
            sum += difference * difference;
        }
        return sum;
    }

    private static BufferedImage decode(ByteBuffer bytes) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes(bytes)));
        assertTrue(image != null, "no picture");
        return image;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
