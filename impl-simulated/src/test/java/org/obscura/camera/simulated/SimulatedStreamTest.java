package org.obscura.camera.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.PixelFormat;

/** The frames of a simulated device. */
class SimulatedStreamTest extends DeviceTestBase {

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
            assertEquals(new FrameStrip.Reading(6, atMillis(600)), FrameStrip.read(TestImages.of(later)).orElseThrow());
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
        assertEquals(1, FrameStrip.read(TestImages.of(kept)).orElseThrow().sequence());
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
}
