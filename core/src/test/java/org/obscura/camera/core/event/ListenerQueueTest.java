package org.obscura.camera.core.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.obscura.camera.CaptureListener;
import org.obscura.camera.core.Undeclared;
import org.obscura.camera.core.logging.EngineLog;

class ListenerQueueTest {
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<String> calls = new ArrayList<>();
    private final ListenerQueue queue = new ListenerQueue(new CaptureListener() {
    }, "front", tasks::add, new EngineLog(name -> null));

    private void post(String camera, String call) {
        queue.post(List.of(event(camera, call)));
    }

    private CameraEvent event(String camera, String call) {
        return new CameraEvent(camera, "topic", Map::of, listener -> {
            calls.add(call);
            if (call.startsWith("throws")) {
                throw new IllegalStateException(call);
            }
        }, null);
    }

    @Test
    void post_ofEventsOfAllCameras_queuesThoseOfItsOwn() {
        queue.post(List.of(event("back", "of another camera")));
        assertEquals(0, tasks.size());
        queue.post(List.of(event("front", "a"), event("back", "of another camera"),
                new CameraEvent("front", null, Map::of, listener -> calls.add("no event"), null), event("front", "b")));
        assertEquals(1, tasks.size());
        tasks.remove().run();
        assertEquals(List.of("a", "b"), calls);
    }

    @Test
    void calls_areMadeInOrderByOneTask() {
        post("front", "a");
        post("back", "of another camera");
        post("front", "throws");
        post("front", "b");
        assertEquals(1, tasks.size());
        tasks.remove().run();
        assertEquals(List.of("a", "throws", "b"), calls);
        post("front", "c");
        assertEquals(1, tasks.size(), "a new task, since the first has ended");
    }

    @Test
    void call_thatThrowsAnything_isFollowedByTheNext() {
        queue.post(List.of(new CameraEvent("front", "topic", Map::of, listener -> {
            throw Undeclared.thrown(new Throwable("by the listener"));
        }, null)));
        tasks.remove().run();
        post("front", "a");
        tasks.remove().run();
        assertEquals(List.of("a"), calls);
    }

    @Test
    void close_dropsPendingCalls() {
        post("front", "a");
        queue.close();
        tasks.remove().run();
        post("front", "b");
        assertEquals(List.of(), calls);
        assertEquals(0, tasks.size());
    }
}
