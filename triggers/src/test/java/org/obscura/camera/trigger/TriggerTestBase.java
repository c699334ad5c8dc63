package org.obscura.camera.trigger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.Camera;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureListener;
import org.obscura.camera.support.config.ConfigReader;
import org.obscura.camera.testing.TestCamera;
import org.osgi.service.event.EventAdmin;

/** A trigger with the real engine, by a clock that the test moves. */
abstract class TriggerTestBase {
    static final int LIMIT_SECONDS = Integer.getInteger("test.timeout", 300);

    static final String PID = "org.obscura.camera.trigger~test";

    @TempDir
    Path folder;
    @TempDir
    Path data;
    final HandTime time = new HandTime(Instant.parse("2026-05-01T10:00:30Z"));
    final BlockingQueue<String> results = new LinkedBlockingQueue<>();
    final List<String> missed = new ArrayList<>();
    final List<String> log = new CopyOnWriteArrayList<>();
    TestCamera camera;
    Optional<Camera> found;
    Runnable onLook = () -> {};
    EventAdmin eventAdmin;
    Trigger trigger;

    @BeforeEach
    void start() {
        camera = TestCamera.configured("yard", Map.of("directory", folder.toString(), "device.timeout", "100ms"));
        camera.addListener(new CaptureListener() {
            @Override
            public void onImageSaved(String cameraId, int requestId, String path) {
                results.add(path);
            }

            @Override
            public void onCaptureFailed(String cameraId, int requestId, CaptureError error, String message) {
                results.add(error.name());
            }
        });
        found = Optional.of(camera.camera());
    }

    @AfterEach
    void stop() {
        trigger.close();
        camera.close();
    }

    void trigger(String... pairs) {
        Map<String, Object> config = new HashMap<>(Map.of("camera", "yard", "zone", "UTC", "service.pid", PID));
        for (int i = 0; i < pairs.length; i += 2) {
            config.put(pairs[i], pairs[i + 1]);
        }
        ConfigReader reader = new ConfigReader(TriggerConfig.class, config, Map.of());
        TriggerSettings settings = TriggerSettings.read(reader);
        assertEquals(List.of(), reader.errors());
        HandledTime handled = ArmedTrigger.handledTime(data.toFile(), "test", PID, settings, Logs.NONE);
        trigger = new Trigger("test", settings, () -> {
            onLook.run();
            return found;
        }, time, events(), Logs.into(log), ArmedTrigger.timing(settings, time, handled), null, handled);
        trigger.start();
    }

    private TriggerEvents events() {
        TriggerEvents events = new TriggerEvents() {
            @Override
            void missed(String name, String cameraId, String message) {
                missed.add(message);
                super.missed(name, cameraId, message);
            }
        };
        events.eventAdmin = eventAdmin;
        return events;
    }

    String result() throws InterruptedException {
        String result = results.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        assertNotNull(result, "no image ended");
        return result;
    }

    /** Waits until the trigger knows how its request ended, which it learns after the listeners. */
    void awaitLastResult(String expected) throws Exception {
        await(expected, () -> trigger.getStatus().lastResult());
    }

    /** Waits until a text that no event announces has a part. */
    static void await(String expected, Callable<String> text) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        String seen = text.call();
        while (!seen.contains(expected) && System.nanoTime() < end) {
            Thread.onSpinWait();
            seen = text.call();
        }
        assertTrue(seen.contains(expected), seen);
    }
}
