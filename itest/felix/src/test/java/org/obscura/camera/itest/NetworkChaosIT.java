package org.obscura.camera.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.options;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.Test;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.itest.ChaosLedger.Entry;
import org.obscura.camera.itest.ChaosLedger.Key;
import org.obscura.camera.itest.ChaosLedger.Kind;
import org.obscura.camera.itest.FaultyCameraServer.Fault;
import org.obscura.camera.itest.support.TestPatternReading;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * Images are taken from network cameras whose network fails in all ways: each request has one end, nothing wrong is saved, and each camera
 * works again. {@code -Dchaos.duration=3600} runs for that many seconds, {@code -Dchaos.seed=} repeats a seed that was printed.
 */
@ExamReactorStrategy(PerClass.class)
public class NetworkChaosIT extends FelixTestBase {
    private static final String IP = "org.obscura.camera.ip";
    private static final List<String> CAMERAS = List.of("net-still", "net-stream", "net-both");
    private static final int OPEN = 12;
    private static final int CUT_OFF_MILLIS = 1;

    private final Map<Key, String> results = new ConcurrentHashMap<>();
    private final Map<String, Integer> happened = new TreeMap<>();

    @Override
    @Configuration
    public Option[] configuration() {
        return options(Bundles.system(), composite(Bundles.start(IP)));
    }

