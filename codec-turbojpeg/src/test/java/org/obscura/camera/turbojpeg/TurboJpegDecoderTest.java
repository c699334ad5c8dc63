package org.obscura.camera.turbojpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obscura.camera.Resolution;
import org.obscura.camera.codec.TestImage;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.PixelFormat;

/** Pictures of the JDK's encoder, unpacked by libjpeg-turbo. */
class TurboJpegDecoderTest {
    private static final int TOLERANCE = 6;

    private TurboJpegLibrary library;
    private TurboJpegDecoder decoder;

    @BeforeEach
    void open() {
        library = Installed.library();
        decoder = new TurboJpegDecoder(library);
    }

    @AfterEach
    void close() {
        if (decoder != null) {
            decoder.close();
            library.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"1920x1080, 640x1, 720x405", "1920x1080, 1x640, 1200x675", "1920x1080, 240x135, 240x135", "1920x1080, 241x1, 480x270",
            "1920x1080, 1x1, 240x135",
            "1920x1080, 1920x1080, 1920x1080", "1920x1080, 4000x1, 1920x1080", "640x480, 640x1, 640x480", "101x63, 50x1, 51x32",
            "1x1, 640x1, 1x1", "7x900, 1x100, 1x113"})
    void sizeIsTheSmallestNumberOfEighthsThatIsLargeEnough(String size, String least, String expected) throws IOException {
        Frame frame = decoder.decode(jpeg(Resolution.parse(size), BufferedImage.TYPE_3BYTE_BGR), "jpeg", Resolution.parse(least));
        assertEquals(Resolution.parse(expected), frame.getResolution());
        assertColours(frame, false);
    }

    @Test
    void grayPictureIsGrayInThreeColours() throws IOException {
        assertColours(decoder.decode(jpeg(new Resolution(320, 240), BufferedImage.TYPE_BYTE_GRAY), "jpeg", new Resolution(100, 1)), true);
    }

    @Test
    void pictureMayLieAnywhereAndMayNotBeWrittenTo() throws IOException {
        ByteBuffer jpeg = jpeg(new Resolution(64, 64), BufferedImage.TYPE_3BYTE_BGR);
        for (boolean direct : new boolean[] {true, false}) {
            ByteBuffer larger = direct ? ByteBuffer.allocateDirect(9 + jpeg.remaining()) : ByteBuffer.allocate(9 + jpeg.remaining());
            larger.position(9).put(jpeg.duplicate()).position(9);
            ByteBuffer given = larger.asReadOnlyBuffer();
            assertColours(decoder.decode(given, "jpeg", new Resolution(32, 32)), false);
            assertEquals(9, given.position());
        }
    }

    @Test
    void whatItCannotUnpackIsAnErrorAndTheNextOneIsUnpacked() throws IOException {
        ByteBuffer jpeg = jpeg(new Resolution(640, 480), BufferedImage.TYPE_3BYTE_BGR);
        List<ByteBuffer> wrong = new ArrayList<>(
                List.of(ByteBuffer.allocate(0), ByteBuffer.wrap("no picture".getBytes()), ByteBuffer.allocate(1000),
                        jpeg.slice(0, 30), jpeg.slice(0, jpeg.remaining() / 2), cmyk()));
        for (ByteBuffer each : wrong) {
            String message = assertThrows(IOException.class, () -> decoder.decode(each, "jpeg", new Resolution(100, 1))).getMessage();
            assertTrue(message.startsWith("libjpeg-turbo: "), message);
            assertColours(decoder.decode(jpeg, "jpeg", new Resolution(100, 1)), false);
        }
        assertTrue(assertThrows(IOException.class, () -> decoder.decode(jpeg, "png", new Resolution(1, 1))).getMessage()
                .contains("it reads jpeg"));
    }

