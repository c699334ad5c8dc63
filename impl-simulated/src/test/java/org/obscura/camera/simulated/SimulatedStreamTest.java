package org.obscura.camera.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.PixelFormat;

@Timeout(60)
class SimulatedStreamTest {
    private static final Resolution SMALL = new Resolution(160, 120);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private final JumpingTime time = new JumpingTime();
    private final List<String> asked = new ArrayList<>();

    private static Settings settings(Object... keysAndValues) {
        Map<String, Object> config = new HashMap<>(Map.of("resolutions", "160x120,640x480", "frame.rate", 10));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            config.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return Settings.parse(config);
    }

    private SimulatedDevice device(Object... keysAndValues) {
        return device(time, keysAndValues);
    }

    private SimulatedDevice device(Time clock, Object... keysAndValues) {
        Settings s = settings(keysAndValues);
        return new SimulatedDevice(s, new TestCardPictures(s.identity().resolutions(), "test"), clock, new Mishaps(), () -> asked.add("unplug"));
    }

    private static CameraException failure(Reason reason, org.junit.jupiter.api.function.Executable call) {
        CameraException e = assertThrows(CameraException.class, call);
        assertEquals(reason, e.getReason(), e.getMessage());
        return e;
    }

    private Instant atMillis(long millis) {
        return JumpingTime.START.plusMillis(millis);
    }

    @Test
    void aFrameIsExposedAtTheFirstBeatAfterTheCallAndSkippedOnesCount() throws CameraException {
        CameraStream stream = device().open(null);
        try (Frame first = stream.nextFrame(SECOND)) {
            assertEquals(1, first.getSequence());
            assertEquals(atMillis(100), first.getTimestamp());
        }
        time.passMillis(450);
        try (Frame later = stream.nextFrame(SECOND)) {
            assertEquals(6, later.getSequence());
            assertEquals(atMillis(600), later.getTimestamp());
            assertEquals(new FrameStrip.Reading(6, atMillis(600)), FrameStrip.read(Images.of(later)).orElseThrow());
        }
    }

    @Test
    void aFrameSaysWhatItIs() throws CameraException {
        try (CameraStream stream = device().open(SMALL); Frame frame = stream.nextFrame(SECOND)) {
            assertEquals(SMALL, stream.getResolution());
            assertEquals(SMALL, frame.getResolution());
            assertEquals(PixelFormat.BGR24, frame.getPixelFormat());
            assertEquals(160 * 3, frame.getStride());
            assertEquals(160 * 120 * 3, frame.getData().remaining());
            frame.getData().get();
            assertEquals(0, frame.getData().position(), "each call gives a view of its own");
            assertTrue(frame.getData().hasArray());
        }
    }

    @Test
    void framesStayGoodAfterTheStreamIsClosed() throws CameraException {
        SimulatedDevice device = device();
        CameraStream stream = device.open(null);
        Frame kept = stream.nextFrame(SECOND);
        stream.close();
        try (CameraStream next = device.open(null)) {
            next.nextFrame(SECOND).close();
            next.nextFrame(SECOND).close();
        }
        assertEquals(1, FrameStrip.read(Images.of(kept)).orElseThrow().sequence());
        kept.close();
    }

    @Test
    void withoutAFrameRateAFrameIsThereAtOnce() throws CameraException {
        CameraStream stream = device("frame.rate", 0).open(null);
        stream.nextFrame(SECOND).close();
        try (Frame frame = stream.nextFrame(Duration.ZERO)) {
            assertEquals(1, frame.getSequence());
            assertEquals(atMillis(0), frame.getTimestamp());
        }
    }

    @Test
    void latencyDelaysTheDeliveryAndNotTheExposure() throws CameraException {
        CameraStream stream = device("latency", 70).open(null);
        try (Frame frame = stream.nextFrame(SECOND)) {
            assertEquals(atMillis(100), frame.getTimestamp());
            assertEquals(atMillis(170), time.instant());
        }
        failure(Reason.TIMEOUT, () -> stream.nextFrame(Duration.ofMillis(50)));
        assertEquals(atMillis(220), time.instant());
    }

    @Test
    void openLatencyDelaysOpening() throws CameraException {
        device("open.latency", 1500).open(null).close();
        assertEquals(atMillis(1500), time.instant());
    }

    @Test
    void aStalledCameraGivesNothingUntilTheTimeout() throws CameraException {
        CameraStream stream = device("stall", true).open(null);
        failure(Reason.TIMEOUT, () -> stream.nextFrame(SECOND));
        assertEquals(atMillis(1000), time.instant());
    }

    @Test
    void faultsChangeUnderAnOpenStream() throws CameraException {
        SimulatedDevice device = device("stall", true);
        CameraStream stream = device.open(null);
        time.at(330, () -> device.apply(settings("stall", false)));
        try (Frame frame = stream.nextFrame(SECOND)) {
            assertEquals(atMillis(400), frame.getTimestamp());
        }
        device.apply(settings("short.frame", true, "pixel.format", "rgb24"));
        try (Frame frame = stream.nextFrame(SECOND)) {
            assertEquals(PixelFormat.RGB24, frame.getPixelFormat());
            assertEquals(160 * 120 * 3 / 2, frame.getData().remaining());
        }
    }