    @Test
    public void eachRequestHasOneEndWhateverTheNetworkDoes() throws Exception {
        long seed = Long.getLong("chaos.seed", System.nanoTime() & 0xffffff);
        System.out.println("network chaos: seed " + seed + "; repeat with -Dchaos.seed=" + seed);
        Random random = new Random(seed);
        try (FaultyCameraServer server = new FaultyCameraServer(); ChaosLedger ledger = new ChaosLedger(context)) {
            setUp(server);
            Thread client = new Thread(() -> take(ledger, new Random(seed + 1)), "network chaos application");
            client.start();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.getLong("chaos.duration", 15));
            while (System.nanoTime() < end) {
                step(server, random);
            }
            client.interrupt();
            client.join();
            server.setFault(Fault.NONE);
            configure(server, 20, 10);
            awaitEnds(ledger);
            ledger.check(results);
            for (String camera : CAMERAS) {
                awaitSaved(camera);
            }
            int files = checkFiles(ledger);
            System.out.println("network chaos seed " + seed + ": captures " + ledger.entries().size() + ", ended "
                    + ChaosLedger.count(results.values()) + ", files read " + files + ", lost " + ledger.lost() + ", duplicated "
                    + ledger.duplicated() + ", otherwise wrong " + ledger.wrong() + "; what happened: " + happened);
            assertEquals(ledger.firstWrong(), 0, ledger.wrong());
            assertTrue("no image was saved", files > 0);
        }
    }

    private void setUp(FaultyCameraServer server) throws Exception {
        configure(server, 20, 10);
        String[] targets = {"(camera.device.id=ip:still)", "(camera.device.id=ip:stream)", "(camera.backend=ip)"};
        for (int i = 0; i < CAMERAS.size(); i++) {
            fixture.camera(CAMERAS.get(i), "device.target", targets[i], "queue.capacity", 100, "frame.timeout", 2, "device.timeout", 2,
                    "open.timeout", 4, "directory", folder.toString());
            fixture.capture(CAMERAS.get(i));
        }
        fixture.awaitDevice("net-both", "ip:still");
    }

    private void configure(FaultyCameraServer server, int ranking, int otherRanking) throws Exception {
        fixture.configure(IP, "still", "url", server.url("/still.jpg"), "type", "still", "latency", "0ms", "timeout", "500ms",
                "service.ranking", ranking);
        fixture.configure(IP, "stream", "url", server.url("/stream"), "type", "mjpeg", "latency", "100ms", "timeout", "500ms",
                "image.limit", "1MB", "service.ranking", otherRanking);
    }

    private void step(FaultyCameraServer server, Random random) throws Exception {
        int dice = random.nextInt(16);
        String name;
        if (dice == 0) {
            name = "server restarted";
            server.restart(() -> TimeUnit.MILLISECONDS.sleep(random.nextInt(800)));
        } else if (dice == 1) {
            name = "ranking changed";
            configure(server, random.nextInt(100), random.nextInt(100));
        } else if (dice == 2) {
            name = "backend restarted";
            fixture.bundle(IP).stop();
            TimeUnit.MILLISECONDS.sleep(random.nextInt(200));
            fixture.bundle(IP).start();
        } else {
            Fault[] faults = Fault.values();
            Fault fault = faults[random.nextInt(faults.length)];
            name = "fault " + fault;
            server.setFault(fault);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(900));
            server.setFault(Fault.NONE);
        }
        happened.merge(name, 1, Integer::sum);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(300));
    }

    /** Has a number of requests open until it is interrupted. */
    private void take(ChaosLedger ledger, Random random) {
        Deque<CaptureRequest> open = new ArrayDeque<>();
        try {
            for (int i = 0; !Thread.interrupted(); i++) {
                String camera = CAMERAS.get(random.nextInt(CAMERAS.size()));
                CaptureRequest request = submit(ledger, camera, folder.resolve(i + ".jpg"));
                open.add(request);
                if (random.nextInt(20) == 0) {
                    request.cancel();
                }
                if (open.size() > OPEN) {
                    open.poll().getResult().toCompletableFuture().handle((image, failure) -> "").get();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            ledger.complain("The application got " + e);
        }
    }

    private CaptureRequest submit(ChaosLedger ledger, String camera, Path file) throws Exception {
        ServiceReference<CameraCapture> reference = context
                .getServiceReferences(CameraCapture.class, "(" + CameraEvents.CAMERA_ID + "=" + camera + ")").iterator().next();
        long made = System.currentTimeMillis();
        CaptureRequest request = context.getService(reference).submit(CaptureOptions.to(file.toString()));
        Key key = new Key(camera, (Long) reference.getProperty(Constants.SERVICE_ID), request.getId());
        ledger.follow(new Entry(key, made, file.toString(), Kind.NAMED, "application", null), request, results);
        return request;
    }

    private void awaitEnds(ChaosLedger ledger) throws Exception {
        FrameworkFixture.await("end of all requests",
                () -> results.size() == ledger.entries().size() && ledger.endsByEvent() >= results.size() ? true : null);
    }

    /** Waits until a camera works again. */
    private void awaitSaved(String camera) throws Exception {
        FrameworkFixture.await("image of " + camera, () -> {
            try {
                fixture.capture(camera).submit(CaptureOptions.to(folder.resolve("last-" + camera + ".jpg").toString())).getResult()
                        .toCompletableFuture().get(Patience.SECONDS, TimeUnit.SECONDS);
                return true;
            } catch (ExecutionException e) {
                return null;
            }
        });
    }

    /** Checks that each reported file is a whole image of its moment, and that no other file exists. */
    private int checkFiles(ChaosLedger ledger) throws Exception {
        Set<Path> saved = new HashSet<>();
        Map<String, Long> last = new HashMap<>();
        for (Entry entry : ledger.entries()) {
            String result = results.get(entry.key());
            if (result.startsWith("UNEXPECTED")) {
                ledger.complain(result + ": " + entry);
            }
            if (result.startsWith(RecordedEvent.SAVED)) {
                Path file = Path.of(result.substring(RecordedEvent.SAVED.length() + 1));
                TestPatternReading strip = TestPatternReading.of(file);
                saved.add(file);
                // a stream that the machine holds up is later than its latency
                if (entry.key().camera().equals("net-still") && strip.exposedMillis() < entry.madeMillis() - CUT_OFF_MILLIS) {
                    ledger.complain("Exposed at " + strip.exposedMillis() + ", before its request: " + entry);
                }
                Long before = last.put(entry.key().camera(), strip.exposedMillis());
                if (before != null && before > strip.exposedMillis() + CUT_OFF_MILLIS && !entry.key().camera().equals("net-both")) {
                    ledger.complain("Exposed at " + strip.exposedMillis() + ", the one before it at " + before + ": " + entry);
                }
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> !saved.contains(file) && !file.getFileName().toString().startsWith("last-"))
                    .forEach(file -> ledger.complain("A file that no request reports: " + file));
        }
        return saved.size();
    }
}
