package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.MetadataKeys;
import org.obscura.camera.Resolution;
import org.obscura.camera.ViewFrame;
import org.osgi.service.event.Event;

/** Frames of viewers that are saved afterwards, in the order of the requests. */
class SavedFrameTest extends EngineTestBase {
    private static final Instant EXPOSED = Instant.parse("2026-05-01T10:00:30.250Z");

    private static ViewFrame frame(int gray) throws Exception {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 64 * 48; i++) {
            image.getRaster().setSample(i % 64, i / 64, 0, gray);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", bytes);
        return new ViewFrame(ByteBuffer.wrap(bytes.toByteArray()), "hand:a", EXPOSED);
    }

    private static CapturedImage result(CaptureRequest request) throws Exception {
        return request.getResult().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void isSavedWithTheTimeOfItsExposureAndItsPixels() throws Exception {
        context.plug("a");
        CameraService camera = context.camera("front");
        camera.setMetadata(MetadataKeys.TITLE, "Yard");
        ViewFrame frame = frame(100);
        CapturedImage image = result(camera.save(frame, options().location("before.jpg").build()));
        assertEquals(EXPOSED, image.timestamp());
        assertEquals("hand:a", image.deviceId());
        assertEquals(new Resolution(64, 48), image.resolution());
        assertEquals("Yard", image.metadata().get(MetadataKeys.TITLE));
        assertEquals(EXPOSED, ((ZonedDateTime) image.metadata().get(MetadataKeys.DATE_TIME_ORIGINAL)).toInstant());
        ByteBuffer jpeg = frame.jpeg();
        byte[] original = new byte[jpeg.remaining()];
        jpeg.get(original);
        assertArrayEquals(scan(original), scan(Files.readAllBytes(folder.resolve("before.jpg"))));
        List<String> kinds = context.events(event -> Integer.valueOf(image.requestId()).equals(event.getProperty(CameraEvents.REQUEST_ID)))
                .stream().map(event -> event.getTopic().replaceFirst(".*/", "")).distinct().toList();
        assertEquals(List.of("IMAGE_EXPOSED", "IMAGE_CAPTURED", "IMAGE_METADATA_AVAILABLE", "IMAGE_SAVED"), kinds);
        assertEquals(1, camera.getStatistics().saved());
    }

    /** The compressed pixels: all from the marker of the scan on. */
    private static byte[] scan(byte[] jpeg) {
        for (int i = jpeg.length - 2; i > 0; i--) {
            if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xda) {
                return Arrays.copyOfRange(jpeg, i, jpeg.length);
            }
        }
        throw new AssertionError("no scan");
    }

    @Test
    void keepsTheOrderOfTheRequests() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front");
        int first = camera.capture();
        device.awaitAsked();
        int second = camera.save(frame(50), CaptureOptions.defaults()).getId();
        int third = camera.save(frame(60), CaptureOptions.defaults()).getId();
        int fourth = camera.capture();
        assertEquals(List.of(), context.events("IMAGE_EXPOSED"));
        device.giveFrame();
        context.awaitSaved(third);
        device.giveFrame();
        context.awaitSaved(fourth);
        List<Integer> ids = List.of(first, second, third, fourth);
        assertEquals(ids, requests(context.events("IMAGE_EXPOSED")));
        assertEquals(ids, requests(context.events("IMAGE_SAVED")));
    }

    @Test
    void needsNoDevice() throws Exception {
        CameraService camera = context.camera("front");
        assertTrue(Files.exists(result(camera.save(frame(70), CaptureOptions.defaults())).path()));
    }

    @Test
    void waitsBehindARequestWithoutADeviceAndDoesNotFailWithIt() throws Exception {
        CameraService camera = context.camera("front", "device.timeout", "200ms");
        int blocked = camera.capture();
        CaptureRequest saved = camera.save(frame(80), CaptureOptions.defaults());
        context.awaitFailed(blocked, CaptureError.RESOURCE);
        result(saved);
        List<Event> ends = context.events(EngineFixture::isEnd);
        assertEquals(List.of(blocked, saved.getId()), requests(ends));
    }

    @Test
    void isCancelledWhileItWaits() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front");
        int running = camera.capture();
        device.awaitAsked();
        CaptureRequest saved = camera.save(frame(90), CaptureOptions.defaults());
        assertTrue(saved.cancel());
        context.awaitFailed(saved.getId(), CaptureError.CANCELLED);
        device.giveFrame();
        context.awaitSaved(running);
    }

    @Test
    void refusesWhatIsNoJpegImageAndSeveralImages() throws Exception {
        CameraService camera = context.camera("front");
        ViewFrame broken = new ViewFrame(ByteBuffer.wrap(new byte[100]), "hand:a", EXPOSED);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> camera.save(broken, CaptureOptions.defaults())).getMessage()
                .startsWith("The frame is no whole JPEG image"));
        ViewFrame frame = frame(10);
        assertThrows(IllegalArgumentException.class, () -> camera.save(frame, options().count(2).build()));
    }

    @Test
    void failsOnAStoppedCamera() throws Exception {
        CameraService camera = context.camera("front");
        camera.stop();
        context.awaitFailed(camera.save(frame(10), CaptureOptions.defaults()).getId(), CaptureError.NOT_READY);
    }
}
