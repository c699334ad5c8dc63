package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.obscura.camera.CameraEvents;
import org.obscura.camera.CaptureError;
import org.obscura.camera.core.logging.EngineLog;
import org.obscura.camera.core.retention.RetentionService;
import org.obscura.camera.core.event.EventDispatcher;
import org.obscura.camera.core.event.CameraEvent;
import org.obscura.camera.core.config.CameraConfiguration;
import org.obscura.camera.core.config.CameraSettings;
import org.obscura.camera.core.config.SettingsReader;
import org.obscura.camera.support.config.ConfigReader;
import org.obscura.camera.core.image.Decoders;
import org.obscura.camera.core.image.Encoders;
import org.obscura.camera.core.image.ImageIoEncoder;
import org.obscura.camera.core.image.PngEncoder;
import org.obscura.camera.core.image.PreviewCache;
import org.obscura.camera.core.image.ViewRenderer;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.log.Logger;

/** The engine without a framework: manual devices go in, events come out. */
final class EngineFixture implements AutoCloseable, EventAdmin {
    private static final Duration PATIENCE = Duration.ofSeconds(EngineTestBase.PATIENCE_SECONDS);
    /** Timeouts of a camera that is not configured otherwise: a loaded machine must not fail a test. */
    private static final Map<String, Object> LONG_TIMEOUTS = Map.of("device.timeout", EngineTestBase.PATIENCE_SECONDS, "frame.timeout",
            EngineTestBase.PATIENCE_SECONDS);

    /** The warnings that were logged. */
    final List<String> warnings = new CopyOnWriteArrayList<>();
    final EngineLog log = new EngineLog(this::logger);
    /** The names of the threads that started others: none of an application, whose class loader the new thread would keep. */
    final Set<String> threadStarters = ConcurrentHashMap.newKeySet();
    /** The threads that the system did not have. */
    final BlockingQueue<String> refusedThreads = new LinkedBlockingQueue<>();
    /** Whether the system has no further thread. */
    volatile boolean threadsExhausted;
    final EngineExecutors executors = new EngineExecutors(4, log, this::newThread);
    final EventDispatcher dispatcher = new EventDispatcher(executors.listenerExecutor(), Duration.ZERO, topic -> true, log);
    final DeviceRegistry devices = new DeviceRegistry(executors);
    final Decoders decoders = new Decoders(log);
    final Encoders encoders = new Encoders(decoders, log);
    final PreviewCache previews = new PreviewCache(decoders);
    final ImageReceivers receivers = new ImageReceivers(executors, log);
    final EngineContext context;
    /** Called with each warning by the thread that logs it. */
    volatile Consumer<String> onWarning = warning -> {};
    /** How long encoding and writing may take. */
    volatile Duration processingLimit = PATIENCE;
    /** Whether the framework stops. */
    volatile boolean shuttingDown;
    /** The framework property obscura.simulated. */
    volatile String simulated;
    private final Path directory;
    private boolean closed;
    private final List<ManualDevice> plugged = new CopyOnWriteArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<CameraService> cameras = new CopyOnWriteArrayList<>();
    private final AtomicLong nextServiceId = new AtomicLong();

    EngineFixture(Path directory) {
        this.directory = directory;
        context = new EngineContext(devices, new SimulatedDevices(() -> simulated), executors, dispatcher,
                new ImageProcessor(executors, encoders, previews, "Obscura test", log, () -> processingLimit,
                        new RetentionService(executors::schedule, executors::executeBlocking, log, Duration.ZERO, Duration.ofMillis(20))),
                previews,
                new ViewRenderer(decoders), receivers, log, () -> shuttingDown);
        encoders.add(new ImageIoEncoder(), ImageIoEncoder.RANKING, 0);
        encoders.add(new PngEncoder(), PngEncoder.RANKING, 0);
        dispatcher.setEventAdmin(this);
    }

    private Thread newThread(Runnable task, String name) {
        threadStarters.add(Thread.currentThread().getName());
        if (threadsExhausted) {
            refusedThreads.add(name);
            throw new OutOfMemoryError("unable to create native thread");
        }
        return EngineExecutors.newThread(task, name);
    }

