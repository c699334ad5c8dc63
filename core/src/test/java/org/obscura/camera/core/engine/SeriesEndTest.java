package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureSeries;
import org.obscura.camera.SeriesResult;
import org.obscura.camera.spi.ImageFormat;

/** What ends a series before its time: it ends as a whole, at once, and its result comes in any case. */
class SeriesEndTest extends EngineTestBase {
    private static final Duration HOUR = Duration.ofHours(1);

    private final ManualClock time = new ManualClock();

    private static CaptureSeries begin(CameraService camera, CaptureOptions.Builder options) {
        return camera.submitSeries(options.build(), request -> {});
    }

    /** A time-lapse whose first image is saved and whose second is not due. */
    private CaptureSeries waiting(CameraService camera) throws Exception {
        CaptureSeries series = begin(camera, options().count(3).interval(HOUR));
        context.awaitSaved(1);
        assertEquals(List.of(series), camera.getSeries());
        return series;
    }

    private static SeriesResult result(CaptureSeries series) throws Exception {
        return series.getResult().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static SeriesResult ended(int count, int asked, int taken, CaptureError error) {
        return new SeriesResult(count, asked, taken, asked - taken, error, 0, Duration.ZERO, 0);
    }

    /** Nothing of the series is left that would ask for an image. */
    private void assertOver(CameraService camera, CaptureSeries series) throws Exception {
        int asked = series.getRequestedCount();
        assertEquals(List.of(), camera.getSeries());
        time.advance(HOUR.multipliedBy(3));
        context.awaitDispatched();
        assertEquals(asked, series.getRequestedCount());
        assertEquals(asked, context.events(EngineFixture::isEnd).size());
        assertFalse(series.cancel(), "all has ended");
    }

    @Test
    void cancelBetweenTwoPictures() throws Exception {
        context.plug("a").free();
        CameraService camera = context.camera(time, "front");
        CaptureSeries series = waiting(camera);
        assertTrue(series.cancel());
        assertEquals(ended(3, 1, 1, CaptureError.CANCELLED), result(series));
        assertOver(camera, series);
    }

    @Test
    void cancelWhileOneWaitsForADevice() throws Exception {
        CameraService camera = context.camera(time, "front");
        CaptureSeries series = begin(camera, options().count(5));
        assertTrue(series.cancel());
        context.awaitFailed(1, CaptureError.CANCELLED);
        assertEquals(ended(5, 1, 0, CaptureError.CANCELLED), result(series));
        assertOver(camera, series);
    }

    @Test
    void cancelWhileOneIsExposedAndAnotherEncoded() throws Exception {
        Gate gate = Gate.shut();
        context.encoders.add(ManualEncoder.behind(gate, ImageFormat.PNG), 10, 1);
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera(time, "front");
        CaptureSeries series = begin(camera, options().location("x.png").count(5));
        device.awaitAsked();
        device.giveFrame();
        gate.awaitArrival();
        device.awaitAsked();
        assertTrue(series.cancel());
        gate.letGo();
        device.giveFrame();
        assertEquals(ended(5, 2, 0, CaptureError.CANCELLED), result(series));
        context.awaitFailed(1, CaptureError.CANCELLED);
        context.awaitFailed(2, CaptureError.CANCELLED);
        assertOver(camera, series);
        assertEquals(List.of(), names());
        context.plug("b").free();
        context.unplug(device);
        context.awaitSaved(camera.capture());
    }

    @Test
    void cancelOfTheLastPictureAndAfterTheEnd() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera(time, "front");
        CaptureSeries series = begin(camera, options().count(2));
        device.giveFrame();
        context.awaitSaved(1);
        assertEquals(2, series.getRequestedCount());
        assertTrue(series.cancel());
        assertEquals(ended(2, 2, 1, CaptureError.NO_ERROR), result(series));
        assertOver(camera, series);
    }

    @Test
    void cancelCaptureEndsTheSeriesAndTheCancelOfOnePictureDoesNot() throws Exception {
        context.plug("a").free();
        CameraService camera = context.camera(time, "front");
        CaptureSeries series = waiting(camera);
        camera.cancelCapture();
        assertEquals(ended(3, 1, 1, CaptureError.CANCELLED), result(series));
        assertOver(camera, series);
        ManualDevice slow = context.plug(new ManualDevice("slow"), 5);
        CaptureSeries next = begin(camera, options().count(3));
        slow.awaitAsked();
        assertTrue(camera.cancelCapture(2));
        assertEquals(2, next.getRequestedCount());
        slow.free();
        assertEquals(ended(3, 3, 2, CaptureError.NO_ERROR), result(next));
    }

    @Test
    void stopEndsItAlsoBetweenTwoPicturesAndItStaysEnded() throws Exception {
        context.plug("a").free();
        CameraService camera = context.camera(time, "front");
        CaptureSeries series = waiting(camera);
        camera.stop();
        assertEquals(ended(3, 1, 1, CaptureError.NOT_READY), result(series));
        camera.start();
        assertOver(camera, series);
    }

    @Test
    void stopFailsTheOneThatWaitsAndAsksForNoOther() throws Exception {
        CameraService camera = context.camera(time, "front");
        CaptureSeries series = begin(camera, options().count(3));
        camera.stop();
        context.awaitFailed(1, CaptureError.NOT_READY);
        assertEquals(ended(3, 1, 0, CaptureError.NOT_READY), result(series));
        assertOver(camera, series);
    }

    @Test
    void onAStoppedCameraTheFirstPictureIsTheLast() throws Exception {
        CameraService camera = context.camera(time, "front", "autostart", false);
        CaptureSeries series = begin(camera, options().count(3).interval(HOUR));
        assertEquals(ended(3, 1, 0, CaptureError.NOT_READY), result(series));
        assertTrue(context.awaitFailed(1, CaptureError.NOT_READY).contains("start it"));
        assertOver(camera, series);
    }

    @Test
    void theRemovalOfTheCameraEndsItAndAsksForNoMoreOfIt() throws Exception {
        context.plug("a").free();
        CameraService camera = context.camera(time, "front");
        CaptureSeries series = waiting(camera);
        camera.close(Duration.ofSeconds(5));
        assertEquals(ended(3, 1, 1, CaptureError.NOT_READY), result(series));
        assertEquals(ended(3, 0, 0, CaptureError.NOT_READY), result(begin(camera, options().count(3))));
        assertOver(camera, series);
    }

    @Test
    void theEndOfTheEngineEndsABurstInFullRunWithEachRequestToldOnce() throws Exception {
        context.plug("a").free();
        CameraService camera = context.camera("front");
        CaptureSeries series = begin(camera, options().inMemory().count(1_000_000));
        context.await(EngineFixture::isEnd, 20);
        context.close();
        SeriesResult all = result(series);
        assertEquals(CaptureError.NOT_READY, all.error());
        assertEquals(all.requested(), all.taken() + all.failed());
        assertEquals(all.requested(), context.events(EngineFixture::isEnd).size());
        assertEquals(CaptureError.NOT_READY, result(begin(camera, options().count(3))).error());
    }
}
