package org.obscura.camera.itest;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.obscura.camera.itest.ChaosLedger.Entry;
import org.obscura.camera.itest.ChaosLedger.Key;
import org.obscura.camera.itest.support.TestPatternReading;
import org.osgi.framework.BundleContext;

/** A while of chaos from one seed, and what it left. */
final class ChaosRound {
    /** Each device keeps time by itself from the moment it was opened, while the machine's clock is being set; a stale frame is older. */
    private static final long CLOCK_MILLIS = 20;
    private static final String[] CAMERAS = {"chaos-a", "chaos-b", "chaos-c"};
    private static final int DEVICES = 4;
    private static final int APPLICATIONS = 4;
    /** After which nothing more is on its way through the EventAdmin. */
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final BundleContext context;
    private final long seed;
    private final Path folder;
    private final Map<Key, String> results = ChaosClient.results();
    private final Set<String> filesBefore;
    private int verified;

    /** What came of it. */
    record Outcome(long seed, int captures, Map<String, Integer> ended, int swaps, int faults, int verified, int lost, int duplicated,
            int leftovers,
            int wrong, String details, Map<String, Integer> done) {

        boolean isGood() {
            return lost == 0 && duplicated == 0 && leftovers == 0 && wrong == 0;
        }

        @Override
        public String toString() {
            Map<String, Integer> failed = new TreeMap<>(ended);
            failed.keySet().removeAll(Set.of(RecordedEvent.SAVED, RecordedEvent.AVAILABLE, "CANCELLED"));
            return "captures " + captures + ", saved " + ended.getOrDefault(RecordedEvent.SAVED, 0) + ", in memory "
                    + ended.getOrDefault(RecordedEvent.AVAILABLE, 0)
                    + ", failed " + failed + ", cancelled " + ended.getOrDefault("CANCELLED", 0) + ", swaps " + swaps + ", faults " + faults
                    + ", files read " + verified + ", lost " + lost + ", duplicated " + duplicated + ", leftovers " + leftovers
                    + ", otherwise wrong " + wrong;
        }

        Outcome plus(Outcome other) {
            return new Outcome(seed, captures + other.captures, sum(ended, other.ended), swaps + other.swaps, faults + other.faults,
                    verified + other.verified, lost + other.lost, duplicated + other.duplicated, leftovers + other.leftovers,
                    wrong + other.wrong,
                    details + other.details, sum(done, other.done));
        }

        private static Map<String, Integer> sum(Map<String, Integer> one, Map<String, Integer> other) {
            Map<String, Integer> all = new TreeMap<>(one);
            other.forEach((key, value) -> all.merge(key, value, Integer::sum));
            return all;
        }
    }

    ChaosRound(BundleContext context, long seed, Path folder) throws Exception {
        this.context = context;
        this.seed = seed;
        this.folder = folder;
        this.filesBefore = LeakChecks.temporaryFiles();
    }

