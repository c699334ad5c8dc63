package org.obscura.camera.shell;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.obscura.camera.Camera;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CameraStatistics;
import org.obscura.camera.CameraStatistics.Latency;
import org.obscura.camera.CaptureError;
import org.obscura.camera.ControlInfo;
import org.obscura.camera.CaptureException;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.CaptureSeries;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.Resolution;
import org.obscura.camera.ViewFrame;
import org.obscura.camera.ViewOptions;
import org.obscura.camera.ViewSession;

/** A camera under the control of a test: each request succeeds at once, fails with the message set, or stays pending. */
final class FakeCamera implements Camera, CameraCapture {
    /** A value that no control accepts. */
    static final String REFUSED = "refused";

    final Map<String, Object> controls = new LinkedHashMap<>();
    List<ControlInfo> supportedControls = List.of();
    Supplier<List<String>> unsupported = List::of;
    /** How long what must come may take; a machine may be slow, cold and busy. */
    static final int PATIENCE_SECONDS = Integer.getInteger("test.timeout", 300);

    final List<CaptureOptions> submitted = new CopyOnWriteArrayList<>();
    final List<CaptureSeries> series = new CopyOnWriteArrayList<>();
    private final CountDownLatch seriesCancelled = new CountDownLatch(1);
    final List<Integer> cancelled = new CopyOnWriteArrayList<>();
    private final CountDownLatch asked = new CountDownLatch(1);
    final Map<Integer, String> failures = new LinkedHashMap<>();
    boolean holdsBack;
    /** What the result of a series tells. */
    int late;
    Duration longestDelay = Duration.ZERO;
    final List<ViewOptions> viewed = new CopyOnWriteArrayList<>();
    final CountDownLatch viewsClosed = new CountDownLatch(1);
    /** How many frames a view delivers, why it delivers no more, and whether the camera is removed then. */
    int frames = Integer.MAX_VALUE;
    volatile String problem = "";
    boolean removed;
    /** Where images are saved. */
    String folder = "/pictures";
    byte[] picture = {1, 2, 3};
    Map<String, Object> facts = Map.of();
    DeviceInfo device = device("simulated:front", "Test card");
    Status status = Status.ACTIVE;
    private final String id;
    private final Map<Integer, CompletableFuture<CapturedImage>> pending = new ConcurrentSkipListMap<>();
    private final Map<String, Object> metadata = new LinkedHashMap<>();
    private Resolution resolution;
    /** What the configuration has. */
    Resolution configuredResolution;
    final Map<String, Object> configuredMetadata = new LinkedHashMap<>();

    FakeCamera(String id) {
        this.id = id;
    }

    static DeviceInfo device(String id, String name) {
        return new DeviceInfo(id, name, id.substring(0, id.indexOf(':')), DeviceInfo.Position.FRONT_FACE, 0, "Obscura", "");
    }

    static Cameras cameras(FakeCamera... all) {
        Cameras cameras = new Cameras();
        for (FakeCamera each : all) {
            cameras.addCamera(each);
        }
        return cameras;
    }

    /** Waits until an image was requested. */
    void awaitAsked() throws InterruptedException {
        assertTrue(asked.await(PATIENCE_SECONDS, TimeUnit.SECONDS), "no image was requested");
    }

    /** Waits until a series was cancelled, and its request with it. */
    void awaitSeriesCancelled() throws InterruptedException {
        assertTrue(seriesCancelled.await(PATIENCE_SECONDS, TimeUnit.SECONDS), "no series was cancelled");
    }

    void toldSeriesCancelled() {
        seriesCancelled.countDown();
    }

    @Override
    public CaptureRequest save(ViewFrame frame, CaptureOptions options) {
        return submit(options);
    }

    @Override
    public CaptureRequest submit(CaptureOptions options) {
        return request(options);
    }

    @Override
    public CaptureRequest submit(CaptureOptions options, Predicate<? super ViewFrame> check) {
        return submit(options);
    }

    @Override
    public CaptureSeries submitSeries(CaptureOptions options, Consumer<? super CaptureRequest> pictures) {
        FakeSeries begun = new FakeSeries(this, options);
        series.add(begun);
        Thread thread = new Thread(() -> begun.take(pictures), "fake series");
        thread.setDaemon(true);
        thread.start();
        return begun;
    }

    @Override
    public List<CaptureSeries> getSeries() {
        return List.copyOf(series);
    }

    CaptureRequest request(CaptureOptions options) {
        submitted.add(options);
        int number = submitted.size();
        CompletableFuture<CapturedImage> result = new CompletableFuture<>();
        if (failures.containsKey(number)) {
            result.completeExceptionally(new CaptureException(number, CaptureError.RESOURCE, failures.get(number), null));
        } else if (holdsBack) {
            pending.put(number, result);
        } else {
            result.complete(image(number, options));
        }
        asked.countDown();
        return new CaptureRequest() {
            @Override
            public int getId() {
                return number;
            }

            @Override
            public CompletionStage<CapturedImage> getResult() {
                return result;
            }

            @Override
            public boolean cancel() {
                return cancelCapture(number);
            }
        };
    }

