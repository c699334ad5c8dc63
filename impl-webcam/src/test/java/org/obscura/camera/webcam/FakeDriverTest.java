package org.obscura.camera.webcam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraBackend;
import org.obscura.camera.spi.CameraBackend.BackendState;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.PixelFormat;
import org.osgi.framework.Constants;

/** Real child processes, with a driver of webcam-capture that is brought by configuration. */
@Timeout(120)
class FakeDriverTest {
    private static final Resolution VGA = new Resolution(640, 480);
    private static final Duration SHORT = Duration.ofMillis(1_500);

    @TempDir
    private Path folder;
    private Rig rig;

    @BeforeEach
    void cameras() throws Exception {
        rig = Rig.ofFakeDriver(folder);
    }

    @AfterEach
    void nothingIsLeft() {
        rig.close();
    }

    private CameraDevice plugged(String mood) throws Exception {
        rig.plug("front door", mood);
        rig.start();
        return rig.awaitCamera("webcam:front-door");
    }

    private static CameraException failure(CameraStream stream, Duration timeout) {
        return assertThrows(CameraException.class, () -> stream.nextFrame(timeout));
    }

    @Test
    void aCameraIsRegisteredWithItsPropertiesAndSizes() throws Exception {
        CameraDevice camera = plugged("");
        assertEquals("front door", camera.getInfo().displayName());
        assertEquals(List.of(VGA, new Resolution(2000, 1500), new Resolution(64, 48)), camera.getResolutions());
        Rig.Service service = rig.awaitService(s -> s.device() == camera);
        assertEquals("webcam:front-door", service.properties().get(CameraDevice.DEVICE_ID));
        assertEquals("front door", service.properties().get(CameraDevice.DEVICE_NAME));
        assertEquals("webcam", service.properties().get(CameraBackend.BACKEND));
        assertEquals(100, service.properties().get(Constants.SERVICE_RANKING));
        rig.awaitOk();
        assertEquals("", rig.backend().getReason());
    }

    @Test
    void camerasComeAndGo() throws Exception {
        rig.start();
        rig.plug("a", "");
        CameraDevice camera = rig.awaitCamera("webcam:a");
        rig.unplug("a");
        rig.awaitNone();
        CameraException e = assertThrows(CameraException.class, () -> camera.open(VGA));
        assertEquals(Reason.DISCONNECTED, e.getReason());
        assertEquals("webcam:a", camera.getInfo().id());
        rig.plug("a", "");
        assertNotEquals(camera, rig.awaitCamera("webcam:a"));
    }

    @Test
    void aFrameHoldsThePictureWithBlueFirst() throws Exception {
        try (CameraStream stream = plugged("").open(VGA); Frame frame = stream.nextFrame(Rig.SOON)) {
            assertEquals(VGA, stream.getResolution());
            assertEquals(VGA, frame.getResolution());
            assertEquals(PixelFormat.BGR24, frame.getPixelFormat());
            assertEquals(640 * 3, frame.getStride());
            assertEquals(640 * 480 * 3, frame.getData().remaining());
            assertTrue(frame.getData().hasArray());
            assertEquals(100, Rig.red(frame, 100, 200));
            assertEquals(200, Rig.green(frame, 100, 200));
            assertEquals(639 & 255, Rig.red(frame, 639, 479));
            assertEquals(479 & 255, Rig.green(frame, 639, 479));
            assertEquals(Rig.blue(frame, 0, 0), Rig.blue(frame, 639, 479));
        }
    }

    @Test
    void aFrameIsExposedAfterTheRequest() throws Exception {
        try (CameraStream stream = plugged("").open(VGA)) {
            long previous = -1;
            for (int i = 0; i < 20; i++) {
                long request = System.currentTimeMillis();
                try (Frame frame = stream.nextFrame(Rig.SOON)) {
                    assertTrue(Rig.began(frame) >= request, "began " + (Rig.began(frame) - request) + " ms after the request");
                    assertTrue(frame.getSequence() > previous);
                    assertFalse(frame.getTimestamp().toEpochMilli() < request);
                    previous = frame.getSequence();
                }
            }
        }
    }

