package org.obscura.camera.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import javax.imageio.ImageIO;

import org.junit.Test;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.ControlKeys;

/**
 * Threads change the controls of a camera and of their requests at random, while the two devices of the camera are swapped: the image of
 * each request shows exactly its own values. By hand with {@code -Dobscura.control.captures=10000}.
 */
public class ControlRaceIT extends FelixTestBase {
    private static final String CAMERA = "race";
    private static final int CAPTURES = Integer.getInteger("obscura.control.captures", 400);
    private static final int OPEN = 20;

    private record Asked(CaptureRequest request, ControlReading values) {
    }

    /** An application that alone changes one control of the camera, and so knows the values of its requests. */
    private final class Application {
        private final String own;
        private final int number;
        private final Random random;
        private final CameraCapture capture;
        private final Deque<Asked> open = new ArrayDeque<>();
        private final Map<String, Integer> devices = new HashMap<>();

        Application(int number, String own, CameraCapture capture) {
            this.number = number;
            this.own = own;
            this.random = new Random(number);
            this.capture = capture;
        }

        Map<String, Integer> run() throws Exception {
            int value = 100;
            capture.setControl(own, value / 100.0);
            for (int i = 0; i < CAPTURES / 2; i++) {
                if (random.nextInt(3) == 0) {
                    value = 50 + random.nextInt(101);
                    capture.setControl(own, value / 100.0);
                }
                ControlReading drawn = ControlReading.random(random);
                ControlReading values = own.equals(ControlKeys.IMAGE_CONTRAST) ? drawn.withContrast(value) : drawn.withSaturation(value);
                CaptureOptions.Builder options = CaptureOptions.builder()
                        .location(folder.resolve("race-" + number + "-" + i + ".jpg").toString());
                values.values().forEach((key, each) -> {
                    if (!key.equals(own)) {
                        options.control(key, each);
                    }
                });
                open.add(new Asked(capture.submit(options.build()), values));
                if (open.size() > OPEN) {
                    check(open.poll());
                }
            }
            while (!open.isEmpty()) {
                check(open.poll());
            }
            return devices;
        }

        private void check(Asked asked) throws Exception {
            CapturedImage image = asked.request().getResult().toCompletableFuture().get(Patience.SECONDS, TimeUnit.SECONDS);
            Path file = image.path();
            assertEquals("request " + image.requestId() + " by " + image.deviceId(), asked.values(),
                    ControlReading.of(ImageIO.read(file.toFile())));
            assertEquals(asked.values().zoomTenths() / 10.0, (Double) image.controls().get(ControlKeys.ZOOM), 1e-9);
            devices.merge(image.deviceId(), 1, Integer::sum);
            Files.delete(file);
        }
    }

    @Test
    public void eachImageHasTheControlsOfItsRequest() throws Exception {
        device("left", 20);
        device("right", 10);
        fixture.camera(CAMERA, "device.target", "(camera.backend=simulated)", "previews", 0);
        fixture.awaitDevice(CAMERA, "simulated:left");
        CameraCapture capture = fixture.capture(CAMERA);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Map<String, Integer>>> applications = new ArrayList<>();
            applications.add(threads.submit(new Application(1, ControlKeys.IMAGE_CONTRAST, capture)::run));
            applications.add(threads.submit(new Application(2, ControlKeys.IMAGE_SATURATION, capture)::run));
            int swaps = 0;
            while (!applications.stream().allMatch(Future::isDone)) {
                boolean left = swaps++ % 2 == 1;
                switch ((swaps - 1) / 2 % 2) { // by ranking, then by unplugging
                    case 0 -> device("right", left ? 10 : 30);
                    default -> device("left", 20, "unplug", !left);
                }
                fixture.awaitDevice(CAMERA, left ? "simulated:left" : "simulated:right");
            }
            Map<String, Integer> devices = new HashMap<>();
            for (Future<Map<String, Integer>> application : applications) {
                application.get().forEach((device, count) -> devices.merge(device, count, Integer::sum));
            }
            System.out.println("ControlRaceIT: " + devices + " images, " + swaps + " swaps");
            assertEquals(CAPTURES / 2 * 2, devices.values().stream().mapToInt(Integer::intValue).sum());
            assertEquals(new TreeSet<>(List.of("simulated:left", "simulated:right")), new TreeSet<>(devices.keySet()));
            assertTrue("the devices are swapped: " + swaps, swaps >= 4);
        } finally {
            threads.shutdownNow();
        }
    }

    private void device(String name, int ranking, Object... more) throws Exception {
        List<Object> all = new ArrayList<>(List.of("service.ranking", ranking, "resolutions", "320x240", "frame.rate", 100));
        all.addAll(List.of(more));
        fixture.device(name, all.toArray());
    }
}
