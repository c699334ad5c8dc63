package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.CaptureSeries;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.Resolution;
import org.obscura.camera.SeriesResult;
import org.obscura.camera.spi.CameraException.Reason;

/** When the pictures of a series are taken, and what its application gets of it. */
class SeriesTest extends EngineTestBase {
    private final ManualClock time = new ManualClock();
    private final List<CaptureRequest> handed = new CopyOnWriteArrayList<>();

    private static CaptureOptions series(int count, Duration interval) {
        return options().count(count).interval(interval).build();
    }

    private static CaptureOptions burst(int count) {
        return series(count, Duration.ZERO);
    }

    private CaptureSeries submit(CameraCapture camera, CaptureOptions options) {
        return camera.submitSeries(options, handed::add);
    }

    private static SeriesResult result(CaptureSeries series) throws Exception {
        return series.getResult().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private List<Integer> ids() {
        return handed.stream().map(CaptureRequest::getId).toList();
    }

    private static CapturedImage image(CaptureRequest request) {
        return request.getResult().toCompletableFuture().join();
    }

    /** The device, of which a frame is requested, takes that long to give it. */
    private void expose(ManualDevice device, Duration within, int request) throws InterruptedException {
        device.awaitAsked();
        time.advance(within);
        device.giveFrame();
        context.await("IMAGE_EXPOSED", request);
    }

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
        assertEquals(List.of("Camera front: the interval of 10.0 ms was not kept: 3 of 4 images were late, at most by 79.0 ms"),
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
        assertTrue(context.warnings.get(0).startsWith("Camera front: the interval of 10.0 ms was not kept: 29 of 30 images were late"),
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
        context.warnings.clear();
        expose(device, Duration.ofMillis(10), 3);
        assertEquals(3, series.getRequestedCount(), "at 460, the next is due at 500");
        for (int k = 4; k <= 6; k++) {
            time.advance(Duration.ofMillis(k == 4 ? 40 : 100));
            expose(device, Duration.ZERO, k);
        }
        assertEquals(new SeriesResult(8, 6, 6, 0, CaptureError.NO_ERROR, 1, Duration.ofMillis(350), 2), result(series));
        assertEquals("Camera front: 2 of 8 images of a series were skipped, since none could be exposed when they were due",
                context.warnings.get(0));
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

    @Test
    void aBurstLongerThanTheQueueIsTakenWhole() throws Exception {
        context.plug("a").free();
        CameraService camera = context.camera("front", "queue.capacity", 1);
        CaptureSeries series = submit(camera, burst(40));
        assertEquals(new SeriesResult(40, 40, 40, 0, CaptureError.NO_ERROR, 0, Duration.ZERO, 0), result(series));
        List<Integer> all = IntStream.rangeClosed(1, 40).boxed().toList();
        assertEquals(all, ids());
        assertEquals(all, requests(context.await(EngineFixture::isEnd, 40)));
        assertEquals(40, names().size());
        assertEquals(List.of(), camera.getSeries());
    }

    @Test
    void othersHaveTheirTurnBesideABurst() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front");
        CaptureSeries series = submit(camera, burst(3));
        assertEquals(1, camera.getPendingCount());
        device.awaitAsked();
        camera.capture();
        camera.capture();
        device.giveFrame();
        context.await("IMAGE_EXPOSED", 1);
        assertEquals(2, series.getRequestedCount());
        device.free();
        result(series);
        assertEquals(List.of(1, 4, 5), ids());
        assertEquals(List.of(1, 2, 3, 4, 5), requests(context.await(event -> event.getTopic().endsWith("/IMAGE_EXPOSED"), 5)));
    }

    @Test
    void aSeriesKeepsItsPlaceInAQueueThatIsFull() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front", "queue.capacity", 1);
        CaptureSeries series = submit(camera, burst(3));
        device.awaitAsked();
        camera.capture();
        context.awaitFailed(camera.capture(), CaptureError.RESOURCE);
        CaptureSeries refused = camera.submitSeries(burst(3), request -> {});
        assertEquals(new SeriesResult(3, 1, 0, 1, CaptureError.RESOURCE, 0, Duration.ZERO, 0), result(refused));
        device.free();
        assertEquals(3, result(series).taken());
    }

    @Test
    void readyIsNotToldBetweenThePicturesOfABurst() throws Exception {
        context.plug("a").free();
        CameraService camera = context.camera("front");
        result(submit(camera, burst(20)));
        context.awaitDispatched();
        assertEquals(List.of(true, false, true), context.events(event -> "ready".equals(event.getProperty("property"))).stream()
                .map(event -> event.getProperty("value")).toList());
    }

    @Test
    void allPicturesHaveTheSettingsOfTheBeginning() throws Exception {
        context.plug("a").free();
        CameraService camera = context.camera(time, "front", "format", "bmp");
        camera.setResolution(ManualDevice.SMALL);
        CaptureSeries series = submit(camera, series(2, Duration.ofHours(1)));
        context.awaitSaved(1);
        camera.setResolution(ManualDevice.LARGE);
        camera.update(context.settings("front", "format", "png"));
        time.advance(Duration.ofHours(1));
        assertEquals(2, result(series).taken());
        CapturedImage second = image(handed.get(1));
        assertEquals(ManualDevice.SMALL, second.resolution());
        assertEquals("bmp", second.format());
    }

    @Test
    void aSeriesIsNotWrittenOverItselfUnlessThatIsAskedFor() throws Exception {
        context.plug("a").free();
        CameraService camera = context.camera("front");
        result(submit(camera, options().location("x.bmp").count(3).build()));
        assertEquals(List.of("x-001.bmp", "x-002.bmp", "x-003.bmp"),
                handed.stream().map(each -> image(each).path().getFileName().toString()).toList());
        result(submit(camera, options().location("latest.bmp").existing(CaptureOptions.ExistingFile.OVERWRITE).count(3).build()));
        assertEquals(List.of("latest.bmp", "x-001.bmp", "x-002.bmp", "x-003.bmp"), names());
    }

    @Test
    void aPictureThatFailsDoesNotEndTheSeries() throws Exception {
        ManualDevice device = context.plug("a");
        CaptureSeries series = submit(context.camera("front"), burst(4));
        device.giveFrame();
        device.giveFailure(Reason.FAILED, "The sensor is hot");
        device.free();
        assertEquals(new SeriesResult(4, 4, 3, 1, CaptureError.NO_ERROR, 0, Duration.ZERO, 0), result(series));
        assertEquals("The sensor is hot", context.awaitFailed(2, CaptureError.RESOURCE));
        CaptureSeries impossible = submit(context.camera("back"), options().count(3).resolution(new Resolution(7, 7)).build());
        assertEquals(3, result(impossible).failed());
    }

    @Test
    void theResultComesAfterAllThatDependsOnThePictures() throws Exception {
        context.plug("a").free();
        List<Integer> done = new CopyOnWriteArrayList<>();
        CaptureSeries series = context.camera("front").submitSeries(burst(30),
                request -> request.getResult().thenAccept(image -> done.add(image.requestId())));
        CompletableFuture<Integer> seen = new CompletableFuture<>();
        series.getResult().thenRun(() -> seen.complete(done.size()));
        assertEquals(30, seen.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void aConsumerThatThrowsMissesNothing() throws Exception {
        context.plug("a").free();
        CaptureSeries series = context.camera("front").submitSeries(burst(3), request -> {
            handed.add(request);
            throw new IllegalStateException("no more room");
        });
        assertEquals(3, result(series).taken());
        assertEquals(List.of(1, 2, 3), ids());
        assertEquals(3, context.warnings.size());
        assertTrue(context.warnings.get(0).startsWith("Camera front, request 1: "), context.warnings::toString);
    }

    @Test
    void aConsumerThatBlocksStallsNothing() throws Exception {
        Gate gate = Gate.shut();
        Thread caller = Thread.currentThread();
        context.plug("a").free();
        CameraService camera = context.camera("front");
        CaptureSeries series = camera.submitSeries(burst(20), request -> {
            assertFalse(Thread.currentThread() == caller);
            gate.pass();
            handed.add(request);
        });
        try {
            context.await(EngineFixture::isEnd, 20);
            assertEquals(21, camera.submit(CaptureOptions.defaults()).getResult().toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS).requestId());
            assertFalse(series.getResult().toCompletableFuture().isDone());
        } finally {
            gate.letGo();
        }
        assertEquals(20, result(series).taken());
        assertEquals(20, ids().size());
    }

    @Test
    void submitTakesOnePictureAndNothingIsNull() {
        CameraService camera = context.camera("front");
        assertEquals("The count is 2, and submit takes one image; use submitSeries",
                assertThrows(IllegalArgumentException.class, () -> camera.submit(burst(2))).getMessage());
        assertThrows(NullPointerException.class, () -> camera.submitSeries(null, request -> {}));
        assertThrows(NullPointerException.class, () -> camera.submitSeries(burst(2), null));
        assertEquals(1, camera.capture(), "what is refused has no id");
    }
}
