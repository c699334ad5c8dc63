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
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureSeries;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.Resolution;
import org.obscura.camera.SeriesResult;
import org.obscura.camera.spi.CameraException.Reason;

/** What an application gets of a series. */
class SeriesTest extends SeriesTestBase {
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
