package org.obscura.camera.v4l2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.spi.CameraBackend;
import org.obscura.camera.spi.CameraBackend.BackendState;
import org.obscura.camera.spi.CameraDevice;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.log.Logger;

/** The backend in a real framework; the nodes are files, and behind each is the same camera. */
abstract class V4l2BackendTestBase {
    static final long PATIENCE_SECONDS = 300;

    @TempDir
    Path folder;
    Path dev;
    private Framework framework;
    BundleContext context;
    V4l2Backend backend;
    final FakeCamera camera = new FakeCamera();
    final List<String> logged = new CopyOnWriteArrayList<>();
    /** What became of the devices of the backend: {@code REGISTERED video0} or {@code UNREGISTERING video0}. */
    final BlockingQueue<String> changes = new LinkedBlockingQueue<>();

    @BeforeEach
    void startFramework() throws Exception {
        dev = Files.createDirectory(folder.resolve("dev"));
        framework = ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow()
                .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, folder.resolve("cache").toString()));
        framework.start();
        context = framework.getBundleContext();
        context.addServiceListener(event -> {
            if (event.getType() == ServiceEvent.REGISTERED || event.getType() == ServiceEvent.UNREGISTERING) {
                changes.add((event.getType() == ServiceEvent.REGISTERED ? "REGISTERED " : "UNREGISTERING ")
                        + Path.of(((String[]) event.getServiceReference().getProperty(CameraDevice.DEVICE_NODES))[0]).getFileName());
            }
        }, "(" + CameraBackend.BACKEND + "=" + V4l2Backend.NAME + ")");
    }

    @AfterEach
    void stopFramework() throws Exception {
        backend.stop();
        framework.stop();
        framework.waitForStop(0);
        for (Thread thread : threads()) { // a driver may hold one longer than the backend waits when it stops
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            assertFalse(thread.isAlive(), thread::getName);
        }
        assertEquals("0 descriptors, 0 mappings", camera.held());
    }

    /** The threads of the backend that run now. */
    static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith("obscura-v4l2"))
                .collect(Collectors.toSet());
    }

    static Map<String, Object> config(Object... keysAndValues) {
        Map<String, Object> config = new HashMap<>(Map.of("look.interval", "100ms"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            config.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return config;
    }

    /** Returns a line with its values in place of the braces. */
    private static String text(Object[] args) {
        String text = (String) args[0];
        for (Object value : args.length == 2 && args[1] instanceof Object[] values ? values : Arrays.copyOfRange(args, 1, args.length)) {
            text = text.replaceFirst("\\{}", Matcher.quoteReplacement(String.valueOf(value)));
        }
        return text;
    }

    void start(Object... keysAndValues) {
        Logger log = (Logger) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, args) -> {
            logged.add(method.getName() + " " + text(args));
            return null;
        });
        backend = new V4l2Backend(context, config(keysAndValues), log,
                new V4l2Backend.Machine(dev, folder.resolve("sysfs"), () -> camera, ""));
    }

    void node(String name) throws Exception {
        Files.createFile(dev.resolve(name));
    }

    void await(String change) throws InterruptedException {
        assertEquals(change, changes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    void awaitState(BackendState state) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (backend.getState() != state && System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
        assertEquals(state, backend.getState());
    }

    ServiceReference<CameraDevice> only() throws Exception {
        List<ServiceReference<CameraDevice>> found = List.copyOf(context.getServiceReferences(CameraDevice.class, "(camera.backend=v4l2)"));
        assertEquals(1, found.size());
        return found.get(0);
    }

    long openings(String node) {
        return camera.openings(dev.resolve(node).toString());
    }

    void awaitOpenings(String node, int count) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (openings(node) < count) {
            assertTrue(System.nanoTime() - end < 0, node + " was opened " + openings(node) + " times");
            Thread.sleep(10); // no event reports that a look is over
        }
    }
}
