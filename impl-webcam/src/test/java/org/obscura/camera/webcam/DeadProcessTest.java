package org.obscura.camera.webcam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;

/** What becomes of a request when the process of its camera dies: lost once, failed the second time. */
@Tag("slow")
class DeadProcessTest extends FakeDriverRigTestBase {
    private CameraDevice camera;

    @BeforeEach
    void camera() throws Exception {
        camera = rig.startWith("front door", "");
    }

    private void takesAPicture() throws Exception {
        try (CameraStream stream = camera.open(Rig.VGA)) {
            stream.nextFrame(Rig.SOON).close();
        }
    }

    private CameraException failure() throws Exception {
        try (CameraStream stream = camera.open(Rig.VGA)) {
            return Rig.failure(stream, Rig.SOON);
        }
    }

    @Test
    void killedWhileNothingIsAskedItIsLost() throws Exception {
        try (CameraStream stream = camera.open(Rig.VGA)) {
            stream.nextFrame(Rig.SOON).close();
            long pid = ((WebcamStream) stream).pid();
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            Rig.awaitEnd(pid);
            CameraException e = Rig.failure(stream, Rig.SOON);
            assertEquals(Reason.DISCONNECTED, e.getReason());
            assertTrue(e.getMessage().contains("signal 9"), e.getMessage());
        }
        takesAPicture();
    }

    @Test
    void killedDuringAnExposureItIsLost() throws Exception {
        try (CameraStream stream = camera.open(Rig.VGA)) {
            stream.nextFrame(Rig.SOON).close();
            rig.mood("front door", "stall");
            FutureTask<CameraException> exposure = new FutureTask<>(() -> Rig.failure(stream, Rig.SOON));
            Thread thread = new Thread(exposure);
            thread.start();
            Rig.await(
                    () -> Arrays.stream(thread.getStackTrace()).anyMatch(frame -> frame.getMethodName().equals("poll"))
                            || exposure.isDone(),
                    () -> "it does not wait for the answer");
            ProcessHandle.of(((WebcamStream) stream).pid()).orElseThrow().destroyForcibly();
            CameraException e = exposure.get(Rig.SOON.toSeconds(), TimeUnit.SECONDS);
            assertEquals(Reason.DISCONNECTED, e.getReason());
            assertTrue(e.getMessage().contains("signal 9"), e.getMessage());
        }
        rig.mood("front door", "");
        takesAPicture();
    }

    @Test
    void oneThatEndsByItselfTwiceRunningHasFailed() throws Exception {
        for (int i = 0; i < 2; i++) {
            rig.mood("front door", "crash");
            CameraException first = failure();
            assertEquals(Reason.DISCONNECTED, first.getReason());
            assertTrue(first.getMessage().contains("code 7"), first.getMessage());
            CameraException second = failure();
            assertEquals(Reason.FAILED, second.getReason());
            assertTrue(second.getMessage().contains("code 7"), second.getMessage());
            assertEquals(Reason.FAILED, failure().getReason());
            rig.mood("front door", "");
            takesAPicture();
        }
    }

    @Test
    void oneThatDiesAtItsStartIsLostOnceToo() throws Exception {
        rig.mood("front door", "dies at opening");
        CameraException first = assertThrows(CameraException.class, () -> camera.open(Rig.VGA));
        assertEquals(Reason.DISCONNECTED, first.getReason());
        CameraException second = assertThrows(CameraException.class, () -> camera.open(Rig.VGA));
        assertEquals(Reason.FAILED, second.getReason());
        assertTrue(second.getMessage().contains("code 8"), second.getMessage());
        rig.mood("front door", "");
        takesAPicture();
    }
}
