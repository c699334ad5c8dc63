package org.obscura.camera.webcam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obscura.camera.spi.CameraBackend.BackendState;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.support.registration.ScanStatus;

/** What becomes of a stream when its driver or its camera fails. */
@Tag("slow")
class FakeDriverFaultsTest extends FakeDriverRigTestBase {
    @Test
    void aFrozenPictureIsATimeout() throws Exception {
        try (CameraStream stream = rig.startWith("front door", "frozen").open(Rig.VGA)) {
            assertEquals(Reason.TIMEOUT, Rig.failure(stream, Rig.SHORT).getReason());
        }
    }

    @Test
    void aStalledCameraIsATimeoutAndOpensAnew() throws Exception {
        CameraDevice camera = rig.startWith("front door", "");
        try (CameraStream stream = camera.open(Rig.VGA)) {
            stream.nextFrame(Rig.SOON).close();
            rig.mood("front door", "stall");
            CameraException e = Rig.failure(stream, Rig.SHORT);
            assertEquals(Reason.TIMEOUT, e.getReason());
            assertTrue(e.getMessage().contains("1500ms"), e.getMessage());
            Rig.awaitEnd(((WebcamStream) stream).pid());
        }
        rig.mood("front door", "");
        try (CameraStream stream = camera.open(Rig.VGA)) {
            stream.nextFrame(Rig.SOON).close();
        }
    }

    @Test
    void theConfiguredFrameTimeoutIsTheLongest() throws Exception {
        rig.with("frame.timeout", 700L);
        try (CameraStream stream = rig.startWith("front door", "stall").open(Rig.VGA)) {
            assertTrue(Rig.failure(stream, Rig.SOON).getMessage().contains("700ms"));
        }
    }

    @Test
    void closingFreesWhoWaitsForAFrame() throws Exception {
        CameraStream stream = rig.startWith("front door", "stall").open(Rig.VGA);
        CompletableFuture<CameraException> failure = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                stream.nextFrame(Rig.SOON).close();
                failure.completeExceptionally(new AssertionError("a frame came"));
            } catch (CameraException e) {
                failure.complete(e);
            }
        });
        waiting.start();
        Rig.await(() -> waiting.getState() == Thread.State.TIMED_WAITING || failure.isDone(), () -> "it is " + waiting.getState());
        assertFalse(failure.isDone(), failure::toString);
        stream.close();
        assertEquals(Reason.DISCONNECTED, failure.get(Rig.SOON.toSeconds(), TimeUnit.SECONDS).getReason());
        assertEquals(Reason.DISCONNECTED, Rig.failure(stream, Rig.SHORT).getReason());
        stream.close();
    }

    @Test
    void aThrowingDriverIsAnErrorWithItsMessage() throws Exception {
        CameraDevice camera = rig.startWith("front door", "");
        try (CameraStream stream = camera.open(Rig.VGA)) {
            stream.nextFrame(Rig.SOON).close();
            rig.mood("front door", "boom");
            CameraException e = Rig.failure(stream, Rig.SOON);
            assertEquals(Reason.FAILED, e.getReason());
            assertTrue(e.getMessage().contains("boom"), e.getMessage());
        }
        rig.mood("front door", "refuses");
        CameraException e = assertThrows(CameraException.class, () -> camera.open(Rig.VGA));
        assertEquals(Reason.FAILED, e.getReason());
        assertTrue(e.getMessage().contains("the shutter is closed"), e.getMessage());
        assertEquals(BackendState.DEGRADED, rig.backend().getState());
        assertTrue(rig.backend().getReason().contains("the shutter is closed"));
        rig.mood("front door", "");
        camera.open(Rig.VGA).close();
        assertEquals(BackendState.OK, rig.backend().getState());
    }

    @Test
    void anUnpluggedCameraIsDisconnected() throws Exception {
        CameraDevice camera = rig.startWith("front door", "");
        try (CameraStream stream = camera.open(Rig.VGA)) {
            stream.nextFrame(Rig.SOON).close();
            rig.unplug("front door");
            assertEquals(Reason.DISCONNECTED, Rig.failure(stream, Rig.SOON).getReason());
        }
        rig.awaitNone();
    }

    @Test
    void aPictureOfAnotherSizeThanTheStreamIsAFailure() throws Exception {
        try (CameraStream stream = rig.startWith("front door", "short").open(Rig.VGA)) {
            assertTrue(Rig.failure(stream, Rig.SOON).getMessage().contains("10x10"));
        }
    }

    @Test
    void openingThatHangsEndsInTime() throws Exception {
        FoundDevice found = ((WebcamDevice) rig.startWith("front door", "hangs at opening")).found();
        // one with a short limit for its opening alone: a slow machine may take longer to find it
        Settings settings = rig.with("open.timeout", "3s").settings();
        CaptureProcessLauncher launcher = new CaptureProcessLauncher(settings, new BundleStorage(folder.resolve("other"), rig.memory),
                rig.log);
        CameraDevice camera = new WebcamDevice(found, settings, launcher, null, new ScanStatus(""), rig.log);
        CameraException e = assertThrows(CameraException.class, () -> camera.open(Rig.VGA));
        assertEquals(Reason.FAILED, e.getReason());
        assertTrue(e.getMessage().contains("3s"), e.getMessage());
        Path runs = folder.resolve("other/run");
        Rig.await(() -> runs.toFile().list().length == 0, () -> "a folder of the ended process is left in " + runs);
    }

    @Test
    void aFloodOfErrorOutputIsReadAndNotLogged() throws Exception {
        try (CameraStream stream = rig.startWith("front door", "flood").open(Rig.VGA)) {
            // which a pipe without a reader would never let it say
            CameraException e = Rig.failure(stream, Rig.SOON);
            assertTrue(e.getMessage().contains("the flood is over"), e.getMessage());
        }
        // the first ones, and perhaps how many there were in all
        long lines = rig.linesWith("VIDIOC_DQBUF");
        assertTrue(lines >= 20 && lines <= 21, lines + " lines");
    }
}