    Outcome run(long millis, Path fullDisk) throws Exception {
        Random random = new Random(seed);
        Path named = Files.createDirectory(folder.resolve("named"));
        Path generated = Files.createDirectory(folder.resolve("generated"));
        FrameworkFixture fixture = new FrameworkFixture(context);
        try (ChaosLedger ledger = new ChaosLedger(context)) {
            ChaosSchedule schedule = new ChaosSchedule(fixture, ledger, random.nextLong(), CAMERAS, DEVICES,
                    Bundles.renamed(FrameworkFixture.SIMULATED, "other.backend", folder.toFile()), generated.toString());
            schedule.setUp();
            List<ChaosClient> photographers = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < APPLICATIONS; i++) {
                ChaosClient photographer = new ChaosClient(context, ledger, results, random.nextLong(), "app" + i, CAMERAS, named,
                        fullDisk);
                photographers.add(photographer);
                threads.add(new Thread(photographer, "chaos application " + i));
            }
            threads.forEach(Thread::start);
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
            try {
                while (System.nanoTime() < end) {
                    schedule.step();
                }
            } finally {
                photographers.forEach(ChaosClient::stop);
                for (Thread thread : threads) {
                    thread.join();
                }
            }
            schedule.calm();
            awaitEnds(ledger);
            ledger.check(results);
            System.out.println(
                    "chaos seed " + seed + ": " + ledger.droppedByEventAdmin() + " requests with events that a new EventAdmin dropped");
            checkFiles(ledger, List.of(named, generated), fullDisk);
            fixture.reset();
            int leftovers = leftovers(ledger, schedule, fullDisk);
            return new Outcome(seed, ledger.entries().size(), ChaosLedger.count(results.values()), schedule.swaps(), schedule.faults(),
                    verified,
                    ledger.lost(), ledger.duplicated(), leftovers, ledger.wrong(),
                    ledger.wrong() == 0 ? "" : "seed " + seed + ": " + ledger.firstWrong(),
                    schedule.done());
        }
    }

    private void awaitEnds(ChaosLedger ledger) throws InterruptedException {
        long end = System.nanoTime() + Patience.NANOS;
        int asked = ledger.entries().size();
        while (results.size() < asked && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        long recorded = results.values().stream().filter(result -> !result.startsWith("ALONE ")).count();
        long last = ledger.endsByEvent();
        end = System.nanoTime() + QUIET_NANOS;
        while (last < recorded && System.nanoTime() < end) { // those that were dropped do not come
            TimeUnit.MILLISECONDS.sleep(20);
            long now = ledger.endsByEvent();
            end = now > last ? System.nanoTime() + QUIET_NANOS : end;
            last = now;
        }
    }

    /** Checks that each reported file exists, is whole and was exposed after its request, and that there is no other file. */
    private void checkFiles(ChaosLedger ledger, List<Path> folders, Path fullDisk) throws Exception {
        Set<Path> recorded = new HashSet<>();
        Map<String, TestPatternReading> last = new TreeMap<>();
        List<Entry> inOrder = ledger.entries().stream().sorted(Comparator.comparingInt(entry -> entry.key().request())).toList();
        for (Entry entry : inOrder) {
            String result = results.getOrDefault(entry.key(), "");
            if (entry.kind().isBad() && (result.startsWith(RecordedEvent.SAVED) || result.startsWith(RecordedEvent.AVAILABLE))) {
                ledger.complain("This cannot have been saved: " + entry + " " + result);
            }
            if (result.startsWith("OUT_OF_SPACE") && entry.kind() != ChaosLedger.Kind.FULL_DISK
                    || result.startsWith("NOT_SUPPORTED") && entry.kind() != ChaosLedger.Kind.UNSUPPORTED_SIZE
                    || result.startsWith("UNEXPECTED")) {
                ledger.complain("This is not the reason: " + entry + " " + result);
            }
            if (result.startsWith(RecordedEvent.SAVED)) {
                checkFile(ledger, entry, Path.of(result.substring(RecordedEvent.SAVED.length() + 1)), recorded, last);
            }
        }
        Set<Path> there = new TreeSet<>();
        for (Path each : folders) {
            there.addAll(list(each));
        }
        if (fullDisk != null) {
            there.addAll(list(fullDisk));
        }
        there.removeAll(recorded);
        there.forEach(file -> ledger.complain("A file that no request tells of: " + file));
    }

    private static List<Path> list(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private void checkFile(ChaosLedger ledger, Entry entry, Path file, Set<Path> recorded, Map<String, TestPatternReading> last) {
        try {
            if (!recorded.add(file)) {
                ledger.complain("Two requests were saved as " + file);
            }
            BufferedImage image = ImageIO.read(file.toFile());
            TestPatternReading strip = TestPatternReading.of(image);
            verified++;
            if (entry.controls() != null && !entry.controls().equals(ControlReading.of(image))) {
                ledger.complain("Exposed with " + ControlReading.of(image) + " instead of the controls of its request: " + entry);
            }
            if (strip.exposedMillis() < entry.madeMillis() - CLOCK_MILLIS) {
                ledger.complain("Exposed at " + strip.exposedMillis() + ", before its request: " + entry);
            }
            TestPatternReading before = last.put(entry.key().camera() + entry.key().service(), strip);
            if (before != null && before.exposedMillis() > strip.exposedMillis() + CLOCK_MILLIS) {
                ledger.complain(
                        "Exposed at " + strip.exposedMillis() + ", and the request before it at " + before.exposedMillis() + ": " + entry);
            }
        } catch (Exception e) {
            ledger.complain("Not a picture: " + file + ": " + e + " " + entry);
        }
    }

    /** Threads, class loaders and temporary files that should have gone. */
    private int leftovers(ChaosLedger ledger, ChaosSchedule schedule, Path fullDisk) throws Exception {
        int left = 0;
        try {
            LeakChecks.awaitThreads(Set.of());
        } catch (AssertionError e) {
            ledger.complain(e.getMessage());
            left++;
        }
        int loaders = LeakChecks.left(schedule.replaced());
        if (loaders > 0) {
            ledger.complain(loaders + " of " + schedule.replaced().size() + " replaced class loaders are still there: "
                    + schedule.replaced().stream().filter(LeakChecks.Loader::isThere).map(LeakChecks.Loader::what).toList());
        }
        Set<String> files = new TreeSet<>(LeakChecks.temporaryFiles());
        files.removeAll(filesBefore);
        files.addAll(list(folder.resolve("named")).stream().map(Path::toString).filter(name -> name.contains("/.obscura"))
                .collect(Collectors.toSet()));
        if (!files.isEmpty()) {
            ledger.complain("Temporary files are left: " + files);
        }
        return left + loaders + files.size();
    }
}
