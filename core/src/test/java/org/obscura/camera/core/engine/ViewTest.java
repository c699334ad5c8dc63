package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.ControlInfo;
import org.obscura.camera.ControlKeys;
import org.obscura.camera.ViewFrame;
import org.obscura.camera.ViewOptions;
import org.obscura.camera.ViewSession;
import org.obscura.camera.spi.CameraException.Reason;

/** The viewfinder: frames for viewers, beside requests and without them. */
class ViewTest extends ViewTestBase {
    @Test
    void viewerReceivesFramesWithoutRequestEventAndCounter() throws Exception {
        ManualDevice device = context.plug("a").free();
        CameraService camera = context.camera("front", "idle.timeout", "20ms");
        try (ViewSession session = camera.view(FAST, frames::add)) {
            for (int i = 0; i < 5; i++) {
                ViewFrame frame = next();
                assertEquals("hand:a", frame.deviceId());
                assertEquals(32, image(frame).getWidth());
            }
            assertTrue(session.isOpen());
            assertEquals("", session.getProblem());
        }
        await("the device is closed after the last viewer and the idle timeout", () -> device.openStreams.get() == 0);
        await("all frames are closed", () -> device.framesOut.get() == 0);
        assertEquals(1, device.opened.size(), "the stream stays open between the frames, whatever the idle timeout");
        assertEquals(0, camera.getStatistics().requested());
        assertEquals(List.of(), context.events(event -> event.getProperty(CameraEvents.REQUEST_ID) != null));
    }

    @Test
    void withoutViewerNothingIsExposed() throws Exception {
        ManualDevice device = context.plug("a").free();
        CameraService camera = context.camera("front");
        assertEquals(0, device.opened.size());
        ViewSession session = camera.view(FAST, frames::add);
        next();
        session.close();
        assertFalse(session.isOpen());
        assertEquals("The view is closed", session.getProblem());
        int last = camera.capture();
        context.awaitSaved(last);
        long exposed = device.exposures();
        int viewed = device.viewFrames.get();
        assertTrue(viewed > 0, "the viewer got the next frame that arrived");
        context.awaitSaved(camera.capture());
        assertEquals(exposed + 1, device.exposures(), "one exposure for one request");
        assertEquals(viewed, device.viewFrames.get(), "a request needs a frame exposed after it");
    }

