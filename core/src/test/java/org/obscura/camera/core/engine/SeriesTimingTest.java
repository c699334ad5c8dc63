package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureSeries;
import org.obscura.camera.SeriesResult;
import org.obscura.camera.spi.CameraException.Reason;

/** When the images of a series are exposed. */
class SeriesTimingTest extends SeriesTestBase {
    @Test
    void eachPictureIsAskedForAtItsMomentWhateverTheOneBeforeTook() throws Exception {
        ManualDevice device = new ManualDevice("a");
        device.openGate = Gate.shut();
        context.plug(device, 0);
        CaptureSeries series = submit(context.camera(time, "front", "idle.timeout", 0), series(10, Duration.ofMillis(100)));
        device.openGate.awaitArrival();
        time.advance(Duration.ofSeconds(2));
        device.openGate.letGo();
        expose(device, Duration.ZERO, 1);
        for (int k = 2; k <= 10; k++) {
            time.advance(Duration.ofMillis(100 - delay(k - 1)).minusNanos(1));
            assertEquals(k - 1, series.getRequestedCount(), "a moment before it is due");
            time.advance(Duration.ofNanos(1));
            assertEquals(k, series.getRequestedCount(), "when it is due");
            expose(device, Duration.ofMillis(delay(k)), k);
        }
        assertEquals(new SeriesResult(10, 10, 10, 0, CaptureError.NO_ERROR, 0, Duration.ofMillis(30), 0), result(series));
        assertEquals(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), ids());
        assertEquals(List.of(), context.warnings);
    }

    /** How long the device takes for the k-th. */
    private static int delay(int k) {
        return k == 1 ? 0 : 3 * k;
    }

    @Test
    void anIntervalThatTheDeviceCannotHoldIsReportedOnce() throws Exception {
        ManualDevice device = context.plug("a");
        CaptureSeries series = submit(context.camera(time, "front"),
                options().count(4).interval(Duration.ofMillis(10)).catchUp().build());
        expose(device, Duration.ofMillis(33), 1);
        time.advance(Duration.ofMillis(10));
        for (int k = 2; k <= 4; k++) {
            expose(device, Duration.ofMillis(33), k);
        }
        // after the first: due after 10, 20 and 30 ms, exposed after 43, 76 and 109
        assertEquals(new SeriesResult(4, 4, 4, 0, CaptureError.NO_ERROR, 3, Duration.ofMillis(79), 0), result(series));
        assertEquals(List.of("Camera front: the interval of 10ms was not kept: 3 of 4 images were late, at most by 79.0 ms"),
                context.warnings);
    }

    @Test
    void onePauseOfTheDeviceDoesNotMoveWhatComesAfter() throws Exception {
        ManualDevice device = context.plug("a");
        CaptureSeries series = submit(context.camera(time, "front"),
                options().count(5).interval(Duration.ofMillis(100)).catchUp().build());
        expose(device, Duration.ZERO, 1);
        time.advance(Duration.ofMillis(100));
        expose(device, Duration.ofMillis(250), 2);
        expose(device, Duration.ZERO, 3);
        expose(device, Duration.ZERO, 4);
        assertEquals(4, series.getRequestedCount(), "at 350 ms, when the fifth is due at 400");
        time.advance(Duration.ofMillis(50));
        expose(device, Duration.ZERO, 5);
        assertEquals(new SeriesResult(5, 5, 5, 0, CaptureError.NO_ERROR, 2, Duration.ofMillis(250), 0), result(series));
    }

    @Test
    void aDeviceSlowerThanTheIntervalGivesAllImagesOfTheSeries() throws Exception {
        ManualDevice device = context.plug("a");
        CaptureSeries series = submit(context.camera(time, "front"), series(30, Duration.ofMillis(10)));
        for (int k = 1; k <= 30; k++) {
            expose(device, Duration.ofMillis(125), k);
            time.advance(Duration.ofMillis(k == 1 ? 10 : 0));
        }
        SeriesResult result = result(series);
        assertEquals(List.of(30, 30, 0), List.of(result.requested(), result.taken(), result.skipped()));
        assertEquals(29, result.late());
        assertEquals(1, context.warnings.size(), context.warnings::toString);
        assertTrue(context.warnings.get(0).startsWith("Camera front: the interval of 10ms was not kept: 29 of 30 images were late"),
                context.warnings::toString);
    }

    @Test
    void onePauseOfTheDeviceMovesWhatComesAfterByWholeIntervals() throws Exception {
        ManualDevice device = context.plug("a");
        CaptureSeries series = submit(context.camera(time, "front"), series(4, Duration.ofMillis(100)));
        expose(device, Duration.ZERO, 1);
        time.advance(Duration.ofMillis(100));
        expose(device, Duration.ofMillis(350), 2);
        expose(device, Duration.ofMillis(10), 3);
        assertEquals(3, series.getRequestedCount(), "at 460, the next is due at 500");
        time.advance(Duration.ofMillis(40));
        expose(device, Duration.ZERO, 4);
        assertEquals(new SeriesResult(4, 4, 4, 0, CaptureError.NO_ERROR, 1, Duration.ofMillis(350), 0), result(series));
    }

    @Test
    void aBadFrameIsNoOutage() throws Exception {
        ManualDevice device = context.plug("a");
        CaptureSeries series = submit(context.camera(time, "front"), series(4, Duration.ofMillis(10)));
        expose(device, Duration.ZERO, 1);
        time.advance(Duration.ofMillis(10));
        device.awaitAsked();
        time.advance(Duration.ofMillis(125));
        device.giveFailure(Reason.BAD_FRAME, "The frame is short");
        context.awaitFailed(2, CaptureError.FORMAT);
        expose(device, Duration.ZERO, 3);
        time.advance(Duration.ofMillis(10));
        expose(device, Duration.ZERO, 4);
        SeriesResult result = result(series);
        assertEquals(List.of(4, 3, 1, 0), List.of(result.requested(), result.taken(), result.failed(), result.skipped()));
    }

    @Test
    void dueTimesMissedByAFailingDeviceAreSkipped() throws Exception {
        ManualDevice device = context.plug("a");
        CaptureSeries series = submit(context.camera(time, "front"), series(6, Duration.ofMillis(100)));
        expose(device, Duration.ZERO, 1);
        time.advance(Duration.ofMillis(100));
        device.awaitAsked();
        time.advance(Duration.ofMillis(350));
        device.giveFailure(Reason.TIMEOUT, "No frame came");
        context.awaitFailed(2, CaptureError.RESOURCE);
        expose(device, Duration.ZERO, 3); // at 450 the one due at 400, and then that at 500, which is the last
        time.advance(Duration.ofMillis(50));
        expose(device, Duration.ZERO, 4);
        SeriesResult result = result(series);
        assertEquals(List.of(4, 3, 1, 2), List.of(result.requested(), result.taken(), result.failed(), result.skipped()));
    }

    @Test
    void dueTimesMissedWithoutADeviceAreSkipped() throws Exception {
        ManualDevice lost = context.plug("a");
        CaptureSeries series = submit(context.camera(time, "front"), series(8, Duration.ofMillis(100)));
        expose(lost, Duration.ZERO, 1);
        time.advance(Duration.ofMillis(100));
        lost.awaitAsked();
        context.unplug(lost);
        context.await(event -> "WAITING".equals(event.getProperty("status")));
        time.advance(Duration.ofMillis(350)); // those at 200 and 300 are skipped, that at 400 is late
        ManualDevice device = context.plug("a");
        expose(device, Duration.ZERO, 2);
        expose(device, Duration.ofMillis(10), 3);
        assertEquals(3, series.getRequestedCount(), "at 460, the next is due at 500");
        for (int k = 4; k <= 6; k++) {
            time.advance(Duration.ofMillis(k == 4 ? 40 : 100));
            expose(device, Duration.ZERO, k);
        }
        assertEquals(new SeriesResult(8, 6, 6, 0, CaptureError.NO_ERROR, 1, Duration.ofMillis(350), 2), result(series));
        String warning = "Camera front: 2 of 8 images of a series were skipped, since none could be exposed when they were due";
        assertTrue(context.warnings.contains(warning), context.warnings::toString);
    }

    @Test
    @Tag("slow")
    void dueTimesMissedByAnUnpluggedDeviceThatDoesNotReturnAreSkipped() throws Exception {
        ManualDevice lost = context.plug("a");
        lost.deafToClose = true;
        CaptureSeries series = submit(context.camera(time, "front"), series(8, Duration.ofMillis(100)));
        expose(lost, Duration.ZERO, 1);
        time.advance(Duration.ofMillis(100));
        lost.awaitAsked();
        ManualDevice device = context.plug("b");
        context.unplug(lost);
        time.advance(Duration.ofMillis(350)); // those at 200 and 300 are skipped
        expose(device, Duration.ZERO, 2);
        series.cancel();
        assertEquals(2, result(series).skipped());
        lost.deafToClose = false;
    }

    @Test
    void theFirstIntervalIsAsLongAsTheOthers() throws Exception {
        ManualDevice device = context.plug("a");
        CaptureSeries series = submit(context.camera(time, "front"), series(3, Duration.ofMillis(1_000)));
        expose(device, Duration.ofMillis(200), 1); // at 200
        for (int k = 2; k <= 3; k++) {
            time.advance(Duration.ofMillis(800).minusNanos(1));
            assertEquals(k - 1, series.getRequestedCount());
            time.advance(Duration.ofNanos(1));
            expose(device, Duration.ofMillis(200), k); // at 1200 and 2200
        }
        assertEquals(new SeriesResult(3, 3, 3, 0, CaptureError.NO_ERROR, 0, Duration.ZERO, 0), result(series));
    }

    @Test
    void theScheduleBeginsWithTheFirstExposureAlsoIfPicturesBeforeItFailed() throws Exception {
        ManualDevice device = context.plug("a");
        CaptureSeries series = submit(context.camera(time, "front"), series(4, Duration.ofMillis(100)));
        device.awaitAsked();
        time.advance(Duration.ofMillis(250));
        device.giveFailure(Reason.BAD_FRAME, "The frame is short");
        context.awaitFailed(1, CaptureError.FORMAT);
        expose(device, Duration.ofMillis(20), 2);
        assertEquals(2, series.getRequestedCount());
        time.advance(Duration.ofMillis(100));
        expose(device, Duration.ofMillis(5), 3);
        time.advance(Duration.ofMillis(95));
        expose(device, Duration.ZERO, 4);
        assertEquals(new SeriesResult(4, 4, 3, 1, CaptureError.NO_ERROR, 0, Duration.ofMillis(5), 0), result(series));
    }
}
