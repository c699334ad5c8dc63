package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.CaptureError;
import org.obscura.camera.MetadataKeys;
import org.obscura.camera.Resolution;
import org.obscura.camera.core.image.FrameOrientation;
import org.obscura.camera.core.metadata.TestImages;
import org.obscura.camera.spi.ImageFormat;
import org.obscura.camera.spi.PixelFormat;

/** Promise 11: previews. */
class PreviewTest extends EngineTestBase {
    private static final ImageFormat UNREADABLE = new ImageFormat("raw", java.util.List.of("raw"), "image/x-raw");

    @Test
    void theLastSixteenOfEachCameraAreKeptAndCamerasNeverCollide() throws Exception {
        context.plug("a").free();
        CameraService one = context.camera("a/b c", "idle.timeout", "0.001");
        CameraService two = context.camera("a%2Fb c", "idle.timeout", "0.001");
        for (int i = 1; i <= 18; i++) {
            one.capture();
        }
        context.await(EngineFixture::isEnd, 18);
        two.capture();
        context.await(EngineFixture::isEnd, 19);
        for (int i = 1; i <= 18; i++) {
            String url = context.previews.url("a/b c", i);
            if (i <= 2) {
                assertThrows(FileNotFoundException.class, () -> context.previews.open(url));
            } else {
                assertEquals(i - 1, blue(url), 2);
            }
        }
        assertEquals(18, blue(context.previews.url("a%2Fb c", 1)), 2);
    }

    @Test
    void previewOpensFromImageCapturedOnWhateverTheEncoderDoes() throws Exception {
        Gate gate = Gate.shut();
        context.encoders.add(ManualEncoder.behind(gate, ImageFormat.PNG), 10, 1);
        context.plug("a").free();
        int id = context.camera("front").captureToLocation("x.png");
        String url = (String) context.await("IMAGE_CAPTURED", id).getProperty(CameraEvents.PREVIEW);
        gate.awaitArrival();
        assertEquals(0, blue(url), 2, "while the encoder does not return");
        gate.letGo();
        context.awaitSaved(id);
        assertEquals(ManualDevice.LARGE.width(), open(url).getWidth());
    }

    @Test
    void previewIsGoodAfterFailureCancellationAndTheEndOfItsCamera() throws Exception {
        Gate gate = Gate.shut();
        context.encoders.add(ManualEncoder.behind(gate, ImageFormat.BMP), 10, 1);
        context.plug("a").free();
        CameraService camera = context.camera("front");
        int failed = camera.captureToLocation("missing/x.jpg");
        int unknown = camera.captureToLocation("x.nothing");
        int cancelled = camera.captureToLocation("x.bmp");
        context.await("IMAGE_CAPTURED", cancelled);
        gate.awaitArrival();
        camera.cancelCapture(cancelled);
        gate.letGo();
        context.awaitFailed(cancelled, CaptureError.CANCELLED);
        camera.close(Duration.ofSeconds(5));
        assertEquals(0, blue(context.previews.url("front", failed)), 2);
        assertEquals(1, blue(context.previews.url("front", unknown)), 2);
        assertEquals(2, blue(context.previews.url("front", cancelled)), 2);
    }

    @Test
    void previewIsAtMost640WideWithTheShapeOfThePicture() throws Exception {
        assertEquals(new Resolution(640, 360), previewOf(1920, 1080, 0));
        assertEquals(new Resolution(640, 480), previewOf(640, 480, 0));
        assertEquals(new Resolution(100, 700), previewOf(100, 700, 0));
        assertEquals(new Resolution(640, 1138), previewOf(1920, 1080, 90));
        assertEquals(new Resolution(480, 640), previewOf(640, 480, 270));
    }

    @Test
    void previewOfAnotherWidthKeepsTheShapeAndIsNeverLarger() throws Exception {
        ManualDevice device = context.plug("a");
        device.give(d -> d.frame(new Resolution(1280, 720), PixelFormat.BGR24, null));
        int id = context.camera("front").captureToLocation("x.jpg");
        context.awaitSaved(id);
        String url = context.previews.url("front", id);
        assertEquals(200, open(url + "?width=200").getWidth());
        assertEquals(200 * 720 / 1280.0, open(url + "?width=200").getHeight(), 1);
        assertEquals(640, open(url + "?width=5000").getWidth());
        for (String wrong : new String[] {"?width=0", "?width=many", "?height=10", "?"}) {
            assertTrue(assertThrows(java.io.IOException.class, () -> context.previews.open(url + wrong)).getMessage().contains("above 0"),
                    wrong);
        }
    }

