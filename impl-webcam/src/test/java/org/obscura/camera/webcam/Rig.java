package org.obscura.camera.webcam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraBackend.BackendState;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.support.config.ConfigReader;
import org.osgi.service.log.Logger;

/** The backend with a stand-in for the framework, and cameras in a folder. */
final class Rig implements AutoCloseable {
    /** How long anything may take that must come; nothing takes so long but a fault. */
    static final Duration SOON = Duration.ofSeconds(120);
    /** How long a frame is awaited that must not come. */
    static final Duration SHORT = Duration.ofMillis(1_500);
    static final Resolution VGA = new Resolution(640, 480);
    private static final long LOOK_NANOS = 5_000_000;

    final Path folder;
    final Path cameras;
    final Path memory;
    final Path data;
    final Path sysfs;
    final List<String> logged = new CopyOnWriteArrayList<>();
    final Logger log = (Logger) Proxy.newProxyInstance(Rig.class.getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, args) -> {
        if (args != null) {
            logged.add(method.getName() + " " + Arrays.deepToString(args));
        }
        return method.getReturnType() == boolean.class ? Boolean.TRUE : null;
    });
    private final Map<String, Object> config = new HashMap<>();
    final RecordingRegistry registry;
    private WebcamBackend backend;

    Rig(Path folder) throws IOException {
        this.folder = folder;
        cameras = Files.createDirectories(folder.resolve("cameras"));
        memory = Files.createDirectories(folder.resolve("memory"));
        sysfs = folder.resolve("sysfs");
        data = folder.resolve("data");
        registry = new RecordingRegistry(data);
        with("scan.interval", "400ms").with("open.timeout", SOON.toSeconds() + "s").with("frame.timeout", SOON.toSeconds() + "s");
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

    /** Starts the child's Java with something before it, which must become that Java and not wait for it. */
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
        backend = new WebcamBackend(registry.context(), config(), log, new WebcamBackend.HostPaths(cameras, sysfs, memory, unsupported));
        return backend;
    }

    WebcamBackend backend() {
        return backend;
    }

    /** Plugs a camera in and starts; the camera, once the look that finds it is over. */
    CameraDevice startWith(String camera, String mood) throws Exception {
        plug(camera, mood);
        start();
        CameraDevice device = awaitCamera("webcam:" + camera.replace(' ', '-'));
        awaitOk(); // cameras are registered a little before
        return device;
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

    RecordingRegistry.Service awaitService(Predicate<RecordingRegistry.Service> wanted) throws InterruptedException {
        return registry.await(wanted, this::isUnavailable, this::condition);
    }

    void awaitNone() throws InterruptedException {
        registry.awaitNone(this::isUnavailable, this::condition);
    }

    private boolean isUnavailable() {
        return backend.getState() == BackendState.UNAVAILABLE;
    }

    private String condition() {
        return "the backend is " + backend.getState() + ": '" + backend.getReason() + "', log " + logged;
    }

    /** Waits until the backend says why it is not well. */
    void awaitReason(String part) {
        await(() -> backend.getReason().contains(part), this::condition);
    }

    /** Waits until the backend is well: its look for cameras is over, and found no fault. */
    void awaitOk() {
        await(() -> backend.getState() == BackendState.OK, this::condition);
    }

    /** Waits until no file is left of a child that has ended. One that is killed may need a while to be gone. */
    void awaitNothingLeft() {
        await(() -> leftovers().isEmpty(), () -> "files are left: " + leftovers());
    }

    /** Waits for the threads of the backend, which does not wait for long when it stops: one may still start a child, and end it. */
    private static void awaitThreads() {
        try {
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().startsWith("obscura-webcam")) {
                    thread.join(SOON.toMillis());
                    assertFalse(thread.isAlive(), thread::getName);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for what gives no sign. */
    static void await(BooleanSupplier condition, Supplier<String> otherwise) {
        long end = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, otherwise);
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** Waits until the driver has filled all its buffers, which it tells by taking a file away as it loses a frame. */
    void awaitLostFrame(String camera) throws IOException {
        Path sign = Files.createFile(cameras.resolve("until-lost-" + camera));
        await(() -> Files.notExists(sign), () -> "no frame is lost");
    }

    /** How many lines that hold such a text were logged by now. */
    long linesWith(String part) {
        synchronized (logged) {
            return logged.stream().filter(line -> line.contains(part)).count();
        }
    }

    static void awaitEnd(long pid) throws Exception {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        if (process.isPresent()) {
            process.get().onExit().get(SOON.toSeconds(), TimeUnit.SECONDS);
        }
    }

    List<String> ids() {
        return registry.ids();
    }

    Settings settings() {
        return Settings.read(new ConfigReader(WebcamConfig.class, config(), Map.of()));
    }

    Map<String, Object> config() {
        return Map.copyOf(config);
    }

    /** The files that exist now: in memory, and of children. Some may go while they are counted. */
    List<Path> leftovers() {
        List<Path> found = new ArrayList<>();
        for (Path dir : List.of(memory, data.resolve("webcam/run"))) {
            try {
                Files.walkFileTree(dir, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        found.add(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                        if (e instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw e;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path visited, IOException e) {
                        if (!visited.equals(dir)) {
                            found.add(visited);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    @Override
    public void close() {
        if (backend != null) {
            backend.stop();
        }
        assertEquals(List.of(), ids(), "services after stop");
        awaitThreads();
        awaitNothingLeft();
    }

    static CameraException failure(CameraStream stream, Duration timeout) {
        return assertThrows(CameraException.class, () -> stream.nextFrame(timeout));
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