    @Test
    void threadsUnpackAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Frame>> jobs = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                ByteBuffer jpeg = jpeg(new Resolution(200 + 13 * i, 180 + 7 * i), BufferedImage.TYPE_3BYTE_BGR);
                jobs.add(() -> decoder.decode(jpeg, "jpeg", new Resolution(60, 1)));
            }
            for (Future<Frame> frame : threads.invokeAll(jobs)) {
                assertColours(frame.get(), false);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void stoppedDecoderRefusesAndItsFramesStayGood() throws IOException {
        ByteBuffer jpeg = jpeg(new Resolution(64, 64), BufferedImage.TYPE_3BYTE_BGR);
        Frame frame = decoder.decode(jpeg, "jpeg", new Resolution(64, 64));
        decoder.close();
        assertThrows(IOException.class, () -> decoder.decode(jpeg, "jpeg", new Resolution(64, 64)));
        assertColours(frame, false);
    }

    private static void assertColours(Frame frame, boolean gray) {
        assertEquals(PixelFormat.BGR24, frame.getPixelFormat());
        int width = frame.getResolution().width();
        int height = frame.getResolution().height();
        ByteBuffer data = frame.getData();
        if (width < 16 || height < 16) {
            return; // the fields run into each other
        }
        for (int[] at : new int[][] {{width / 4, height / 4}, {width * 3 / 4, height / 4}, {width / 4, height * 3 / 4},
                {width * 3 / 4, height * 3 / 4}}) {
            int colour = TestImage.colour(at[0], at[1], width, height);
            int expected = gray ? TestImage.gray(colour) * 0x010101 : colour;
            for (int i = 0; i < 3; i++) {
                int seen = data.get(at[1] * frame.getStride() + at[0] * 3 + i) & 0xff;
                assertEquals(expected >> 8 * i & 0xff, seen, TOLERANCE, Integer.toHexString(expected) + " at " + Arrays.toString(at));
            }
        }
    }

    @Test
    void anImageThatIsRefusedDoesNotHarmTheNextOnes() throws Exception {
        ByteBuffer good = jpeg(new Resolution(64, 48), BufferedImage.TYPE_3BYTE_BGR);
        byte[] damaged = new byte[good.remaining()];
        good.duplicate().get(damaged);
        damaged[frameHeader(damaged) + 9] = (byte) 0xff; // an impossible sampling factor
        for (int i = 0; i < 3; i++) {
            assertEquals(new Resolution(64, 48), decoder.decode(good, "jpeg", new Resolution(64, 48)).getResolution());
            assertThrows(IOException.class, () -> decoder.decode(ByteBuffer.wrap(damaged), "jpeg", new Resolution(64, 48)));
        }
        assertEquals(new Resolution(64, 48), decoder.decode(good, "jpeg", new Resolution(64, 48)).getResolution());
    }

    @Test
    void anImageThatClaimsTooManyPixelsIsRefusedBeforeMemoryIsTaken() throws Exception {
        ByteBuffer bomb = jpeg(new Resolution(64, 48), BufferedImage.TYPE_3BYTE_BGR);
        bomb.putShort(frameHeader(bomb.array()) + 3, (short) 16_000).putShort(frameHeader(bomb.array()) + 5, (short) 16_000);
        String message = assertThrows(IOException.class, () -> decoder.decode(bomb, "jpeg", new Resolution(1, 1))).getMessage();
        assertTrue(message.contains("16000x16000") && message.contains("100000000"), message);
    }

    /** Where the length of the frame header begins. */
    private static int frameHeader(byte[] jpeg) {
        for (int i = 2;; i += 2 + ((jpeg[i + 2] & 0xff) << 8 | jpeg[i + 3] & 0xff)) {
            if ((jpeg[i + 1] & 0xff) == 0xc0) {
                return i + 2;
            }
        }
    }

    private static ByteBuffer jpeg(Resolution size, int type) throws IOException {
        BufferedImage image = new BufferedImage(size.width(), size.height(), type);
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                int colour = TestImage.colour(x, y, size.width(), size.height());
                if (type == BufferedImage.TYPE_BYTE_GRAY) {
                    image.getRaster().setSample(x, y, 0, TestImage.gray(colour));
                } else {
                    image.setRGB(x, y, colour);
                }
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(image, "jpeg", bytes));
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    /** Four channels, which Java writes as CMYK. */
    private static ByteBuffer cmyk() throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 32, 32, 4, null), null, null), null);
        } finally {
            writer.dispose();
        }
        return ByteBuffer.wrap(bytes.toByteArray());
    }
}
