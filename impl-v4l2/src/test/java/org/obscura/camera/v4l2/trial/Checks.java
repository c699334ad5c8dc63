package org.obscura.camera.v4l2.trial;

import java.io.File;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.spi.Frame;

/** Runs checks one after the other and prints a line for each: {@code PASS name seconds} or {@code FAIL name reason}. */
final class Checks {
    /** How long a call may take beyond its limit on an emulated processor under load. */
    private static final long SLOWNESS_MILLIS = 20_000;

    interface Check {
        void run() throws Exception;
    }

    void run(String name, Check check) {
        long start = System.nanoTime();
        try {
            check.run();
            System.out.println("PASS " + name + " " + millis(start) + " ms");
        } catch (Exception | Error e) {
            System.out.println("FAIL " + name + " " + String.valueOf(e).replace('\n', ' '));
            e.printStackTrace(System.out);
        }
    }

    static long millis(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    static void equal(Object expected, Object actual, String what) {
        if (!Objects.equals(expected, actual)) {
            throw new AssertionError(what + ": expected " + expected + ", was " + actual);
        }
    }

    static void holds(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError(what);
        }
    }

    /** Takes a frame and returns its bytes. */
    static byte[] take(CameraStream stream, Duration limit) throws CameraException {
        try (Frame frame = stream.nextFrame(limit)) {
            byte[] bytes = new byte[frame.getData().remaining()];
            frame.getData().get(bytes);
            return bytes;
        }
    }

    /** Expects a failure in time, and returns its message. */
    static String fails(CameraException.Reason reason, Duration limit, Check check) throws Exception {
        long start = System.nanoTime();
        try {
            check.run();
        } catch (CameraException e) {
            equal(reason, e.getReason(), "reason of '" + e.getMessage() + "'");
            holds(millis(start) < limit.toMillis() + SLOWNESS_MILLIS, "failed only after " + millis(start) + " ms: " + e.getMessage());
            return e.getMessage();
        }
        throw new AssertionError("expected " + reason);
    }

    static int descriptors() {
        return Objects.requireNonNull(new File("/proc/self/fd").list()).length;
    }

    /** The threads of the backend that run. */
    static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).filter(name -> name.startsWith("obscura-"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static long mappings() throws java.io.IOException {
        try (java.util.stream.Stream<String> lines = java.nio.file.Files.lines(java.nio.file.Path.of("/proc/self/maps"))) {
            return lines.filter(line -> line.contains("/dev/video")).count();
        }
    }
}