    private CapturedImage image(int number, CaptureOptions options) {
        Path path = options.inMemory() ? null : Path.of(folder + "/IMG_0000000" + number + ".jpg");
        return new CapturedImage(number, id, device.id(), path, options.inMemory() ? ByteBuffer.wrap(picture) : null,
                java.net.URI.create("camera-preview:" + id + "/" + number), "jpeg", new Resolution(640, 480), Instant.EPOCH, facts,
                Map.of(), unsupported.get());
    }

    @Override
    public boolean cancelCapture(int requestId) {
        CompletableFuture<CapturedImage> result = pending.remove(requestId);
        if (result == null) {
            return false;
        }
        cancelled.add(requestId);
        return result.completeExceptionally(new CaptureException(requestId, CaptureError.CANCELLED, "The request was cancelled", null));
    }

    @Override
    public void cancelCapture() {
        series.forEach(CaptureSeries::cancel);
        List.copyOf(pending.keySet()).forEach(this::cancelCapture);
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public Status getStatus() {
        return status;
    }

    @Override
    public void start() {
        status = Status.ACTIVE;
    }

    @Override
    public void stop() {
        status = Status.INACTIVE;
    }

    @Override
    public Optional<DeviceInfo> getDevice() {
        return Optional.ofNullable(device);
    }

    @Override
    public List<Resolution> getSupportedResolutions() {
        return List.of(new Resolution(640, 480), new Resolution(1280, 720));
    }

    @Override
    public List<String> getUnsupportedControls() {
        return unsupported.get();
    }

    @Override
    public List<ControlInfo> getSupportedControls() {
        return supportedControls;
    }

    @Override
    public void setControl(String key, Object value) {
        if (REFUSED.equals(value)) {
            throw new IllegalArgumentException("The control " + key + " is refused");
        }
        if (value == null) {
            controls.remove(key);
        } else {
            controls.put(key, value);
        }
    }

    @Override
    public void setControls(Map<String, ?> values) {
        if (values.containsValue(REFUSED)) {
            throw new IllegalArgumentException("A control is refused");
        }
        values.forEach(this::setControl);
    }

    @Override
    public Map<String, Object> getControls() {
        return new LinkedHashMap<>(controls);
    }

    @Override
    public Path getDirectory() {
        return Path.of("pictures").toAbsolutePath();
    }

    @Override
    public CameraStatistics getStatistics() {
        return new CameraStatistics(3, 1, 0, Map.of(CaptureError.FORMAT, 2L), 0,
                new Latency(1, Duration.ofMillis(40), Duration.ofMillis(41), Duration.ofMillis(42), Duration.ofMillis(43)), 1,
                Duration.ofMillis(70),
                Duration.ofMillis(90), "The frame is short", 2);
    }

    @Override
    public ViewSession view(ViewOptions options, Consumer<? super ViewFrame> consumer) {
        viewed.add(options);
        AtomicBoolean open = new AtomicBoolean(true);
        Thread thread = new Thread(() -> {
            for (int i = 0; i < frames && open.get(); i++) {
                consumer.accept(new ViewFrame(ByteBuffer.wrap(picture), device.id(), Instant.EPOCH));
            }
            if (removed) {
                open.set(false);
            }
        }, "fake view");
        thread.setDaemon(true);
        thread.start();
        return new ViewSession() {
            @Override
            public boolean isOpen() {
                return open.get();
            }

            @Override
            public String getProblem() {
                return problem;
            }

            @Override
            public void close() {
                open.set(false);
                viewsClosed.countDown();
            }
        };
    }

    @Override
    public CameraCapture getImageCapture() {
        return this;
    }

    @Override
    public int capture() {
        return submit(CaptureOptions.defaults()).getId();
    }

    @Override
    public int captureToLocation(String location) {
        return submit(CaptureOptions.to(location)).getId();
    }

    @Override
    public void setMetadata(String key, Object value) {
        if (value == null) {
            metadata.remove(key);
        } else {
            metadata.put(key, value);
        }
    }

    @Override
    public void setMetadata(Map<String, ?> values) {
        values.forEach(this::setMetadata);
    }

    @Override
    public Map<String, Object> getMetadata() {
        Map<String, Object> all = new LinkedHashMap<>(configuredMetadata);
        all.putAll(metadata);
        return all;
    }

    @Override
    public boolean isReady() {
        return status == Status.ACTIVE && device != null && pending.isEmpty();
    }

    @Override
    public Resolution getResolution() {
        return resolution == null ? configuredResolution : resolution;
    }

    @Override
    public void setResolution(Resolution value) {
        resolution = value;
    }

    @Override
    public String getErrorString() {
        return failures.isEmpty() ? "" : failures.values().iterator().next();
    }

    @Override
    public CaptureError getError() {
        return failures.isEmpty() ? CaptureError.NO_ERROR : CaptureError.RESOURCE;
    }

    @Override
    public String getCapturedImagePath() {
        return submitted.isEmpty() ? "" : "/pictures/IMG_0000000" + submitted.size() + ".jpg";
    }

    @Override
    public int getPendingCount() {
        return pending.size();
    }
}
