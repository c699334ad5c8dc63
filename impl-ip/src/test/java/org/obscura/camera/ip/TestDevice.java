package org.obscura.camera.ip;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.obscura.camera.ip.server.CameraServer;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.support.config.ConfigReader;
import org.obscura.camera.support.credentials.RefusedPassword;
import org.obscura.camera.support.registration.BackendStatus;

/** Makes devices of configurations. */
final class TestDevice {
    /** Generous, for a loaded machine. */
    static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("test.timeout", 300));

    private TestDevice() {
    }

    static IpSettings settings(Map<String, ?> values) {
        ConfigReader reader = new ConfigReader(IpCameraConfig.class, values, Map.of());
        IpSettings settings = IpSettings.read(reader, values);
        if (!reader.errors().isEmpty()) {
            throw new IllegalArgumentException(reader.errors().toString());
        }
        return settings;
    }

    static IpDevice of(Map<String, ?> values) {
        return new IpDevice(settings(values), RefusedPassword.inMemory(), new BackendStatus(), () -> {}, text -> {});
    }

    static IpDevice of(Map<String, ?> values, AtomicInteger lost) {
        return new IpDevice(settings(values), RefusedPassword.inMemory(), new BackendStatus(), lost::incrementAndGet, text -> {});
    }

    /** A configuration with the right password and more pairs of key and value. */
    static Map<String, Object> config(String url, Object... more) {
        Map<String, Object> values = new HashMap<>(
                Map.of("service.pid", "org.obscura.camera.ip~front", "url", url, "username", CameraServer.USER,
                        ".password", CameraServer.PASSWORD, "latency", "0ms", "timeout", "60s"));
        for (int i = 0; i < more.length; i += 2) {
            values.put((String) more[i], more[i + 1]);
        }
        return values;
    }

    /** What may come too early. */
    interface Attempt {
        void run() throws Exception;
    }

    /** Repeats an attempt until a server is ready for it, which no event reports. */
    static void repeat(Attempt attempt, Predicate<Exception> isTooEarly) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                attempt.run();
                return;
            } catch (Exception e) {
                if (System.nanoTime() > end || !isTooEarly.test(e)) {
                    throw e;
                }
                Thread.sleep(20); // a server that another process runs cannot tell when it is ready
            }
        }
    }

    static Frame frame(CameraStream stream) throws CameraException {
        return stream.nextFrame(PATIENCE);
    }

    /** The threads of devices that run now. */
    static List<String> threads() {
        return running().map(Thread::getName).toList();
    }

    /** Waits for the threads of devices to end, and returns the names of those that did not. */
    static List<String> threadsLeft() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        long left = PATIENCE.toMillis();
        for (Thread next = any(); next != null && left > 0; next = any()) {
            next.join(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
        return threads();
    }

    private static Thread any() {
        return running().findAny().orElse(null);
    }

    private static Stream<Thread> running() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith("obscura-"));
    }
}
