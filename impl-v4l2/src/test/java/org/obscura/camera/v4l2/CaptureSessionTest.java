package org.obscura.camera.v4l2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.support.config.ConfigReader;
import org.obscura.camera.support.v4l2.Ioctl;
import org.obscura.camera.support.v4l2.KernelException;
import org.obscura.camera.v4l2.FakeCamera.Shot;

class CaptureSessionTest {
    private static final Duration PLENTY = Duration.ofMinutes(2);
    private static final int FRAME = 8 * 4;
    private static final long INTERVAL = 10_000_000;
    private static final int DAMAGED = 0x40;

    private final FakeCamera camera = new FakeCamera();

    static Settings settings(String... keysAndValues) {
        Map<String, Object> values = new HashMap<>(Map.of("warm.up", 0, "controls.settle.frames", 0));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return Settings.of(new ConfigReader(V4l2Config.class, values, Map.of()));
    }

    /** Grey frames of 8x4 pixels, a hundred a second. */
    private CaptureSession open(String... config) throws KernelException {
        camera.format = VideoFormat.GREY;
        return new CaptureSession(camera, "/dev/video0", new Formats.Choice(VideoFormat.GREY, new Resolution(8, 4), new Interval(1, 100)),
                settings(config), List.of(), sentence -> {});
    }

    private void shoot(int value, long stamp, int flags) {
        camera.shoot(new Shot(FakeCamera.bytes(16 * 4, value), stamp, flags));
    }

    private void shootWhenAwaited(int value, long stamp, int flags) {
        camera.shotsWhenAwaited.add(new Shot(FakeCamera.bytes(16 * 4, value), stamp, flags));
    }

    private static int next(CaptureSession session) throws Exception {
        long now = System.nanoTime();
        try (Frame frame = session.next(now, now + PLENTY.toNanos())) {
            assertEquals(FRAME, frame.getData().remaining());
            return frame.getData().get(0);
        }
    }

    @Test
    void framesExposedBeforeTheRequest_areDiscarded() throws Exception {
        try (CaptureSession session = open()) {
            long now = System.nanoTime();
            shoot(1, now - INTERVAL, FakeCamera.MONOTONIC | FakeCamera.START);
            shoot(2, now, FakeCamera.MONOTONIC | FakeCamera.START); // before the request, which comes later
            shoot(3, now + PLENTY.toNanos(), FakeCamera.MONOTONIC | FakeCamera.START);
            assertEquals(3, next(session));
        }
        assertEquals("0 descriptors, 0 mappings", camera.held());
    }

    @Test
    void viewerGetsTheNextArrival_thoughItsExposureHasBegun() throws Exception {
        try (CaptureSession session = open()) {
            long now = System.nanoTime();
            shoot(1, now, FakeCamera.MONOTONIC | FakeCamera.START); // waits in a buffer since before the call
            shootWhenAwaited(2, now, FakeCamera.MONOTONIC | FakeCamera.START);
            try (Frame frame = session.nextArrival(now, now + PLENTY.toNanos())) {
                assertEquals(2, frame.getData().get(0));
            }
        }
    }

    @Test
    void stampOfTheEnd_countsFromTheStart() throws Exception {
        try (CaptureSession session = open()) {
            long request = System.nanoTime();
            shoot(1, request + INTERVAL / 2, FakeCamera.MONOTONIC); // ended after the request, began before it
            shoot(2, request + 2 * INTERVAL, FakeCamera.MONOTONIC);
            try (Frame frame = session.next(request, request + PLENTY.toNanos())) {
                assertEquals(2, frame.getData().get(0));
                assertEquals(1, frame.getSequence());
            }
        }
    }

    @Test
    void arrivalThatADriverCallsStart_countsAsTheEnd() throws Exception {
        camera.driver = "uvcvideo";
        try (CaptureSession session = open()) {
            long request = System.nanoTime();
            shoot(1, request + INTERVAL / 2, FakeCamera.MONOTONIC | FakeCamera.START);
            shoot(2, request + 2 * INTERVAL, FakeCamera.MONOTONIC | FakeCamera.START);
            try (Frame frame = session.next(request, request + PLENTY.toNanos())) {
                assertEquals(2, frame.getData().get(0));
            }
        }
    }

    @Test
    void stampOfAnotherClock_isReplacedByTheArrival() throws Exception {
        try (CaptureSession session = open("exposure.lead", "0ms")) {
            shoot(1, 5, 0); // waits in a buffer since before the request
            shootWhenAwaited(2, 6, 0);
            assertEquals(2, next(session));
        }
    }

    @Test
    void warmUp_discardsTheFirstFrames() throws Exception {
        try (CaptureSession session = open("warm.up", "2")) {
            for (int i = 1; i <= 4; i++) {
                shoot(i, System.nanoTime() + PLENTY.toNanos(), FakeCamera.MONOTONIC | FakeCamera.START);
            }
            assertEquals(3, next(session));
            assertEquals(4, next(session));
        }
    }

    @Test
    void noFrame_timesOut() throws Exception {
        try (CaptureSession session = open()) {
            long now = System.nanoTime();
            CameraException e = assertThrows(CameraException.class, () -> session.next(now, now + 2_000_000));
            assertEquals(Reason.TIMEOUT, e.getReason());
            assertTrue(e.getMessage().startsWith("no frame came within 2ms (frame.timeout). Check the cable"), e.getMessage());
        }
    }