    @Test
    void ratesStrikeAsOftenAsTheySayAndTheSameFramesAgain() throws CameraException {
        List<String> once = thousand("seed", 5, "failure.rate", 0.2, "short.rate", 0.1, "stall.rate", 0.05);
        assertEquals(once, thousand("seed", 5, "failure.rate", 0.2, "short.rate", 0.1, "stall.rate", 0.05));
        assertNotEquals(once, thousand("seed", 6, "failure.rate", 0.2, "short.rate", 0.1, "stall.rate", 0.05));
        assertNear(0.05, once, "TIMEOUT");
        assertNear(0.95 * 0.2, once, "FAILED");
        assertNear(0.95 * 0.8 * 0.1, once, "short");
        assertEquals(1000, thousand("failure.rate", 1).stream().filter("FAILED"::equals).count());
        assertEquals(1000, thousand().stream().filter("whole"::equals).count());
    }

    private static void assertNear(double share, List<String> results, String kind) {
        double deviation = Math.sqrt(1000 * share * (1 - share));
        long count = results.stream().filter(kind::equals).count();
        assertTrue(Math.abs(count - 1000 * share) < 4 * deviation, count + " of 1000 are " + kind);
    }

    private List<String> thousand(Object... keysAndValues) throws CameraException {
        List<String> results = new ArrayList<>();
        try (CameraStream stream = device(keysAndValues).open(SMALL)) {
            for (int i = 0; i < 1000; i++) {
                try (Frame frame = stream.nextFrame(SECOND)) {
                    results.add(frame.getData().remaining() < 160 * 120 * 3 ? "short" : "whole");
                } catch (CameraException e) {
                    results.add(e.getReason().name());
                }
            }
        }
        return results;
    }

    @Test
    void anUnplugRateUnplugsThroughTheOwnerAndTheFrameIsLost() throws CameraException {
        SimulatedDevice device = device("unplug.rate", 1);
        CameraStream stream = device.open(null);
        time.at(50, device::unplug);
        failure(Reason.DISCONNECTED, () -> stream.nextFrame(SECOND));
        assertEquals(List.of("unplug"), asked);
    }

    @Test
    void aResolutionThatIsNotOfferedIsRefusedWithTheList() throws CameraException {
        SimulatedDevice device = device();
        CameraException e = failure(Reason.NOT_SUPPORTED, () -> device.open(new Resolution(320, 240)));
        assertTrue(e.getMessage().contains("320x240") && e.getMessage().contains("160x120, 640x480"), e.getMessage());
        assertEquals(new Resolution(640, 480), device.open(new Resolution(640, 480)).getResolution());
    }

    @Test
    void oneStreamIsOpenAtATime() throws CameraException {
        SimulatedDevice device = device();
        CameraStream first = device.open(null);
        failure(Reason.BUSY, () -> device.open(null));
        first.close();
        CameraStream second = device.open(null);
        first.close();
        failure(Reason.BUSY, () -> device.open(null));
        second.close();
    }

    @Test
    void anUnpluggedDeviceDisconnectsAndStillTellsWhatItWas() throws CameraException {
        SimulatedDevice device = device();
        CameraStream stream = device.open(null);
        device.unplug();
        failure(Reason.DISCONNECTED, () -> stream.nextFrame(SECOND));
        stream.close();
        failure(Reason.DISCONNECTED, () -> device.open(null));
        assertEquals("simulated:default", device.getInfo().id());
    }

    @Test
    void aClosedStreamDisconnects() throws CameraException {
        CameraStream stream = device("unplug.rate", 1).open(null);
        stream.close();
        failure(Reason.DISCONNECTED, () -> stream.nextFrame(SECOND));
        assertEquals(List.of(), asked, "a closed stream brings no fault about");
    }

    @Test
    void closingUnpluggingAndInterruptingEndAWait() throws Exception {
        assertEquals(Reason.DISCONNECTED, endOfWait((device, stream, waiter) -> stream.close()));
        assertEquals(Reason.DISCONNECTED, endOfWait((device, stream, waiter) -> device.unplug()));
        assertEquals(Reason.FAILED, endOfWait((device, stream, waiter) -> waiter.interrupt()));
    }

    @Test
    void unpluggingEndsOpening() throws Exception {
        Held held = new Held();
        SimulatedDevice device = device(held, "open.latency", 86_400_000);
        CompletableFuture<Void> result = new CompletableFuture<>();
        new Thread(() -> end(result, () -> device.open(null))).start();
        held.waiting.await();
        device.unplug();
        assertEquals(Reason.DISCONNECTED, reasonOf(result));
    }

    private interface Interference {
        void happen(SimulatedDevice device, CameraStream stream, Thread waiter);
    }

    private Reason endOfWait(Interference interference) throws Exception {
        Held held = new Held();
        SimulatedDevice device = device(held, "stall", true);
        CameraStream stream = device.open(null);
        CompletableFuture<Void> result = new CompletableFuture<>();
        Thread waiter = new Thread(() -> end(result, () -> stream.nextFrame(Duration.ofDays(100_000))));
        waiter.start();
        held.waiting.await();
        interference.happen(device, stream, waiter);
        return reasonOf(result);
    }

    private static void end(CompletableFuture<Void> result, java.util.concurrent.Callable<?> call) {
        try {
            call.call();
            result.complete(null);
        } catch (Exception e) {
            result.completeExceptionally(e);
        }
    }

    private static Reason reasonOf(CompletableFuture<Void> result) {
        ExecutionException e = assertThrows(ExecutionException.class, () -> result.get(30, TimeUnit.SECONDS));
        return ((CameraException) e.getCause()).getReason();
    }

    /** Time that stands still; who waits is seen to wait, and waits until something happens. */
    private static final class Held implements Time {
        private final CountDownLatch waiting = new CountDownLatch(1);

        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH;
        }

        @Override
        public void await(Condition condition, long nanos) throws InterruptedException {
            waiting.countDown();
            condition.await();
        }
    }
}
