package org.obscura.camera.webcam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.obscura.camera.spi.CameraBackend;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.spi.Frame;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.log.Logger;

/** The backend with a stand-in for the framework, and cameras in a folder. */
final class Rig implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(30);

    /** What is registered: the service and its properties. */
    record Service(CameraDevice device, Map<String, Object> properties) {
    }

    final Path folder;
    final Path cameras;
    final Path memory;
    final Path data;
    final Path sysfs;
    final List<String> logged = Collections.synchronizedList(new ArrayList<>());
    final Logger log = (Logger) Proxy.newProxyInstance(Rig.class.getClassLoader(), new Class<?>[] { Logger.class }, (proxy, method, args) -> {
        if (args != null) {
            logged.add(method.getName() + " " + args[0]);
        }
        return method.getReturnType() == boolean.class ? Boolean.TRUE : null;
    });
    private final Map<String, Object> config = new HashMap<>();
    private final List<Service> services = new ArrayList<>();
    private WebcamBackend backend;

    Rig(Path folder) throws IOException {
        this.folder = folder;
        cameras = Files.createDirectories(folder.resolve("cameras"));
        memory = Files.createDirectories(folder.resolve("memory"));
        sysfs = folder.resolve("sysfs");
        data = folder.resolve("data");
        with("scan.interval", 400L);
    }

    /** A rig whose cameras are those of the fake driver. */
    static Rig ofFakeDriver(Path folder) throws IOException {
        Rig rig = new Rig(folder);
        return rig.with("driver", "org.obscura.camera.webcam.fake.FakeDriver").with("driver.classpath", "target/test-classes")
            .with("java", "-Dfake.cameras=\"" + rig.cameras + "\"").with("warm.up", 0);
    }

    /** A rig whose cameras are those of the preloaded library, seen by the real natives. */
    static Rig ofNatives(Path folder, Path library) throws IOException {
        Rig rig = new Rig(folder);
        return rig.withJava("FAKEV4L_DIR='" + rig.cameras + "' LD_PRELOAD='" + library + "' exec");
    }

    /** Starts the child's Java with something before it. */
    Rig withJava(String prefix) throws IOException {
        Path java = Files.writeString(folder.resolve("java"), "#!/bin/sh\n" + prefix + " '" + System.getProperty("java.home")
            + "/bin/java' \"$@\"\n");
        assertTrue(java.toFile().setExecutable(true));
        return with("java", java.toString());
    }

    Rig with(String key, Object value) {
        config.put(key, value);
        return this;
    }

    WebcamBackend start() {
        return start("");
    }

    WebcamBackend start(String unsupported) {
        backend = new WebcamBackend(context(), config(), log, new WebcamBackend.Machine(cameras, sysfs, memory, unsupported));
        return backend;
    }

    WebcamBackend backend() {
        return backend;
    }

    void plug(String camera, String mood) throws IOException {
        // in one step: a camera without a mood would be another one
        Path file = Files.writeString(folder.resolve("plug-" + camera), mood);
        Files.move(file, cameras.resolve(camera), StandardCopyOption.ATOMIC_MOVE);
    }

    void mood(String camera, String mood) throws IOException {
        Files.writeString(cameras.resolve(camera), mood);
    }

    void unplug(String camera) throws IOException {
        Files.delete(cameras.resolve(camera));
    }

    CameraDevice awaitCamera(String id) throws InterruptedException {
        return awaitService(s -> s.device().getInfo().id().equals(id)).device();
    }

    Service awaitService(Predicate<Service> wanted) throws InterruptedException {
        List<Service> found = new ArrayList<>();
        synchronized (services) {
            awaitServices(() -> services.stream().filter(wanted).peek(found::add).findAny().isPresent());
        }
        return found.get(0);
    }

    void awaitNone() throws InterruptedException {
        awaitServices(services::isEmpty);
    }

    private void awaitServices(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + SOON.toNanos();
        synchronized (services) {
            while (!condition.getAsBoolean()) {
                long left = end - System.nanoTime();
                if (left <= 0 || backend.getState() == CameraBackend.BackendState.UNAVAILABLE) {
                    fail("Services are " + services + ", reason '" + backend.getReason() + "', log " + logged);
                }
                services.wait(left / 1_000_000 + 1);
            }
        }
    }

    /** Waits until the backend says why it is not well. */
    void awaitReason(String part) throws InterruptedException {
        long end = System.nanoTime() + SOON.toNanos();
        while (!backend.getReason().contains(part)) {
            assertTrue(System.nanoTime() < end, "The reason is '" + backend.getReason() + "'");
            Thread.onSpinWait();
        }
    }

    /** Waits until the backend is well: its first look for cameras is over, and found no fault. */
    void awaitOk() throws InterruptedException {
        long end = System.nanoTime() + SOON.toNanos();
        while (backend.getState() != CameraBackend.BackendState.OK) {
            assertTrue(System.nanoTime() < end, "The backend is " + backend.getState() + ": " + backend.getReason());
            Thread.onSpinWait();
        }
    }

    static void awaitEnd(long pid) throws Exception {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        if (process.isPresent()) {
            process.get().onExit().get(10, TimeUnit.SECONDS);
        }
    }

    List<String> ids() {
        synchronized (services) {
            return services.stream().map(s -> s.device().getInfo().id()).collect(Collectors.toList());
        }
    }

    WebcamConfig config() {
        return (WebcamConfig) Proxy.newProxyInstance(Rig.class.getClassLoader(), new Class<?>[] { WebcamConfig.class },
            (proxy, method, args) -> config.getOrDefault(method.getName().replace('_', '.'), method.getDefaultValue()));
    }

    private BundleContext context() {
        return (BundleContext) Proxy.newProxyInstance(Rig.class.getClassLoader(), new Class<?>[] { BundleContext.class }, (proxy, method, args) -> {
            switch (method.getName()) {
                case "getDataFile":
                    return data.resolve((String) args[0]).toFile();
                case "registerService":
                    return register((CameraDevice) args[1], (Dictionary<?, ?>) args[2]);
                default:
                    throw new UnsupportedOperationException(method.getName());
            }
        });
    }

    private ServiceRegistration<?> register(CameraDevice device, Dictionary<?, ?> properties) {
        Map<String, Object> map = new HashMap<>();
        Collections.list(properties.keys()).forEach(key -> map.put((String) key, properties.get(key)));
        Service service = new Service(device, map);
        synchronized (services) {
            services.add(service);
            services.notifyAll();
        }
        return (ServiceRegistration<?>) Proxy.newProxyInstance(Rig.class.getClassLoader(), new Class<?>[] { ServiceRegistration.class },
            (proxy, method, args) -> {
                synchronized (services) {
                    services.remove(service);
                    services.notifyAll();
                }
                return null;
            });
    }

    /** The files that are left: in memory, and of children. */
    List<Path> leftovers() {
        List<Path> files = new ArrayList<>();
        for (Path dir : List.of(memory, data.resolve("webcam/run"))) {
            if (Files.exists(dir)) {
                try (Stream<Path> walk = Files.walk(dir)) {
                    walk.filter(p -> !p.equals(dir)).forEach(files::add);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return files;
    }

    @Override
    public void close() {
        if (backend != null) {
            backend.stop();
        }
        assertEquals(List.of(), ids(), "services after stop");
        assertEquals(List.of(), leftovers(), "files after stop");
    }

    static int red(Frame frame, int x, int y) {
        return at(frame, x, y, 2);
    }

    static int green(Frame frame, int x, int y) {
        return at(frame, x, y, 1);
    }

    static int blue(Frame frame, int x, int y) {
        return at(frame, x, y, 0);
    }

    private static int at(Frame frame, int x, int y, int channel) {
        return frame.getData().get(y * frame.getStride() + x * 3 + channel) & 255;
    }

    /** The time that both kinds of fake cameras write into the red of the first pixels. */
    static long began(Frame frame) {
        ByteBuffer data = frame.getData();
        long value = 0;
        for (int i = 7; i >= 0; i--) {
            value = value << 8 | data.get(i * 3 + 2) & 255;
        }
        return value;
    }
}