    @Test
    void oldFramesAlone_areNamedInTheMessage() throws Exception {
        try (CaptureSession session = open()) {
            shoot(1, 1_000, FakeCamera.MONOTONIC); // waits in a buffer since before the request
            shootWhenAwaited(2, 1_000, FakeCamera.MONOTONIC);
            shootWhenAwaited(3, 1_000, FakeCamera.MONOTONIC);
            camera.waitsEndAtOnce = true;
            long now = System.nanoTime();
            CameraException e = assertThrows(CameraException.class, () -> session.next(now, now + PLENTY.toNanos()));
            assertEquals(Reason.TIMEOUT, e.getReason());
            String expected = "only frames came within 2m (frame.timeout) that were exposed before the request by their time stamps (2,";
            assertTrue(e.getMessage().startsWith(expected), e.getMessage());
        }
    }

    @Test
    void damagedFrames_endWithTheReason() throws Exception {
        try (CaptureSession session = open()) {
            for (int i = 0; i < 4; i++) { // as many as buffers
                camera.shoot(new Shot(new byte[7], System.nanoTime() + PLENTY.toNanos(), FakeCamera.MONOTONIC | FakeCamera.START));
            }
            long now = System.nanoTime();
            CameraException e = assertThrows(CameraException.class, () -> session.next(now, now + 100_000_000));
            assertEquals(Reason.BAD_FRAME, e.getReason());
            assertTrue(e.getMessage().contains("7 bytes of 56"), e.getMessage());
        }
    }

    @Test
    void wake_endsTheWait() throws Exception {
        CaptureSession session = open();
        Thread waker = new Thread(session::wake);
        waker.start();
        long now = System.nanoTime();
        CameraException e = assertThrows(CameraException.class, () -> session.next(now, now + PLENTY.toNanos()));
        assertEquals(Reason.DISCONNECTED, e.getReason());
        waker.join();
        session.close();
        session.wake(); // the event is closed and must not be used
        session.close();
        assertEquals("0 descriptors, 0 mappings", camera.held());
    }

    @ParameterizedTest
    @EnumSource(value = Ioctl.class, names = {"S_FMT", "REQBUFS", "QUERYBUF", "QBUF", "STREAMON"})
    void refusalWhileOpening_leavesNothing(Ioctl request) {
        camera.refusals.put(request, KernelException.ENOSPC);
        KernelException e = assertThrows(KernelException.class, this::open);
        assertEquals(KernelException.ENOSPC, e.errno());
        assertEquals("0 descriptors, 0 mappings", camera.held());
    }

    /** As of a driver that returns each buffer at once, marked as damaged and without a time. */
    private CameraException endOfDamagedFrames(CaptureSession session, long limit) {
        return assertTimeoutPreemptively(PLENTY, () -> {
            long now = System.nanoTime();
            return assertThrows(CameraException.class, () -> session.next(now, now + limit));
        });
    }

    @Test
    void damagedFramesWithoutEnd_endInTime() throws Exception {
        camera.endless = new Shot(new byte[0], 0, DAMAGED);
        CaptureSession session = open();
        assertEquals(Reason.TIMEOUT, endOfDamagedFrames(session, 10_000_000).getReason());
        session.close(); // not after a failure: the memory may be in use
    }

    @Test
    void damagedFramesInARow_endTheWaitBeforeItsLimit() throws Exception {
        camera.endless = new Shot(new byte[7], System.nanoTime() + PLENTY.toNanos(), FakeCamera.MONOTONIC | FakeCamera.START);
        CaptureSession session = open();
        CameraException e = endOfDamagedFrames(session, PLENTY.toNanos());
        assertEquals(Reason.BAD_FRAME, e.getReason());
        assertTrue(e.getMessage().startsWith("15 frames in a row are damaged, the last one: 7 bytes of 56 came. Check"), e.getMessage());
        session.close();
    }

    @Test
    void damagedFramesWithoutEnd_letTheStreamBeClosed() throws Exception {
        camera.endless = new Shot(new byte[0], 0, DAMAGED);
        CaptureSession session = open();
        session.wake();
        assertEquals(Reason.DISCONNECTED, endOfDamagedFrames(session, 10 * PLENTY.toNanos()).getReason());
        session.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, -8})
    void rowsThatWouldOverlap_lieBehindEachOther(int stride) throws Exception {
        camera.stride = stride;
        try (CaptureSession session = open()) {
            byte[] rows = {1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4};
            camera.shoot(new Shot(rows, System.nanoTime() + PLENTY.toNanos(), FakeCamera.MONOTONIC | FakeCamera.START));
            long now = System.nanoTime();
            try (Frame frame = session.next(now, now + PLENTY.toNanos())) {
                byte[] pixels = new byte[FRAME];
                frame.getData().get(pixels);
                assertArrayEquals(rows, pixels);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = Ioctl.class, names = {"S_FMT", "QUERYCAP", "REQBUFS", "QUERYBUF", "QBUF", "STREAMON"})
    void wantOfMemoryWhileOpening_leavesNothing(Ioctl request) {
        camera.exhausting.add(request);
        assertThrows(OutOfMemoryError.class, this::open);
        assertEquals("0 descriptors, 0 mappings", camera.held());
    }

    @ParameterizedTest
    @EnumSource(value = Ioctl.class, names = {"G_EXT_CTRLS", "STREAMOFF"})
    void wantOfMemoryWhileClosing_leavesNothing(Ioctl request) throws Exception {
        camera.values.put(0x980900, 50L);
        camera.format = VideoFormat.GREY;
        CaptureSession session = new CaptureSession(camera, "/dev/video0",
                new Formats.Choice(VideoFormat.GREY, new Resolution(8, 4), new Interval(1, 100)), settings(),
                Probe.of(camera, "/dev/video0").controls(), sentence -> {});
        session.apply(Map.of("image.brightness", 60.0));
        camera.setByOther(0x980900, 70);
        camera.exhausting.add(request);
        assertThrows(OutOfMemoryError.class, session::close);
        assertEquals("0 descriptors, 0 mappings", camera.held());
    }
}