    private Logger logger(String name) {
        return (Logger) Proxy.newProxyInstance(Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
            if (method.getName().equals("warn")) {
                String warning = String.format(((String) arguments[0]).replace("{}", "%s"), (Object[]) arguments[1]);
                warnings.add(warning);
                onWarning.accept(warning);
            }
            return null;
        });
    }

    /** A started camera with the settings of a configuration: keys and values in turn. */
    CameraService camera(String id, Object... settings) {
        return camera(TimeSource.of(executors), id, settings);
    }

    /** One whose series keep to another clock. */
    CameraService camera(TimeSource time, String id, Object... settings) {
        CameraService camera = new CameraService(settings(id, settings), context, time);
        camera.setServices(Map.of(), Map.of());
        cameras.add(camera);
        return camera;
    }

    CameraSettings settings(String id, Object... settings) {
        Map<String, Object> values = new HashMap<>(LONG_TIMEOUTS);
        values.put("directory", directory.toString());
        for (int i = 0; i < settings.length; i += 2) {
            values.put((String) settings[i], settings[i + 1]);
        }
        ConfigReader reader = new ConfigReader(CameraConfiguration.class, values, Map.of());
        CameraSettings read = SettingsReader.read(id, reader);
        assertEquals(List.of(), reader.errors());
        return read;
    }

    ManualDevice plug(ManualDevice device, int ranking) {
        return plug(device, ranking, device.properties());
    }

    ManualDevice plug(ManualDevice device, int ranking, Map<String, Object> properties) {
        plugged.add(device);
        devices.put(device, ranking, nextServiceId.incrementAndGet(), properties);
        return device;
    }

    ManualDevice plug(String name) {
        return plug(new ManualDevice(name), 0);
    }

    void unplug(ManualDevice device) {
        devices.remove(device);
    }

    /** Checks no more what is left of a device, so that a test can see whether the engine keeps it. */
    void forget(ManualDevice device) {
        plugged.remove(device);
    }

    @Override
    public void postEvent(Event event) {
        if (event.getTopic().equals(EventDispatcher.TOPIC)) {
            dispatcher.handleEvent(event);
            return;
        }
        synchronized (events) {
            events.add(event);
            events.notifyAll();
        }
    }

    @Override
    public void sendEvent(Event event) {
        throw new AssertionError("events are posted, never sent");
    }

    /** All events until now. */
    List<Event> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    int count() {
        synchronized (events) {
            return events.size();
        }
    }

    /** Forgets the events until now. */
    void forget() {
        synchronized (events) {
            events.clear();
        }
    }

    List<Event> events(Predicate<Event> which) {
        return events().stream().filter(which).toList();
    }

    /** The events of one kind, such as IMAGE_SAVED. */
    List<Event> events(String kind) {
        return events(event -> event.getTopic().endsWith("/" + kind));
    }

    static Predicate<Event> is(String kind, int request) {
        return event -> event.getTopic().endsWith("/" + kind)
                && Integer.valueOf(request).equals(event.getProperty(CameraEvents.REQUEST_ID));
    }

    static boolean isEnd(Event event) {
        String topic = event.getTopic();
        return topic.equals(CameraEvents.TOPIC_IMAGE_SAVED) || topic.equals(CameraEvents.TOPIC_IMAGE_AVAILABLE)
                || topic.equals(CameraEvents.TOPIC_CAPTURE_FAILED);
    }

    /** Waits for the first event that fits. */
    Event await(Predicate<Event> which) throws InterruptedException {
        return await(which, 1).get(0);
    }

    /** Waits until that many events fit. */
    List<Event> await(Predicate<Event> which, int count) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        synchronized (events) {
            while (true) {
                List<Event> found = events.stream().filter(which).toList();
                if (found.size() >= count) {
                    return found;
                }
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError(
                            "Only " + found.size() + " of " + count + " events came within " + PATIENCE + "; there were " + names());
                }
                events.wait(left);
            }
        }
    }

    Event await(String kind, int request) throws InterruptedException {
        return await(is(kind, request));
    }

    /** Waits for the end of a request. */
    Event awaitEnd(int request) throws InterruptedException {
        return await(event -> isEnd(event) && Integer.valueOf(request).equals(event.getProperty(CameraEvents.REQUEST_ID)));
    }

    /** The path of an image that must come to be. */
    Path awaitSaved(int request) throws InterruptedException {
        Event end = awaitEnd(request);
        assertEquals(CameraEvents.TOPIC_IMAGE_SAVED, end.getTopic(),
                () -> "request " + request + ": " + end.getProperty(CameraEvents.MESSAGE));
        return Path.of((String) end.getProperty(CameraEvents.PATH));
    }

    /** The message of a failure that must come to be. */
    String awaitFailed(int request, CaptureError error) throws InterruptedException {
        Event end = awaitEnd(request);
        assertEquals(CameraEvents.TOPIC_CAPTURE_FAILED, end.getTopic(),
                () -> "request " + request + " at " + end.getProperty(CameraEvents.PATH));
        assertEquals(error.name(), end.getProperty(CameraEvents.ERROR), () -> (String) end.getProperty(CameraEvents.MESSAGE));
        return (String) end.getProperty(CameraEvents.MESSAGE);
    }

    /** Waits until all events so far were dispatched, by posting one more. */
    void awaitDispatched() throws InterruptedException {
        CountDownLatch dispatched = new CountDownLatch(1);
        dispatcher.post(List.of(new CameraEvent("", null, null, null, dispatched::countDown)));
        assertTrue(dispatched.await(EngineTestBase.PATIENCE_SECONDS, TimeUnit.SECONDS), "the dispatcher is stuck");
    }

    /** Promise 12: nothing is left of a closed engine. */
    void assertNothingLeft() throws Exception {
        assertEquals(List.of(), threadStarters.stream().filter(name -> !name.startsWith("obscura-")).toList(), "started threads");
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("obscura-")) {
                thread.join(PATIENCE.toMillis());
                assertFalse(thread.isAlive(), () -> thread.getName() + " still lives: " + List.of(thread.getStackTrace()));
            }
        }
        for (ManualDevice device : plugged) {
            assertEquals(0, device.framesOut.get(), "frames of " + device.info.id() + " not closed");
            assertEquals(0, device.openStreams.get(), "streams of " + device.info.id() + " not closed");
        }
        try (Stream<Path> files = Files.walk(directory)) {
            assertEquals(List.of(), files.filter(file -> file.getFileName().toString().endsWith(".tmp")).toList(), "temporary files left");
        }
    }

    /** Topics and requests, for a reader of a failed test. */
    private List<String> names() {
        return events.stream().map(event -> event.getTopic().substring(event.getTopic().lastIndexOf('/') + 1) + ":"
                + event.getProperty(CameraEvents.REQUEST_ID)).toList();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        cameras.forEach(camera -> camera.close(PATIENCE));
        dispatcher.close();
        executors.close();
    }
}
