package org.obscura.camera.core.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.CountDownLatch;
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

    private final Set<String> unhandled = new CopyOnWriteArraySet<>(List.of(UNHANDLED));
    private final EventDispatcher dispatcher = new EventDispatcher(Runnable::run, Duration.ZERO, topic -> !unhandled.contains(topic),
            new EngineLog(name -> null));
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        dispatcher.close();
    }

    private class Admin implements EventAdmin {
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

    /** One that does not return from an event until it may. */
    private final class SlowAdmin extends Admin {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch mayReturn = new CountDownLatch(1);

        @Override
        public void postEvent(Event event) {
            entered.countDown();
            try {
                assertTrue(mayReturn.await(LIMIT_SECONDS, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            super.postEvent(event);
        }
    }

    private final CaptureListener recorder = new CaptureListener() {
        @Override
        public void onImageSaved(String camera, int request, String path) {
            received.add(camera + " " + path);
        }
    };

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
    void handler_thatComesAndGoes_countsAtOnce() throws Exception {
        dispatcher.setEventAdmin(new Admin());
        post("front", UNHANDLED);
        expect("after unhandled"); // a handler that comes before its turn would get it
        unhandled.clear();
        post("front", UNHANDLED);
        expect("unhandled", "after unhandled");
        unhandled.add(UNHANDLED);
        post("front", UNHANDLED);
        post("front", "a");
        expect("after unhandled", "a", "after a");
    }

    @Test
    void eventWithoutHandler_doesNotOvertakeOneThatIsBeingPosted() throws Exception {
        SlowAdmin admin = new SlowAdmin();
        dispatcher.setEventAdmin(admin);
        post("front", "a");
        admin.entered.await();
        post("front", UNHANDLED);
        admin.mayReturn.countDown();
        expect("a", "after a", "after unhandled");
    }

    @Test
    void listener_doesNotWaitForTheEventAdmin() throws Exception {
        dispatcher.addListener(recorder, null);
        SlowAdmin admin = new SlowAdmin();
        dispatcher.setEventAdmin(admin);
        post("front", "a");
        admin.entered.await();
        post("front", "b");
        expect("front a", "front b");
        admin.mayReturn.countDown();
        expect("a", "after a", "b", "after b");
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
        dispatcher.addListener(recorder, "front");
        post("front", "a");
        expect("front a", "after a");
        post("back", "b");
        expect("after b");
        dispatcher.addListener(recorder, "back");
        post("front", "c");
        expect("after c");
        post("back", "d");
        expect("back d", "after d");
        dispatcher.addListener(recorder, null);
        post("front", "e");
        expect("front e", "after e");
        dispatcher.removeListener(recorder);
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
