package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.spi.ImageFormat;
import org.osgi.service.event.Event;

/** Promise 9: a request is either saved or cancelled. */
class CancelTest extends EngineTestBase {

    @Test
    void cancelEndsTheRunningAndAllQueuedRequestsAndLeavesNoFile() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front");
        List<Integer> ids = IntStream.range(0, 50).mapToObj(i -> camera.capture()).toList();
        device.awaitAsked();
        camera.cancelCapture();
        assertEquals(0, camera.getPendingCount());
        List<Event> failed = context.await(EngineFixture::isEnd, 50);
        assertEquals(ids, requests(failed));
        assertTrue(failed.stream().allMatch(event -> "CANCELLED".equals(event.getProperty(CameraEvents.ERROR))));
        assertEquals("", camera.getErrorString(), "cancelling is no error");
        device.free();
        context.awaitSaved(camera.capture());
        assertEquals(List.of("IMG_00000001.jpg"), names());
        assertEquals(51, context.events(EngineFixture::isEnd).size());
    }

    @Test
    void cancelDuringASlowEncodeLeavesNoFile() throws Exception {
        Gate gate = Gate.shut();
        context.encoders.add(ManualEncoder.behind(gate, ImageFormat.PNG), 10, 1);
        context.plug("a").free();
        CameraService camera = context.camera("front");
        CaptureRequest request = camera.submit(CaptureOptions.to("x.png"));
        gate.awaitArrival();
        assertTrue(request.cancel());
        assertFalse(request.cancel(), "twice");
        gate.letGo();
        context.awaitFailed(request.getId(), CaptureError.CANCELLED);
        assertEquals(List.of(), names());
        context.awaitSaved(camera.captureToLocation("y.png"));
        assertEquals(List.of("y.png"), names());
    }

    @Test
    void cancelDuringASlowEncodeEndsAtOnceAndHoldsUpNoOther() throws Exception {
        Gate gate = Gate.shut();
        context.encoders.add(ManualEncoder.behind(gate, ImageFormat.PNG), 10, 1);
        context.plug("a").free();
        CameraService camera = context.camera("front");
        CaptureRequest slow = camera.submit(CaptureOptions.to("x.png"));
        gate.awaitArrival();
        int next = camera.captureToLocation("y.bmp");
        assertTrue(slow.cancel());
        context.awaitFailed(slow.getId(), CaptureError.CANCELLED);
        context.awaitSaved(next);
        assertEquals(0, camera.getPendingCount());
        gate.letGo();
        context.close();
        assertEquals(List.of("y.bmp"), names());
    }

    @Test
    void cancelledExposureDoesNotWaitForItsFrame() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front"); // with a long frame.timeout
        int id = camera.capture();
        device.awaitAsked();
        assertTrue(camera.cancelCapture(id));
        context.awaitFailed(id, CaptureError.CANCELLED);
        int next = camera.capture();
        device.awaitAsked(); // without a frame for the first
        device.giveFrame();
        context.awaitSaved(next);
        assertEquals(2, device.opened.size(), "closing the stream ended the wait");
    }

    @Test
    void frameThatComesWhileItsStreamIsClosedDoesNotHarmTheNextRequest() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front", "device.timeout", "0.05");
        int id = camera.capture();
        device.awaitAsked();
        device.closeGate = Gate.shut();
        assertTrue(camera.cancelCapture(id));
        device.closeGate.awaitArrival();
        device.giveFrame();
        int next = camera.capture();
        device.closeGate.letGo();
        device.awaitAsked();
        device.giveFrame();
        context.awaitSaved(next);
        assertEquals(2, device.opened.size());
    }

    @Test
    void cancelWhileTheDeviceOpensNeedsNoFrame() throws Exception {
        ManualDevice device = new ManualDevice("a");
        device.openGate = Gate.shut();
        context.plug(device, 0);
        CameraService camera = context.camera("front");
        int id = camera.capture();
        device.openGate.awaitArrival();
        camera.cancelCapture();
        context.awaitFailed(id, CaptureError.CANCELLED);
        int next = camera.capture();
        device.openGate.letGo();
        device.giveFrame();
        context.awaitSaved(next);
    }

    @Test
    void cancelOfNothingDoesNothing() throws Exception {
        context.plug("a").free();
        CameraService camera = context.camera("front");
        camera.cancelCapture();
        int id = camera.capture();
        Path path = context.awaitSaved(id);
        camera.cancelCapture();
        assertFalse(camera.cancelCapture(id));
        assertFalse(camera.cancelCapture(id + 1));
        context.awaitDispatched();
        assertTrue(Files.exists(path));
        assertEquals(1, context.events(EngineFixture::isEnd).size());
    }

    @Test
    void cancelAtAnyMomentGivesEitherAFileOrCancelled() throws Exception {
        Random random = new Random(9);
        context.plug("a").free();
        CameraService camera = context.camera("front");
        List<Integer> ids = new ArrayList<>();
        List<Boolean> cancelled = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            int id = camera.captureToLocation("p" + i + ".bmp");
            ids.add(id);
            LockSupport.parkNanos(random.nextInt(3_000_000)); // a random moment, not a wait for something
            cancelled.add(camera.cancelCapture(id));
        }
        context.await(EngineFixture::isEnd, 300);
        int saved = 0;
        for (int i = 0; i < 300; i++) {
            Event end = context.awaitEnd(ids.get(i));
            boolean isSaved = end.getTopic().equals(CameraEvents.TOPIC_IMAGE_SAVED);
            assertEquals(!cancelled.get(i), isSaved, "what cancel said of " + ids.get(i));
            assertEquals(isSaved, Files.exists(folder.resolve("p" + i + ".bmp")));
            saved += isSaved ? 1 : 0;
        }
        System.out.println("CancelTest: " + saved + " of 300 were saved before they could be cancelled");
        context.close(); // the file of a cancelled request is removed after its end
        context.assertNothingLeft();
        assertEquals(saved, names().size());
    }
}
