package org.obscura.camera.support.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.obscura.camera.spi.CameraBackend.BackendState;
import org.osgi.framework.BundleContext;
import org.osgi.service.log.Logger;

/** What a device of one configuration does when its check fails. */
class ConfiguredDeviceTest {
    private static final int PATIENCE_SECONDS = Integer.getInteger("test.timeout", 300);

    private final BlockingQueue<String> logged = new LinkedBlockingQueue<>();
    private final Logger log = (Logger) Proxy.newProxyInstance(Logger.class.getClassLoader(), new Class<?>[] {Logger.class},
            (proxy, method, args) -> {
                logged.add(method.getName() + " " + Arrays.deepToString(args));
                return null;
            });

    private static <T> T proxy(Class<T> type, Supplier<Object> answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> answer.get()));
    }

    private String awaitWarning() throws InterruptedException {
        for (String line = ""; line != null; line = logged.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            if (line.startsWith("warn ")) {
                return line;
            }
        }
        throw new AssertionError("no warning");
    }

    @Test
    void failureOfTheCheckIsAnObstacle() throws Exception {
        BackendStatus status = new BackendStatus();
        try (ConfiguredDevice device = new ConfiguredDevice("ip:door", "check-door", proxy(BundleContext.class, () -> null), status, log)) {
            device.set(lost -> proxy(UsableDevice.class, () -> {
                throw new IllegalStateException("port out of range");
            }), 0);
            String warning = awaitWarning();
            assertTrue(warning.contains("ip:door") && warning.contains("port out of range"), warning);
            assertTrue(status.reason().contains("port out of range"), status.reason());
            device.set(lost -> {
                throw new NoClassDefFoundError("gone");
            }, 0);
            assertTrue(awaitWarning().contains("gone"));
            assertEquals(BackendState.UNAVAILABLE, status.state());
        }
    }
}
