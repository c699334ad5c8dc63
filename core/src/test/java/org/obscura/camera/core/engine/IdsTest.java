package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.MetadataKeys;

/** Promise 1: ids. */
class IdsTest extends EngineTestBase {

    @Test
    void idsAscendFromOneAlsoForDoomedRequests() throws Exception {
        CameraService camera = context.camera("front", "autostart", "false", "queue.capacity", 1);
        assertEquals(1, camera.capture());
        assertEquals(2, camera.captureToLocation("http://example.org/x.jpg"));
        camera.start();
        assertEquals(3, camera.captureToLocation("x.nothing"));
        assertEquals(4, camera.submit(options().resolution(new org.obscura.camera.Resolution(9, 9)).build()).getId());
        camera.close(Duration.ofSeconds(5));
        assertEquals(5, camera.capture());
        context.await(EngineFixture::isEnd, 4);
    }

    @Test
    void twoCamerasCountForThemselves() {
        assertEquals(1, context.camera("front").capture());
        assertEquals(1, context.camera("back").capture());
    }

    @Test
    void idsOfManyThreadsAreAllDifferentAndAscendInEach() throws Exception {
        CameraService camera = context.camera("front", "autostart", false);
        ConcurrentSkipListSet<Integer> all = new ConcurrentSkipListSet<>();
        CountDownLatch disorder = new CountDownLatch(1);
        List<Thread> threads = IntStream.range(0, 4).mapToObj(i -> new Thread(() -> {
            int last = 0;
            for (int n = 0; n < 250; n++) {
                int id = camera.capture();
                if (id <= last) {
                    disorder.countDown();
                }
                last = id;
                all.add(id);
            }
        })).toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(1, disorder.getCount());
        assertEquals(IntStream.rangeClosed(1, 1000).boxed().toList(), List.copyOf(all));
        context.await(EngineFixture::isEnd, 1000);
    }

    @Test
    void nothingIsThrownForTheConditionOfACamera() throws Exception {
        CameraService camera = context.camera("front", "autostart", false);
        context.awaitFailed(camera.capture(), CaptureError.NOT_READY);
        camera.cancelCapture();
        assertEquals(false, camera.cancelCapture(4711));
        camera.stop();
        camera.start();
        camera.start();
        assertEquals(List.of(), camera.getSupportedResolutions());
        camera.close(Duration.ofSeconds(5));
        camera.start();
        assertEquals(org.obscura.camera.Camera.Status.INACTIVE, camera.getStatus());
        camera.stop();
        camera.cancelCapture();
    }

    @Test
    void programmingErrorsAreThrownAndCostNoId() {
        CameraService camera = context.camera("front");
        assertThrows(NullPointerException.class, () -> camera.captureToLocation(null));
        assertThrows(NullPointerException.class, () -> camera.submit(null));
        assertThrows(NullPointerException.class, () -> camera.setMetadata(null, "x"));
        assertEquals("values", assertThrows(NullPointerException.class, () -> camera.setMetadata(null)).getMessage());
        assertEquals("values", assertThrows(NullPointerException.class, () -> camera.setControls(null)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> camera.setMetadata("", "x"));
        assertThrows(IllegalArgumentException.class, () -> options().quality(0).build());
        assertThrows(IllegalArgumentException.class, () -> options().quality(101).build());
        assertThrows(IllegalArgumentException.class, () -> options().format(" ").build());
        assertThrows(IllegalArgumentException.class, () -> options().inMemory().location("x.jpg").build());
        assertThrows(IllegalArgumentException.class, () -> options().metadata("", "x").build());
        assertEquals(1, camera.submit(CaptureOptions.defaults()).getId());
    }

    @Test
    void metadataThatNoPictureCanHoldAreRefusedBeforeTheCaptureAndCostNoId() {
        CameraService camera = context.camera("front");
        Map<String, Object> bad = Map.of(MetadataKeys.TITLE, "half a pair \ud83d", MetadataKeys.COMMENT, "bell \u0007", "Own", "\udc00",
                MetadataKeys.KEYWORDS, List.of("good", "\uffff"), MetadataKeys.F_NUMBER, Double.POSITIVE_INFINITY,
                MetadataKeys.GPS_ALTITUDE,
                Double.NaN, MetadataKeys.EXPOSURE_TIME, Double.MIN_VALUE, MetadataKeys.DATE, LocalDateTime.of(10_000, 1, 1, 0, 0));
        bad.forEach((key, value) -> {
            CaptureOptions options = options().metadata(key, value).build();
            assertTrue(assertThrows(IllegalArgumentException.class, () -> camera.submit(options)).getMessage().contains(key));
            assertThrows(IllegalArgumentException.class, () -> camera.setMetadata(key, value));
        });
        assertEquals(Map.of(), camera.getMetadata());
        assertEquals(1, camera.submit(CaptureOptions.defaults()).getId());
    }
}