    @Test
    void aPictureThatIsHandedOutAgainIsNoFrame() throws Exception {
        try (CameraStream stream = plugged("twice").open(VGA)) {
            List<Long> began = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                try (Frame frame = stream.nextFrame(Rig.SOON)) {
                    assertFalse(began.contains(Rig.began(frame)), "frame " + i + " is an old one");
                    began.add(Rig.began(frame));
                }
            }
        }
    }

    @Test
    void aFrozenPictureIsATimeout() throws Exception {
        try (CameraStream stream = plugged("frozen").open(VGA)) {
            assertEquals(Reason.TIMEOUT, failure(stream, SHORT).getReason());
        }
    }

    @Test
    void aStalledCameraIsATimeoutAndOpensAnew() throws Exception {
        CameraDevice camera = plugged("");
        try (CameraStream stream = camera.open(VGA)) {
            stream.nextFrame(Rig.SOON).close();
            rig.mood("front door", "stall");
            CameraException e = failure(stream, SHORT);
            assertEquals(Reason.TIMEOUT, e.getReason());
            assertTrue(e.getMessage().contains("1500 ms"), e.getMessage());
            Rig.awaitEnd(((WebcamStream) stream).pid());
        }
        rig.mood("front door", "");
        try (CameraStream stream = camera.open(VGA)) {
            stream.nextFrame(Rig.SOON).close();
        }
    }

    @Test
    void theConfiguredFrameTimeoutIsTheLongest() throws Exception {
        rig.with("frame.timeout", 700L);
        try (CameraStream stream = plugged("stall").open(VGA)) {
            assertTrue(failure(stream, Rig.SOON).getMessage().contains("700 ms"));
        }
    }

    @Test
    void closingFreesWhoWaitsForAFrame() throws Exception {
        CameraStream stream = plugged("stall").open(VGA);
        CompletableFuture<Frame> frame = CompletableFuture.supplyAsync(() -> {
            try {
                return stream.nextFrame(Rig.SOON);
            } catch (CameraException e) {
                throw new CompletionException(e);
            }
        });
        stream.close();
        CompletionException e = assertThrows(CompletionException.class, frame::join);
        assertEquals(Reason.DISCONNECTED, ((CameraException) e.getCause()).getReason());
        assertEquals(Reason.DISCONNECTED, failure(stream, SHORT).getReason());
        stream.close();
    }

    @Test
    void aProcessThatIsKilledWhileNothingIsAskedIsALostDeviceAndReplaced() throws Exception {
        CameraDevice camera = plugged("");
        try (CameraStream stream = camera.open(VGA)) {
            stream.nextFrame(Rig.SOON).close();
            long pid = ((WebcamStream) stream).pid();
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            Rig.awaitEnd(pid);
            CameraException e = failure(stream, Rig.SOON);
            assertEquals(Reason.DISCONNECTED, e.getReason());
            assertTrue(e.getMessage().contains("signal 9"), e.getMessage());
        }
        try (CameraStream stream = camera.open(VGA)) {
            stream.nextFrame(Rig.SOON).close();
        }
    }

    @Test
    void aProcessThatEndsByItselfSaysSo() throws Exception {
        try (CameraStream stream = plugged("crash").open(VGA)) {
            CameraException e = failure(stream, Rig.SOON);
            assertEquals(Reason.FAILED, e.getReason());
            assertTrue(e.getMessage().contains("code 7"), e.getMessage());
        }
    }

    @Test
    void aThrowingDriverIsAnErrorWithItsMessage() throws Exception {
        CameraDevice camera = plugged("");
        try (CameraStream stream = camera.open(VGA)) {
            stream.nextFrame(Rig.SOON).close();
            rig.mood("front door", "boom");
            CameraException e = failure(stream, Rig.SOON);
            assertEquals(Reason.FAILED, e.getReason());
            assertTrue(e.getMessage().contains("boom"), e.getMessage());
        }
        rig.mood("front door", "refuses");
        CameraException e = assertThrows(CameraException.class, () -> camera.open(VGA));
        assertEquals(Reason.FAILED, e.getReason());
        assertTrue(e.getMessage().contains("the shutter is closed"), e.getMessage());
        assertEquals(BackendState.DEGRADED, rig.backend().getState());
        assertTrue(rig.backend().getReason().contains("the shutter is closed"));
        rig.mood("front door", "");
        camera.open(VGA).close();
        assertEquals(BackendState.OK, rig.backend().getState());
    }

    @Test
    void anUnpluggedCameraIsDisconnected() throws Exception {
        CameraDevice camera = plugged("");
        try (CameraStream stream = camera.open(VGA)) {
            stream.nextFrame(Rig.SOON).close();
            rig.unplug("front door");
            assertEquals(Reason.DISCONNECTED, failure(stream, Rig.SOON).getReason());
        }
        rig.awaitNone();
    }

    @Test
    void anotherSizeThanWantedIsNotSupported() throws Exception {
        CameraDevice camera = plugged("other size");
        CameraException e = assertThrows(CameraException.class, () -> camera.open(VGA));
        assertEquals(Reason.NOT_SUPPORTED, e.getReason());
        assertTrue(e.getMessage().contains("640x480") && e.getMessage().contains("64x48"), e.getMessage());
        try (CameraStream stream = camera.open(null); Frame frame = stream.nextFrame(Rig.SOON)) {
            assertEquals(new Resolution(64, 48), frame.getResolution());
        }
    }

    @Test
    void withoutAWishTheLargestUpToHdIsTaken() throws Exception {
        try (CameraStream stream = plugged("").open(null)) {
            assertEquals(VGA, stream.getResolution());
        }
    }

    @Test
    void aPictureOfAnotherSizeThanTheStreamIsAFailure() throws Exception {
        try (CameraStream stream = plugged("short").open(VGA)) {
            assertTrue(failure(stream, Rig.SOON).getMessage().contains("10x10"));
        }
    }

    @Test
    void framesStayGoodAfterTheStreamIsClosed() throws Exception {
        CameraStream stream = plugged("").open(VGA);
        List<Frame> frames = new ArrayList<>();
        List<ByteBuffer> copies = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            frames.add(stream.nextFrame(Rig.SOON));
            copies.add(ByteBuffer.allocate(640 * 480 * 3).put(frames.get(i).getData()).flip());
        }
        stream.close();
        for (int i = 0; i < 6; i++) {
            assertEquals(copies.get(i), frames.get(i).getData());
            frames.get(i).close();
            frames.get(i).close();
        }
    }

    @Test
    void theMemoryOfAClosedFrameIsUsedAgain() throws Exception {
        try (CameraStream stream = plugged("").open(VGA)) {
            Frame first = stream.nextFrame(Rig.SOON);
            byte[] memory = first.getData().array();
            first.close();
            try (Frame second = stream.nextFrame(Rig.SOON)) {
                assertTrue(second.getData().array() == memory);
            }
            assertThrows(IllegalStateException.class, first::getData);
        }
    }

    @Test
    void openingThatHangsEndsInTime() throws Exception {
        rig.with("open.timeout", 3_000L);
        CameraDevice camera = plugged("hangs at opening");
        CameraException e = assertThrows(CameraException.class, () -> camera.open(VGA));
        assertEquals(Reason.FAILED, e.getReason());
        assertTrue(e.getMessage().contains("3000 ms"), e.getMessage());
    }

    @Test
    void aFloodOfErrorOutputIsNotLogged() throws Exception {
        try (CameraStream stream = plugged("flood").open(VGA)) {
            assertEquals(Reason.TIMEOUT, failure(stream, Duration.ofSeconds(4)).getReason());
        }
        assertTrue(rig.logged.size() < 100, rig.logged.size() + " lines");
    }

    @Test
    void stoppingEndsOpenStreamsAndProcesses() throws Exception {
        CameraStream stream = plugged("").open(VGA);
        long pid = ((WebcamStream) stream).pid();
        rig.close();
        Rig.awaitEnd(pid);
        assertEquals(Reason.DISCONNECTED, failure(stream, SHORT).getReason());
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("obscura-webcam")) {
                thread.join(Rig.SOON.toMillis());
                assertFalse(thread.isAlive(), thread.getName());
            }
        }
    }

    @Test
    void aChangedConfigurationApplies() throws Exception {
        CameraDevice camera = plugged("");
        rig.with("name.filter", "back");
        rig.backend().modified(rig.config());
        assertThrows(CameraException.class, () -> camera.open(VGA));
        rig.plug("back yard", "");
        rig.awaitCamera("webcam:back-yard");
        assertEquals(List.of("webcam:back-yard"), rig.ids());
    }

    @Test
    void aDriverThatIsNotThereIsUnavailable() throws Exception {
        rig.with("driver", "no.such.Driver").start();
        rig.awaitReason("no.such.Driver");
        assertEquals(BackendState.UNAVAILABLE, rig.backend().getState());
    }
}
