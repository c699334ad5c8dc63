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
class OrderTest extends EngineTest {
    @Test
    void burstOfAHundredToAHundredPlacesComesInOrderEachWithItsOwnFrame() throws Exception {
        studio.plug("a").free();
        CameraService camera = studio.camera("front");
        List<Integer> ids = IntStream.range(0, 100).map(i -> camera.captureToLocation("picture " + i + ".png")).boxed().toList();
        assertEquals(IntStream.rangeClosed(1, 100).boxed().toList(), ids);
        List<Event> saved = studio.await(event -> event.getTopic().equals(CameraEvents.TOPIC_IMAGE_SAVED), 100);
        assertEquals(ids, saved.stream().map(event -> event.getProperty(CameraEvents.REQUEST_ID)).toList());
        for (String kind : List.of("IMAGE_EXPOSED", "IMAGE_CAPTURED")) {
            assertEquals(ids, studio.events(kind).stream().map(event -> event.getProperty(CameraEvents.REQUEST_ID)).toList(), kind);
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
        studio.plug("a").free();
        int id = studio.camera("front").capture();
        studio.await("IMAGE_SAVED", id);
        List<String> kinds = studio.events(event -> Integer.valueOf(id).equals(event.getProperty(CameraEvents.REQUEST_ID))).stream()
                .map(event -> event.getTopic().replaceFirst(".*/", "")).distinct().toList();
        assertEquals(List.of("IMAGE_EXPOSED", "IMAGE_CAPTURED", "IMAGE_METADATA_AVAILABLE", "IMAGE_SAVED"), kinds);
        assertTrue(Files.exists(folder.resolve("IMG_00000001.jpg")));
    }

    @Test
    void slowAndFastEncodersAreAnnouncedInTheOrderOfTheRequests() throws Exception {
        Gate gate = Gate.shut();
        studio.encoders.add(HandEncoder.behind(gate, ImageFormat.PNG), 10, 1);
        studio.plug("a").free();
        CameraService camera = studio.camera("front");
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(camera.captureToLocation(i == 0 ? "slow.png" : i + ".jpg"));
        }
        gate.awaitArrival();
        studio.await(TestStudio.is("IMAGE_CAPTURED", ids.get(2)));
        assertEquals(List.of(), studio.events("IMAGE_SAVED"));
        gate.letGo();
        studio.awaitSaved(ids.get(2));
        assertEquals(ids, requests(studio.events("IMAGE_SAVED")));
    }

    @Test
    void exposuresStopWhileTooManyPicturesWaitForASlowOne() throws Exception {
        Gate gate = Gate.shut();
        studio.encoders.add(HandEncoder.behind(gate, ImageFormat.PNG), 10, 1);
        studio.plug("a").free();
        CameraService camera = studio.camera("front");
        camera.captureToLocation("slow.png");
        for (int i = 1; i < 200; i++) {
            camera.submit(CaptureOptions.builder().inMemory().build());
        }
        studio.await(event -> event.getTopic().equals(CameraEvents.TOPIC_IMAGE_EXPOSED), CameraLine.MOST_UNFINISHED);
        gate.awaitArrival();
        studio.awaitAnnounced();
        int exposed = studio.events("IMAGE_EXPOSED").size();
        gate.letGo();
        assertEquals(CameraLine.MOST_UNFINISHED, exposed);
        studio.await(TestStudio::isEnd, 200);
        assertEquals(IntStream.rangeClosed(1, 200).boxed().toList(), requests(studio.events(TestStudio::isEnd)));
    }

    @Test
    void everyKindOfSignalKeepsTheOrderWhenEveryThirdRequestFailsAfterItsExposure() throws Exception {
        studio.plug("a").free();
        CameraService camera = studio.camera("front");
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            ids.add(camera.captureToLocation(i % 3 == 0 ? "missing/x.jpg" : i + ".bmp"));
        }
        studio.await(TestStudio::isEnd, 30);
        assertEquals(ids, requests(studio.events(TestStudio::isEnd)));
        assertEquals(ids, requests(studio.events("IMAGE_EXPOSED")));
        assertEquals(10, studio.events("CAPTURE_FAILED").size());
    }

    @Test
    void requestCancelledBeforeItsExposureIsToldAtOnce() throws Exception {
        HandDevice device = studio.plug("a");
        CameraService camera = studio.camera("front");
        int running = camera.capture();
        int cancelled = camera.capture();
        device.awaitAsked();
        assertTrue(camera.cancelCapture(cancelled));
        studio.awaitFailed(cancelled, CaptureError.CANCELLED);
        assertEquals(List.of(cancelled), requests(studio.events(TestStudio::isEnd)));
        device.giveFrame();
        studio.awaitSaved(running);
    }

    @Test
    void resultOfARequestCompletesAfterItsSignal() throws Exception {
        studio.plug("a").free();
        CaptureRequest request = studio.camera("front").submit(CaptureOptions.defaults());
        List<Event> then = request.getResult().thenApply(image -> studio.events(TestStudio.is("IMAGE_SAVED", request.getId())))
                .toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertEquals(1, then.size());
    }
}
