package org.obscura.camera.ip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obscura.camera.ip.server.CameraServer;
import org.obscura.camera.ip.server.StampedImages;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.spi.Frame;

/**
 * An image is exposed after its request, if the camera keeps to the configured latency, and its time stamp is not later than the exposure.
 */
@Tag("slow")
class FreshnessTest {
    private static final int CAPTURES = 200;
    /** By how much the two clocks of a machine may disagree. */
    private static final double CLOCKS_MILLIS = 2;

    @Test
    void noImageIsOlderThanItsRequest() throws Exception {
        Map<String, String> latencies = new LinkedHashMap<>(
                Map.of("/snapshot.jpg", "0ms", "/cached.jpg", "210ms", "/mjpeg/good", "30ms", "/mjpeg/delayed", "180ms"));
        ExecutorService cameras = Executors.newCachedThreadPool();
        try (CameraServer server = new CameraServer(); Stalls stalls = new Stalls()) {
            List<Future<List<String>>> runs = new ArrayList<>();
            latencies.forEach((path, latency) -> runs.add(cameras.submit(() -> violations(server.url(path), latency, stalls))));
            for (Future<List<String>> run : runs) {
                assertEquals(List.of(), run.get());
            }
        } finally {
            cameras.shutdownNow();
        }
    }

    /** A camera without latency exposes at the request, so all its images count. */
    private static List<String> violations(String url, String latency, Stalls stalls) throws Exception {
        List<String> violations = new ArrayList<>();
        Duration promised = Duration.ofMillis(Long.parseLong(latency.replace("ms", "")));
        int judged = 0;
        int early = 0;
        IpDevice device = TestDevice.of(TestDevice.config(url, "latency", latency, "timeout", "30s"));
        try (CameraStream stream = device.open(null)) {
            for (int i = 0; i < CAPTURES; i++) {
                Instant before = Instant.now();
                long requested = System.nanoTime();
                Instant after = Instant.now();
                try (Frame frame = TestDevice.frame(stream)) {
                    long exposed = StampedImages.exposedNanos(frame.getData());
                    if (!promised.isZero() && System.nanoTime() - exposed > promised.toNanos()) {
                        continue; // the camera, or the machine that runs it, did not keep to the latency
                    }
                    double late = stalls.longestSince(requested) + CLOCKS_MILLIS;
                    double age = (exposed - requested) / 1e6;
                    long latest = frame.getTimestamp().toEpochMilli() - before.toEpochMilli();
                    long earliest = frame.getTimestamp().toEpochMilli() - after.toEpochMilli();
                    // a thread that is held between two clocks makes a stamp earlier; a mistake makes all of them so
                    early += latest < -late ? 1 : 0;
                    if (age < 0 || earliest > age + late) {
                        violations.add(url + " image " + i + ": exposed " + age + " ms and stamped " + earliest + " to " + latest
                                + " ms after its request, late " + late);
                    }
                    judged++;
                }
            }
        }
        if (early > judged / 10) {
            violations.add(url + ": " + early + " of " + judged + " images are stamped earlier than their requests");
        }
        System.out.println(url + ": " + judged + " of " + CAPTURES + " images came within the latency");
        return violations;
    }
}
