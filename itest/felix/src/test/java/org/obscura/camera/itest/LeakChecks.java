package org.obscura.camera.itest;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** What may be left behind: threads, class loaders, open files, temporary files, memory. */
final class LeakChecks {
    private static final int PRESSURE = 32 << 20;

    private LeakChecks() {
    }

    /** The class loader of a bundle as it was: held weakly. */
    record Loader(String what, WeakReference<ClassLoader> loader) {
        static Loader of(Bundle bundle) {
            return new Loader(bundle.getSymbolicName(), new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader()));
        }

        boolean isNotThatOf(Bundle bundle) {
            return loader.get() != bundle.adapt(BundleWiring.class).getClassLoader();
        }

        boolean isThere() {
            return loader.get() != null;
        }
    }

    static void assertCollected(List<Loader> loaders) throws InterruptedException {
        long end = System.nanoTime() + Patience.NANOS;
        while (loaders.stream().anyMatch(Loader::isThere)) {
            collect();
            if (System.nanoTime() > end) {
                throw new AssertionError(loaders.stream().filter(Loader::isThere).count() + " of " + loaders.size()
                        + " replaced class loaders are still there: "
                        + loaders.stream().filter(Loader::isThere).map(Loader::what).distinct().toList());
            }
        }
    }

    static int left(List<Loader> loaders) throws InterruptedException {
        long end = System.nanoTime() + Patience.NANOS;
        while (loaders.stream().anyMatch(Loader::isThere) && System.nanoTime() < end) {
            collect();
        }
        return (int) loaders.stream().filter(Loader::isThere).count();
    }

    /** Collects garbage, under some pressure. */
    static void collect() throws InterruptedException {
        List<byte[]> pressure = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            pressure.add(new byte[PRESSURE]);
        }
        pressure.clear();
        System.gc();
        TimeUnit.MILLISECONDS.sleep(20); // for the reference handler
    }

    /** The threads of this project, by name without number. */
    static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(LeakChecks::isOurs)
                .map(thread -> thread.getName().replaceAll("[-# ]*\\d+$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isOurs(Thread thread) {
        return thread.getName().toLowerCase(Locale.ROOT).startsWith("obscura") && thread.isAlive();
    }

    /** How many threads of this project there are. */
    static long threadCount() {
        return Thread.getAllStackTraces().keySet().stream().filter(LeakChecks::isOurs).count();
    }

    /** Waits for the threads that come and go with the work to go; the timer, the events thread and those given stay. */
    static void awaitThreads(Set<String> allowed) throws InterruptedException {
        Set<String> stay = new TreeSet<>(allowed);
        stay.addAll(Set.of("obscura-timer", "obscura-timeouts", "obscura-events"));
        awaitOnly(stay);
    }

    static void awaitNoThreads() throws InterruptedException {
        awaitOnly(Set.of());
    }

    private static void awaitOnly(Set<String> stay) throws InterruptedException {
        long end = System.nanoTime() + Patience.NANOS;
        while (threadCount() > stay.size() || !stay.containsAll(threads())) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "Threads are left: " + Thread.getAllStackTraces().entrySet().stream().filter(each -> isOurs(each.getKey()))
                                .map(each -> each.getKey().getName() + " at " + Arrays.toString(each.getValue())).toList());
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** Waits for the processes that this one started, and those that they started, to end. */
    static void awaitNoProcesses() throws InterruptedException {
        long end = System.nanoTime() + Patience.NANOS;
        List<ProcessHandle> left = ProcessHandle.current().descendants().toList();
        while (!left.isEmpty()) {
            try {
                left.get(0).onExit().get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new AssertionError("Processes are left: "
                        + left.stream().map(each -> each.pid() + " " + each.info().commandLine().orElse("")).toList(), e);
            }
            left = ProcessHandle.current().descendants().toList();
        }
    }

    /** The files whose memory is mapped into this process and that are of this project, also when they are deleted. */
    static Set<Path> mappedFiles() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
            return lines.filter(line -> line.contains("/obscura-webcam-"))
                    .map(line -> Path.of(line.substring(line.indexOf('/')).replace(" (deleted)", "")))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Waits for what is mapped to be let go, which takes a collection. */
    static void awaitNoMappedFiles() throws IOException, InterruptedException {
        long end = System.nanoTime() + Patience.NANOS;
        while (!mappedFiles().isEmpty()) {
            collect();
            if (System.nanoTime() > end) {
                throw new AssertionError("Files are still mapped: " + mappedFiles());
            }
        }
    }

    /** What lies in the folder of temporary files that may be of this project. */
    static Set<String> temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains("obscura") || name.startsWith("imageio") || name.startsWith("BridJ"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Waits for those to go that were not there before: a process that has ended is cleared up after by another thread. */
    static void awaitTemporaryFiles(Set<String> before) throws Exception {
        FrameworkFixture.await("end of temporary files besides " + before, () -> before.containsAll(temporaryFiles()) ? before : null);
    }

    /** Returns the number of open files of this process, or -1 if it cannot be determined. */
    static long openFiles() {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        } catch (IOException e) {
            return -1;
        }
    }

    static long heap() throws InterruptedException {
        collect();
        collect();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    static void empty(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            if (!file.equals(folder)) {
                Files.delete(file);
            }
        }
    }

    static void deleteTree(Path folder) throws IOException {
        empty(folder);
        Files.delete(folder);
    }
}
