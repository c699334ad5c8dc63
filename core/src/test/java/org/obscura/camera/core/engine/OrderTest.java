package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.spi.ImageFormat;
import org.osgi.service.event.Event;

/** Promise 3, order, and 5, binding. */
class OrderTest extends EngineTestBase {
    @Test
    void burstOfAHundredToAHundredPlacesComesInOrderEachWithItsOwnFrame() throws Exception {
        context.plug("a").free();
        CameraService camera = context.camera("front");
        List<Integer> ids = IntStream.range(0, 100).map(i -> camera.captureToLocation("picture " + i + ".png")).boxed().toList();
        assertEquals(IntStream.rangeClosed(1, 100).boxed().toList(), ids);
        List<Event> saved = context.await(event -> event.getTopic().equals(CameraEvents.TOPIC_IMAGE_SAVED), 100);
        assertEquals(ids, saved.stream().map(event -> event.getProperty(CameraEvents.REQUEST_ID)).toList());
        for (String kind : List.of("IMAGE_EXPOSED", "IMAGE_CAPTURED")) {
            assertEquals(ids, context.events(kind).stream().map(event -> event.getProperty(CameraEvents.REQUEST_ID)).toList(), kind);
        }
        for (int i = 0; i < 100; i++) {
            Path path = folder.resolve("picture " + i + ".png");
            assertEquals(path.toString(), saved.get(i).getProperty(CameraEvents.PATH));
            assertEquals(i, ImageIO.read(path.toFile()).getRGB(5, 5) & 0xff, "frame in " + path);
        }
        try (var files = Files.list(folder)) {
            assertEquals(100, files.count());
        }
    }

    @Test
    void signalsOfARequestComeInTheirOrder() throws Exception {
        context.plug("a").free();
        int id = context.camera("front").capture();
        context.await("IMAGE_SAVED", id);
        List<String> kinds = context.events(event -> Integer.valueOf(id).equals(event.getProperty(CameraEvents.REQUEST_ID))).stream()
                .map(event -> event.getTopic().replaceFirst(".*/", "")).distinct().toList();
        assertEquals(List.of("IMAGE_EXPOSED", "IMAGE_CAPTURED", "IMAGE_METADATA_AVAILABLE", "IMAGE_SAVED"), kinds);
        assertTrue(Files.exists(folder.resolve("IMG_00000001.jpg")));
    }

    @Test
    void slowAndFastEncodersAreAnnouncedInTheOrderOfTheRequests() throws Exception {
        Gate gate = Gate.shut();
        context.encoders.add(ManualEncoder.behind(gate, ImageFormat.PNG), 10, 1);
        context.plug("a").free();
        CameraService camera = context.camera("front");
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(camera.captureToLocation(i == 0 ? "slow.png" : i + ".jpg"));
        }
        gate.awaitArrival();
        context.await(EngineFixture.is("IMAGE_CAPTURED", ids.get(2)));
        assertEquals(List.of(), context.events("IMAGE_SAVED"));
        gate.letGo();
        context.awaitSaved(ids.get(2));
        assertEquals(ids, requests(context.events("IMAGE_SAVED")));
    }

    @Test
    void exposuresStopWhileTooManyPicturesWaitForASlowOne() throws Exception {
        Gate gate = Gate.shut();
        context.encoders.add(ManualEncoder.behind(gate, ImageFormat.PNG), 10, 1);
        context.plug("a").free();
        CameraService camera = context.camera("front");
        camera.captureToLocation("slow.png");
        for (int i = 1; i < 200; i++) {
            camera.submit(CaptureOptions.builder().inMemory().build());
        }
        context.await(event -> event.getTopic().equals(CameraEvents.TOPIC_IMAGE_EXPOSED), ExposureStage.MAX_UNCOMPLETED);
        gate.awaitArrival();
        context.awaitDispatched();
        int exposed = context.events("IMAGE_EXPOSED").size();
        gate.letGo();
        assertEquals(ExposureStage.MAX_UNCOMPLETED, exposed);
        context.await(EngineFixture::isEnd, 200);
        assertEquals(IntStream.rangeClosed(1, 200).boxed().toList(), requests(context.events(EngineFixture::isEnd)));
    }

    @Test
    void everyKindOfSignalKeepsTheOrderWhenEveryThirdRequestFailsAfterItsExposure() throws Exception {
        context.plug("a").free();
        CameraService camera = context.camera("front");
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            ids.add(camera.captureToLocation(i % 3 == 0 ? "missing/x.jpg" : i + ".bmp"));
        }
        context.await(EngineFixture::isEnd, 30);
        assertEquals(ids, requests(context.events(EngineFixture::isEnd)));
        assertEquals(ids, requests(context.events("IMAGE_EXPOSED")));
        assertEquals(10, context.events("CAPTURE_FAILED").size());
    }

    @Test
    void requestCancelledBeforeItsExposureIsToldAtOnce() throws Exception {
        ManualDevice device = context.plug("a");
        CameraService camera = context.camera("front");
        int running = camera.capture();
        int cancelled = camera.capture();
        device.awaitAsked();
        assertTrue(camera.cancelCapture(cancelled));
        context.awaitFailed(cancelled, CaptureError.CANCELLED);
        assertEquals(List.of(cancelled), requests(context.events(EngineFixture::isEnd)));
        device.giveFrame();
        context.awaitSaved(running);
    }

    @Test
    void resultOfARequestCompletesAfterItsSignal() throws Exception {
        context.plug("a").free();
        CaptureRequest request = context.camera("front").submit(CaptureOptions.defaults());
        List<Event> then = request.getResult().thenApply(image -> context.events(EngineFixture.is("IMAGE_SAVED", request.getId())))
                .toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertEquals(1, then.size());
    }
}
