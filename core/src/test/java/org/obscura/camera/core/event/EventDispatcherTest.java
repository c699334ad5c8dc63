package org.obscura.camera.core.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.obscura.camera.CaptureListener;
import org.obscura.camera.core.logging.EngineLog;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

class EventDispatcherTest {
    private static final int LIMIT_SECONDS = 120;
    private static final String UNHANDLED = "unhandled";

    private final EventDispatcher dispatcher = new EventDispatcher(Runnable::run, Duration.ZERO, topic -> !topic.equals(UNHANDLED),
            new EngineLog(name -> null));
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        dispatcher.close();
    }

    private final class Admin implements EventAdmin {
        @Override
        public void postEvent(Event event) {
            if (event.getTopic().equals(EventDispatcher.TOPIC)) {
                dispatcher.handleEvent(event);
            } else {
                received.add(event.getTopic());
            }
        }

        @Override
        public void sendEvent(Event event) {
            throw new AssertionError();
        }
    }

    private void post(String camera, String topic) {
        dispatcher.post(List.of(new CameraEvent(camera, topic, Map::of, listener -> listener.onImageSaved(camera, 1, topic),
                () -> received.add("after " + topic))));
    }

    private void expect(String... expected) throws InterruptedException {
        for (String each : expected) {
            assertEquals(each, received.poll(LIMIT_SECONDS, TimeUnit.SECONDS));
        }
    }

    @Test
    void events_areHeldInOrderUntilThereIsAnEventAdmin_resultsAreNot() throws Exception {
        post("front", "a");
        post("front", "b");
        expect("after a", "after b");
        dispatcher.setEventAdmin(new Admin());
        expect("a", "b");
        post("front", "c");
        expect("c", "after c");
    }

    @Test
    void eventWithoutHandler_isNotPosted_butHeldUntilThereIsAnEventAdmin() throws Exception {
        post("front", UNHANDLED);
        expect("after unhandled");
        dispatcher.setEventAdmin(new Admin());
        expect("unhandled");
        post("front", UNHANDLED);
        post("front", "a");
        expect("after unhandled", "a", "after a");
    }

    @Test
    void listener_receivesEventsOfItsCamera_alsoAfterItsCameraChanged() throws Exception {
        CaptureListener listener = new CaptureListener() {
            @Override
            public void onImageSaved(String camera, int request, String path) {
                received.add(camera + " " + path);
            }
        };
        dispatcher.addListener(listener, "front");
        post("front", "a");
        expect("front a", "after a");
        post("back", "b");
        expect("after b");
        dispatcher.addListener(listener, "back");
        post("front", "c");
        expect("after c");
        post("back", "d");
        expect("back d", "after d");
        dispatcher.addListener(listener, null);
        post("front", "e");
        expect("front e", "after e");
        dispatcher.removeListener(listener);
        post("front", "f");
        expect("after f");
    }

    @Test
    void close_runsWhatIsLeft() throws Exception {
        dispatcher.close();
        post("front", "late");
        expect("after late");
    }
}