    @Test
    void previewStandsUprightAlsoByTheOrientationThatTheApplicationSets() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front");
        camera.setMetadata(MetadataKeys.ORIENTATION, 90);
        byte[] pixels = new byte[40 * 20 * 3];
        for (int y = 0; y < 20; y++) {
            for (int x = 0; x < 20; x++) {
                pixels[(y * 40 + x) * 3] = (byte) 255; // left half blue
            }
        }
        for (String location : new String[] {"x.png", "missing/x.png"}) {
            device.give(d -> d.frame(new Resolution(40, 20), PixelFormat.BGR24, pixels));
            int id = camera.captureToLocation(location);
            context.awaitEnd(id);
            BufferedImage preview = open(context.previews.url("front", id));
            assertEquals(20, preview.getWidth(), location);
            assertTrue((preview.getRGB(10, 5) & 0xff) > 200 && (preview.getRGB(10, 35) & 0xff) < 50,
                    "turned clockwise the left is up: " + location);
        }
    }

    @Test
    void previewOfAJpegFrameStandsUprightAsTheFrameSaysWhateverItIsMadeOf() throws Exception {
        Gate gate = Gate.shut();
        context.encoders.add(ManualEncoder.behind(gate, ImageFormat.PNG), 10, 1);
        context.encoders.add(new ManualEncoder((frame, format, quality) -> ByteBuffer.wrap(new byte[10]), UNREADABLE), 1, 1);
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front");
        for (String location : new String[] {"x.jpg", "x.raw", "missing/x.jpg"}) {
            int id = captureTurned(device, camera, location);
            context.awaitEnd(id);
            assertTurned(open(context.previews.url("front", id)), location);
        }
        int id = captureTurned(device, camera, "x.png");
        context.await("IMAGE_CAPTURED", id);
        gate.awaitArrival();
        assertTurned(open(context.previews.url("front", id)), "while the encoder does not return");
        gate.letGo();
        context.awaitSaved(id);
        assertTurned(open(context.previews.url("front", id)), "x.png");
    }

    @Test
    void whatTheApplicationSetsCountsBeforeTheOrientationOfTheFrame() throws Exception {
        context.encoders.add(new ManualEncoder((frame, format, quality) -> ByteBuffer.wrap(new byte[10]), UNREADABLE), 1, 1);
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front");
        camera.setMetadata(MetadataKeys.ORIENTATION, 0);
        for (String location : new String[] {"x.jpg", "x.raw", "missing/x.jpg"}) {
            int id = captureTurned(device, camera, location);
            context.awaitEnd(id);
            BufferedImage preview = open(context.previews.url("front", id));
            assertEquals(96, preview.getWidth(), location);
            assertEquals(64, preview.getHeight(), location);
        }
    }

    private static int captureTurned(ManualDevice device, CameraService camera, String location) throws Exception {
        byte[] jpeg = TestImages.turned();
        device.give(d -> d.frame(new Resolution(96, 64), PixelFormat.JPEG, jpeg));
        return camera.captureToLocation(location);
    }

    private static void assertTurned(BufferedImage preview, String message) {
        assertEquals(64, preview.getWidth(), message);
        assertEquals(96, preview.getHeight(), message);
        assertTrue((preview.getRGB(4, 48) & 0xff) > 200 && (preview.getRGB(60, 48) & 0xff) < 50, "what was below is left: " + message);
    }

    @Test
    void previewOfAFormatThatJavaCannotReadIsMadeOfTheFrame() throws Exception {
        context.encoders.add(new ManualEncoder((frame, format, quality) -> ByteBuffer.wrap(new byte[10]), UNREADABLE), 1, 1);
        context.plug("a").free();
        int id = context.camera("front").captureToLocation("x.raw");
        context.awaitSaved(id);
        assertEquals(0, blue(context.previews.url("front", id)), 2);
    }

    @Test
    void allPreviewsTogetherStayWithin32MiB() throws Exception {
        ManualDevice device = context.plug("a");
        Resolution size = new Resolution(1500, 1500); // 6.75 MB as BMP, kept until the preview is requested
        CameraService camera = context.camera("front");
        for (int i = 0; i < 6; i++) {
            device.give(d -> d.frame(size, PixelFormat.BGR24, null));
            camera.captureToLocation("x.bmp");
        }
        context.await(EngineFixture::isEnd, 6);
        assertThrows(FileNotFoundException.class, () -> context.previews.open(context.previews.url("front", 1)));
        assertThrows(FileNotFoundException.class, () -> context.previews.open(context.previews.url("front", 2)));
        assertEquals(5, blue(context.previews.url("front", 6)), 2);
        Resolution huge = new Resolution(2000, 2000); // 12 MB: too much to keep
        for (int i = 0; i < 6; i++) {
            device.give(d -> d.frame(huge, PixelFormat.BGR24, null));
            camera.captureToLocation("x.bmp");
        }
        context.await(EngineFixture::isEnd, 12);
        for (int id = 3; id <= 12; id++) {
            assertEquals(id - 1, blue(context.previews.url("front", id)), 2);
        }
    }

    @Test
    void theOldestPreviewsGoFirstInWhateverOrderThePicturesAreDone() throws Exception {
        for (int id = 1; id <= 6; id++) {
            context.previews.announce("front", id, 16, null, FrameOrientation.NONE);
        }
        List<ByteBuffer> picture = List.of(TestImages.encoded("jpeg", 16, 16), ByteBuffer.allocate(6_750_000));
        for (int id : new int[] {2, 3, 4, 5, 6, 1}) {
            context.previews.developed("front", id, picture, "jpeg", 0);
        }
        for (int id = 1; id <= 6; id++) {
            String url = context.previews.url("front", id);
            if (id <= 2) {
                assertThrows(FileNotFoundException.class, () -> context.previews.open(url), url);
            } else {
                assertEquals(16, open(url).getWidth(), url);
            }
        }
    }

    private Resolution previewOf(int width, int height, int orientation) throws Exception {
        ManualDevice device = new ManualDevice("p" + width + "x" + height + "at" + orientation, orientation);
        context.plug(device, 1);
        device.give(d -> d.frame(new Resolution(width, height), PixelFormat.BGR24, null));
        String name = "c" + width + "-" + height + "-" + orientation;
        CameraService camera = context.camera(name, "device.target", "(camera.device.id=" + device.info.id() + ")");
        camera.capture();
        context.await(event -> EngineFixture.isEnd(event) && name.equals(event.getProperty(CameraEvents.CAMERA_ID)));
        BufferedImage preview = open(context.previews.url(name, 1));
        return new Resolution(preview.getWidth(), preview.getHeight());
    }

    private int blue(String url) {
        return open(url).getRGB(3, 3) & 0xff;
    }

    private BufferedImage open(String url) {
        try {
            return ImageIO.read(new ByteArrayInputStream(context.previews.open(url)));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
