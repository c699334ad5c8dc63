package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.ImageFormat;
import org.junit.jupiter.api.Tag;
import org.osgi.service.event.Event;

/** Promise 2 under everything at once, by several threads that follow a seed. */
@Tag("slow")
class ChaosTest extends EngineTestBase {
    private static final int ROUNDS = 120;
    private static final List<String> ORDER = List.of("IMAGE_EXPOSED", "IMAGE_CAPTURED", "IMAGE_METADATA_AVAILABLE", "END");

    private final List<CaptureRequest> requests = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger frames = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyRequestEndsOnceInOrderAndLeavesNothing(long seed) throws Exception {
        context.encoders.add(new ManualEncoder((frame, format, quality) -> {
            if (frame.getSequence() % 7 == 0) {
                throw new IllegalStateException("a bad encoder");
            }
            return ManualEncoder.WELL.encode(frame, format, quality);
        }, ImageFormat.PNG), 5, 5);
        CameraService front = context.camera("front", "queue.capacity", 20, "device.timeout", "0.2", "frame.timeout", "0.05",
                "idle.timeout", "0.005");
        CameraService back = context.camera("back", "queue.capacity", 20, "device.timeout", "0.2", "frame.timeout", "0.05", "idle.timeout",
                "0.005");
        List<Thread> threads = new ArrayList<>();
        threads.add(new Thread(() -> ask(front, new Random(seed))));
        threads.add(new Thread(() -> ask(front, new Random(seed + 100))));
        threads.add(new Thread(() -> ask(back, new Random(seed + 200))));
        threads.add(new Thread(() -> meddle(front, new Random(seed + 300))));
        threads.add(new Thread(() -> plug(new Random(seed + 400))));
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        threads.forEach(thread -> thread.setUncaughtExceptionHandler((t, e) -> thrown.add(e)));
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(), thrown);
        front.close(Duration.ofSeconds(PATIENCE_SECONDS));
        back.close(Duration.ofSeconds(PATIENCE_SECONDS));
        context.close();
        for (CaptureRequest request : requests) {
            request.getResult().handle((image, failure) -> 0).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        check("front");
        check("back");
        assertEquals(requests.size(), context.events(EngineFixture::isEnd).size());
    }

    private void ask(CameraService camera, Random random) {
        int last = 0;
        for (int i = 0; i < ROUNDS; i++) {
            CaptureRequest request = camera.submit(switch (random.nextInt(8)) {
                case 0 -> options().inMemory().build();
                case 1 -> options().location("missing/x.jpg").build();
                case 2 -> options().location("x.nothing").build();
                case 3 -> options().resolution(new Resolution(99, 99)).build();
                case 4 -> options().resolution(ManualDevice.SMALL).format("png").build();
                case 5 -> options().location("same.bmp").build();
                default -> options().build();
            });
            assertTrue(request.getId() > last);
            last = request.getId();
            requests.add(request);
            if (random.nextInt(6) == 0) {
                request.cancel();
            }
            if (random.nextInt(12) == 0) {
                request.getResult().handle((image, failure) -> 0).toCompletableFuture().join(); // lets the queue run empty
            }
        }
    }

    private void meddle(CameraService camera, Random random) {
        for (int i = 0; i < ROUNDS; i++) {
            switch (random.nextInt(6)) {
                case 0 -> camera.cancelCapture();
                case 1 -> camera.stop();
                case 2 -> camera.setResolution(random.nextBoolean() ? ManualDevice.SMALL : null);
                case 3 -> camera.update(context.settings("front", "queue.capacity", 1 + random.nextInt(20), "device.timeout", "0.2",
                        "frame.timeout", "0.05", "device.target", random.nextBoolean() ? "" : "(camera.device.id=hand:a)"));
                default -> camera.start();
            }
            awaitFrames(random.nextInt(4));
        }
        camera.start();
    }

    private void plug(Random random) {
        Map<String, ManualDevice> there = new HashMap<>();
        for (int i = 0; i < ROUNDS; i++) {
            String name = random.nextBoolean() ? "a" : "b";
            ManualDevice device = there.remove(name);
            if (device != null) {
                context.unplug(device);
            } else {
                device = new ManualDevice(name).free();
                script(device, random);
                there.put(name, context.plug(device, random.nextInt(3)));
            }
            awaitFrames(random.nextInt(6));
        }
    }

    /** What the device does before it is good. */
    private void script(ManualDevice device, Random random) {
        for (int n = random.nextInt(6); n > 0; n--) {
            int what = random.nextInt(8);
            device.give(d -> {
                frames.incrementAndGet();
                switch (what) {
                    case 0:
                        throw new CameraException(Reason.TIMEOUT, "late");
                    case 1:
                        throw new CameraException(Reason.DISCONNECTED, "gone");
                    case 2:
                        throw new IllegalStateException("odd");
                    case 3:
                        return d.frame(new byte[3]);
                    case 4:
                        return null;
                    default:
                        return d.frame(null);
                }
            });
        }
    }

    /** Lets some events come, as far as any do. */
    private void awaitFrames(int more) {
        int seen = context.events().size();
        for (int spin = 0; spin < 100_000 && context.count() < seen + more * 5; spin++) {
            Thread.onSpinWait();
        }
    }

    private void check(String camera) throws Exception {
        Map<Integer, List<String>> byRequest = new TreeMap<>();
        Map<String, Integer> lastOfKind = new HashMap<>();
        for (Event event : context.events(event -> camera.equals(event.getProperty(CameraEvents.CAMERA_ID))
                && event.getProperty(CameraEvents.REQUEST_ID) != null)) {
            String kind = EngineFixture.isEnd(event) ? "END" : event.getTopic().replaceFirst(".*/", "");
            List<String> kinds = byRequest.computeIfAbsent(request(event), id -> new ArrayList<>());
            if (!kind.equals("IMAGE_METADATA_AVAILABLE") || !kinds.contains(kind)) {
                kinds.add(kind);
            }
            boolean exposed = kinds.contains("IMAGE_EXPOSED");
            if (exposed && !CaptureError.CANCELLED.name().equals(event.getProperty(CameraEvents.ERROR))) { // which ends it at once
                Integer before = lastOfKind.put(kind, request(event));
                assertTrue(before == null || before <= request(event), kind + " of " + request(event) + " after that of " + before);
            }
            if (event.getTopic().equals(CameraEvents.TOPIC_IMAGE_SAVED)) {
                assertTrue(Files.exists(Path.of((String) event.getProperty(CameraEvents.PATH))));
            }
        }
        int expected = 1;
        for (Map.Entry<Integer, List<String>> entry : byRequest.entrySet()) {
            assertEquals(expected++, entry.getKey());
            List<String> kinds = entry.getValue();
            assertEquals(1, Collections.frequency(kinds, "END"), entry.toString());
            assertEquals("END", kinds.get(kinds.size() - 1), entry.toString());
            List<Integer> places = kinds.stream().map(ORDER::indexOf).toList();
            assertEquals(places.stream().sorted().distinct().toList(), places, entry.toString());
            assertFalse(kinds.contains("IMAGE_CAPTURED") && !kinds.contains("IMAGE_EXPOSED"), entry.toString());
        }
        assertTrue(expected > ROUNDS, "there were " + expected + " requests of " + camera);
    }
}
