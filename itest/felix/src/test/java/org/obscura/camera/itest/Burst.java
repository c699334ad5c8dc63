package org.obscura.camera.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.obscura.camera.CameraCapture;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.CaptureException;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.itest.support.TestPatternReading;
import org.osgi.service.event.Event;

/** Many requests at once to one camera, and what became of them. */
final class Burst {
    /** What the system counts as the time of exposure is read by another clock than the time of the request: a millisecond is cut off. */
    private static final long CUT_OFF_MILLIS = 1;

    private final String camera;
    private final Map<Integer, Shot> shots = new LinkedHashMap<>();

    /** A request and when it was made. */
    record Shot(CaptureRequest request, long madeMillis) {
    }

    /** An image, read from its file. */
    record Picture(int request, String device, TestPatternReading strip) {
    }

    Burst(String camera) {
        this.camera = camera;
    }

    /** Asks for images in the folder. */
    Burst fire(CameraCapture capture, int count, Path folder) {
        for (int i = 0; i < count; i++) {
            long made = System.currentTimeMillis();
            CaptureRequest request = capture.submit(CaptureOptions.to(folder.resolve(camera + "-" + shots.size() + ".jpg").toString()));
            shots.put(request.getId(), new Shot(request, made));
        }
        return this;
    }

    Predicate<Event> events(String topic) {
        return event -> event.getTopic().equals(topic) && camera.equals(event.getProperty(CameraEvents.CAMERA_ID))
                && shots.containsKey(event.getProperty(CameraEvents.REQUEST_ID));
    }

    /** The ends of its requests. */
    Predicate<Event> ends() {
        return EventLog.end().and(event -> camera.equals(event.getProperty(CameraEvents.CAMERA_ID))
                && shots.containsKey(event.getProperty(CameraEvents.REQUEST_ID)));
    }

    Predicate<RecordedEvent> ofKind(String kind) {
        return recorded -> recorded.kind().equals(kind) && recorded.camera().equals(camera) && shots.containsKey(recorded.request());
    }

    int size() {
        return shots.size();
    }

    List<Integer> ids() {
        return List.copyOf(shots.keySet());
    }

    /** Waits for every result; the failures among them. */
    Map<Integer, CaptureException> awaitEnds() throws Exception {
        Map<Integer, CaptureException> failures = new LinkedHashMap<>();
        for (Map.Entry<Integer, Shot> shot : shots.entrySet()) {
            try {
                shot.getValue().request.getResult().toCompletableFuture().get(Patience.SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                failures.put(shot.getKey(), (CaptureException) e.getCause());
            }
        }
        return failures;
    }

    void assertAllSaved() throws Exception {
        assertEquals(Map.of(), awaitEnds());
    }

    /** Checks that every request ended with an image on disk that was exposed after its call, in order, with one end each. */
    List<Picture> assertAllSavedInOrder(EventLog events) throws Exception {
        assertEquals(Map.of(), awaitEnds());
        List<Event> ends = events.await(ends(), shots.size());
        assertEquals("saved in order, each once", ids(), ends.stream().map(event -> event.getProperty(CameraEvents.REQUEST_ID)).toList());
        List<Event> exposed = events.all(events(CameraEvents.TOPIC_IMAGE_EXPOSED));
        assertEquals("exposed in order, each once", ids(),
                exposed.stream().map(event -> event.getProperty(CameraEvents.REQUEST_ID)).toList());
        List<Picture> pictures = new ArrayList<>();
        long last = 0;
        for (Shot shot : shots.values()) {
            CapturedImage image = shot.request.getResult().toCompletableFuture().join();
            TestPatternReading strip = TestPatternReading.of(image.path());
            assertTrue("request " + image.requestId() + " holds a frame of before it: " + strip,
                    strip.exposedMillis() >= shot.madeMillis - CUT_OFF_MILLIS);
            assertTrue("request " + image.requestId() + " holds a frame of before the request before it: " + strip,
                    strip.exposedMillis() >= last);
            last = strip.exposedMillis();
            pictures.add(new Picture(image.requestId(), image.deviceId(), strip));
        }
        assertKindsInOrder(events);
        return pictures;
    }

    private void assertKindsInOrder(EventLog events) {
        for (int id : shots.keySet()) {
            List<String> kinds = events.all(event -> camera.equals(event.getProperty(CameraEvents.CAMERA_ID))
                    && Integer.valueOf(id).equals(event.getProperty(CameraEvents.REQUEST_ID))).stream().map(RecordedEvent::of)
                    .map(RecordedEvent::kind).distinct().toList();
            assertEquals(List.of(RecordedEvent.EXPOSED, RecordedEvent.CAPTURED, RecordedEvent.METADATA, RecordedEvent.SAVED), kinds);
        }
    }
}