    @Test
    void anyNumberOfViewersSharesOneExposure() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front");
        BlockingQueue<ViewFrame> second = new LinkedBlockingQueue<>();
        BlockingQueue<ViewFrame> small = new LinkedBlockingQueue<>();
        try (ViewSession a = camera.view(FAST, frames::add); ViewSession b = camera.view(FAST, second::add);
                ViewSession c = camera.view(new ViewOptions(16, 30), small::add)) {
            device.awaitAsked();
            device.giveFrame();
            ViewFrame frame = next();
            assertEquals(frame, next(second));
            assertEquals(32, image(frame).getWidth());
            assertEquals(16, image(next(small)).getWidth());
            assertEquals(1, device.exposures());
            assertTrue(a.isOpen() && b.isOpen() && c.isOpen());
        }
    }

    @Test
    void requestHasPrecedenceAndItsFrameIsShown() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front");
        try (ViewSession session = camera.view(FAST, frames::add)) {
            device.awaitAsked();
            int id = camera.capture();
            device.giveFrame(); // the one that the viewers wait for already
            device.awaitAsked();
            assertEquals(1, device.exposures());
            device.giveFrame();
            context.awaitSaved(id);
            next();
            assertTrue(session.isOpen());
            device.free();
            List<Integer> burst = java.util.stream.Stream.generate(camera::capture).limit(20).toList();
            for (int each : burst) {
                context.awaitSaved(each);
            }
            next();
        }
    }

    @Test
    void streamOfARequestIsUsedWhateverItsSize() throws Exception {
        ManualDevice device = context.plug("a").free();
        CameraService camera = context.camera("front");
        camera.setResolution(ManualDevice.SMALL);
        try (ViewSession session = camera.view(FAST, frames::add)) {
            assertEquals(16, image(next()).getWidth());
            context.awaitSaved(camera.submit(options().resolution(ManualDevice.LARGE).build()).getId());
            await("frames of the stream that is open", () -> frames.removeIf(frame -> width(frame) == 32));
            for (int i = 0; i < 3; i++) {
                context.awaitSaved(camera.submit(options().resolution(ManualDevice.LARGE).build()).getId());
                next();
            }
            assertEquals(List.of(ManualDevice.SMALL, ManualDevice.LARGE), device.opened, "reopened once, not for each image");
            assertTrue(session.isOpen());
        }
    }

    private static int width(ViewFrame frame) {
        try {
            return image(frame).getWidth();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void changedControlsAreSeenOnceAndThoseOfRequestsAreNotChangedBack() throws Exception {
        ManualDevice device = context.plug("a");
        device.controls = List.of(ControlInfo.range(ControlKeys.IMAGE_BRIGHTNESS, ControlInfo.Kind.NUMBER, "Brightness", 0, 255, ""));
        device.free();
        CameraService camera = context.camera("front");
        try (ViewSession session = camera.view(FAST, frames::add)) {
            next();
            camera.setControl(ControlKeys.IMAGE_BRIGHTNESS, 200);
            await("the control is applied", () -> device.applied.equals(List.of(Map.of(ControlKeys.IMAGE_BRIGHTNESS, 200.0))));
            int own = camera.submit(options().control(ControlKeys.IMAGE_BRIGHTNESS, 10).build()).getId();
            context.awaitSaved(own);
            frames.clear();
            next();
            next();
            assertEquals(List.of(Map.of(ControlKeys.IMAGE_BRIGHTNESS, 200.0), Map.of(ControlKeys.IMAGE_BRIGHTNESS, 10.0)), device.applied);
            context.awaitSaved(camera.capture());
            assertEquals(Map.of(ControlKeys.IMAGE_BRIGHTNESS, 200.0), device.applied.get(2));
            assertTrue(session.isOpen());
        }
    }

    @Test
    void viewSurvivesTheReplacementOfItsDevice() throws Exception {
        ManualDevice first = context.plug("first").free();
        CameraService camera = context.camera("front");
        try (ViewSession session = camera.view(FAST, frames::add)) {
            assertEquals("hand:first", next().deviceId());
            context.unplug(first);
            await("the problem is named", () -> session.getProblem()
                    .equals("The device Hand first (hand:first) of camera front was disconnected or is no longer available;"
                            + " camera:devices lists what each backend found"));
            frames.clear();
            context.plug("next").free();
            await("frames of the next device", () -> frames.removeIf(frame -> frame.deviceId().equals("hand:next")));
            assertEquals("", session.getProblem());
            context.plug(new ManualDevice("better").free(), 100);
            await("frames of the better device", () -> frames.removeIf(frame -> frame.deviceId().equals("hand:better")));
            assertEquals(0, first.openStreams.get());
        }
    }

    @Test
    @Tag("slow")
    void deviceThatDoesNotReturnAndIsUnpluggedDelaysNoRequest() throws Exception {
        ManualDevice deaf = context.plug("deaf");
        deaf.deafToClose = true;
        CameraService camera = context.camera("front", "frame.timeout", 1000);
        try (ViewSession session = camera.view(FAST, frames::add)) {
            deaf.awaitAsked();
            int id = camera.capture();
            context.unplug(deaf);
            context.plug("next").free();
            context.awaitSaved(id);
            assertEquals("hand:next", next().deviceId());
            assertTrue(session.isOpen());
        }
        deaf.deafToClose = false;
    }

    @Test
    @Tag("slow")
    void failureOfAFrameIsReportedAndTriedAgain() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front");
        try (ViewSession session = camera.view(FAST, frames::add)) {
            device.giveFailure(Reason.FAILED, "the sensor is too hot");
            await("the problem is named", () -> session.getProblem().equals("the sensor is too hot"));
            device.free();
            next();
            assertEquals("", session.getProblem());
        }
    }

    @Test
    void stoppedCameraShowsNothingUntilItIsStarted() throws Exception {
        ManualDevice device = context.plug("a").free();
        CameraService camera = context.camera("front");
        try (ViewSession session = camera.view(FAST, frames::add)) {
            next();
            camera.stop();
            await("the device is closed", () -> device.openStreams.get() == 0);
            assertEquals("Camera front is not started", session.getProblem());
            frames.clear();
            camera.start();
            next();
        }
    }

    @Test
    @Tag("slow")
    void deviceIsGivenToTheRequestOfAnotherCamera() throws Exception {
        ManualDevice device = context.plug("a").free();
        CameraService watched = context.camera("watched");
        CameraService other = context.camera("other", "idle.timeout", "100ms");
        try (ViewSession session = watched.view(FAST, frames::add)) {
            next();
            context.awaitSaved(other.capture());
            await("the device is opened again for the viewer when the other camera has closed it", () -> device.opened.size() >= 3);
            frames.clear();
            next();
            assertTrue(session.isOpen());
        }
    }

    @Test
    void slowConsumerDropsFramesAndDelaysNoOther() throws Exception {
        context.plug("a").free();
        CameraService camera = context.camera("front");
        CountDownLatch release = new CountDownLatch(1);
        BlockingQueue<ViewFrame> slow = new LinkedBlockingQueue<>();
        try (ViewSession a = camera.view(FAST, frame -> {
            slow.add(frame);
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }); ViewSession b = camera.view(FAST, frames::add)) {
            ViewFrame first = next(slow);
            for (int i = 0; i < 10; i++) {
                next();
            }
            context.awaitSaved(camera.capture());
            assertEquals(0, slow.size());
            release.countDown();
            ViewFrame latest = next(slow);
            assertTrue(Duration.between(first.timestamp(), latest.timestamp()).toMillis() > 100, "the latest, not the next");
            assertTrue(a.isOpen() && b.isOpen());
        }
    }

    @Test
    void consumerThatThrowsEndsItsSession() throws Exception {
        context.plug("a").free();
        CameraService camera = context.camera("front");
        ViewSession faulty = camera.view(FAST, frame -> {
            throw new IllegalStateException("a fault of the application");
        });
        try (ViewSession session = camera.view(FAST, frames::add)) {
            await("the session has ended", () -> !faulty.isOpen());
            frames.clear();
            next();
            assertTrue(session.isOpen());
        }
        assertEquals(1, context.warnings.stream().filter(warning -> warning.contains("its consumer threw")).count());
    }

    @Test
    void removedCameraClosesTheSession() throws Exception {
        ManualDevice device = context.plug("a").free();
        CameraService camera = context.camera("front");
        ViewSession session = camera.view(FAST, frames::add);
        next();
        camera.close(Duration.ofSeconds(PATIENCE_SECONDS));
        assertFalse(session.isOpen());
        assertEquals(0, device.openStreams.get());
        assertFalse(camera.view(FAST, frames::add).isOpen());
    }
}
