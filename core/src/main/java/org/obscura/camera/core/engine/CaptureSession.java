package org.obscura.camera.core.engine;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.obscura.camera.Camera.Status;
import org.obscura.camera.CameraStatistics;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureException;
import org.obscura.camera.core.logging.EngineLog;
import org.obscura.camera.core.config.CameraSettings;
import org.obscura.camera.core.engine.DeviceRegistry.RegisteredDevice;
import org.obscura.camera.core.engine.PendingRequest.ProcessedImage;
import org.obscura.camera.core.engine.PendingRequest.State;
import org.obscura.camera.spi.Frame;

/**
 * The requests of one camera, from the call to the end: they wait in order, are exposed in order by the {@link CaptureLoop}, developed
 * side by side in the {@link ImageProcessor}, and finished in order again. All of it under one lock, which is never held over a call into a
 * device, an encoder or a disk.
 */
final class CaptureSession {
    static final int MOST_UNFINISHED = 64;

    final ReentrantLock lock = new ReentrantLock();
    final Condition changed = lock.newCondition();
    final CameraState properties;
    final CameraEventPublisher signals;
    final EngineLog log;
    final Deque<PendingRequest> waiting = new ArrayDeque<>();
    final Map<Integer, PendingRequest> pending = new LinkedHashMap<>();
    final CaptureCounters counters = new CaptureCounters();
    volatile CameraSettings settings;
    boolean active;
    boolean closed;
    CaptureLoop captureLoop;

    private final String id;
    private final EngineContext context;
    private final CompletionQueue completionQueue;
    private final DeviceSelector best;
    private final Runnable watcher = this::devicesChanged;
    private PendingRequest exposing;
    private int developing;

    CaptureSession(CameraSettings settings, EngineContext context) {
        this.id = settings.id();
        this.settings = settings;
        this.context = context;
        this.log = context.log();
        this.signals = new CameraEventPublisher(id, context.dispatcher());
        this.properties = new CameraState(signals);
        this.completionQueue = new CompletionQueue(this, context);
        this.best = new DeviceSelector(context.devices());
        context.devices().watch(watcher);
    }

    String id() {
        return id;
    }

    CameraSettings settings() {
        return settings;
    }

    CameraStatistics statistics() {
        return locked(() -> counters.snapshot(pending.size()));
    }

    Path directory() {
        return context.imageProcessor().directory(settings);
    }

    void unwatch() {
        context.devices().unwatch(watcher);
    }

    /** Changes properties. */
    void set(Consumer<CameraState> change) {
        run(() -> change.accept(properties));
    }

    /** Whether a request needs no picture any more. */
    boolean isDecided(PendingRequest request) {
        return locked(request::isDecided);
    }

    int pendingCount() {
        return locked(pending::size);
    }

    <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    void run(Runnable action) {
        locked(() -> {
            action.run();
            return null;
        });
    }

    // ---- the stages; the lock is held

    boolean isActive() {
        return active;
    }

    Optional<RegisteredDevice> device() {
        return best.of(settings.deviceTarget());
    }

    String whyNoDevice() {
        return context.devices().stuck(settings.deviceTarget()).map(slot -> slot + " does not return from an earlier call")
                .orElse("No camera device is there for camera " + id);
    }

    /** The device in use, as applications see it. */
    Optional<RegisteredDevice> deviceInUse() {
        return properties.status() == Status.INACTIVE ? Optional.empty() : device();
    }

    PendingRequest next() {
        return waiting.peek();
    }

    List<PendingRequest> waiting() {
        return List.copyOf(waiting);
    }

    /** Pictures that are done wait for the one before them, and are not to fill the memory while that takes its time. */
    boolean hasProcessingCapacity() {
        return developing <= context.workers().developerThreads() && completionQueue.unfinished() < MOST_UNFINISHED;
    }

    void take(PendingRequest request) {
        waiting.remove(request);
        request.phase = State.EXPOSING;
        exposing = request;
        refresh();
    }

    /** The frame was lost with its device: the request is the next one again. */
    void putBack(PendingRequest request) {
        exposing = null;
        if (!request.isDecided()) {
            if (active) {
                request.phase = State.WAITING;
                waiting.addFirst(request);
            } else {
                failUnexposed(request, CaptureError.NOT_READY, "The camera " + id + " was stopped, and its device is gone", null);
            }
        }
        refresh();
    }

    void exposed(PendingRequest request, Frame frame, RegisteredDevice slot) {
        exposing = null;
        request.phase = State.DEVELOPING;
        developing++;
        completionQueue.expect(request);
        String preview = context.previews().announce(id, request.id, request.settings.previews());
        context.workers().develop(() -> context.imageProcessor().develop(this, request, frame, slot.info));
        counters.exposed(request, slot.info.id());
        signals.together(() -> {
            if (request.series != null) {
                request.series.exposed(request);
            }
            signals.exposed(request.id, slot.info.id());
            signals.captured(request.id, preview);
            refresh();
        });
    }

    /** Something unforeseen was thrown over a request: it fails, and the next has its chance. */
    void captureLoopFailed(Throwable e) {
        PendingRequest request = exposing != null ? exposing : waiting.peek();
        if (request != null) {
            notExposed(request, CaptureError.RESOURCE, "The exposure failed: " + e, e);
        }
    }

    /** The exposure of a request ended without a frame. */
    void notExposed(PendingRequest request, CaptureError error, String message, Throwable cause) {
        exposing = null;
        failUnexposed(request, error, message, cause);
        refresh();
    }

    /** Fails a request of which no frame was taken: told at once. */
    boolean failUnexposed(PendingRequest request, CaptureError error, String message, Throwable cause) {
        if (!request.fail(error, message, cause)) {
            return false;
        }
        waiting.remove(request);
        ended(request);
        work();
        return true;
    }

    /** The imageProcessor is done with a request: what it made, or why not; neither if it was decided before. Called without the lock. */
    void developed(PendingRequest request, ProcessedImage developed, CaptureException failure) {
        run(() -> {
            developing--;
            request.developed = developed;
            if (failure != null && !request.isDecided()) {
                request.failure = failure;
            }
            completionQueue.developed(request);
            wakeWhoWaits();
        });
        completionQueue.finish();
    }

    /** A request has come to its end: it is told, and forgotten. */
    void ended(PendingRequest request) {
        request.phase = State.ENDED;
        pending.remove(request.id);
        counters.ended(request);
        signals.together(() -> completionQueue.announce(request));
        if (request.series != null) {
            request.series.ended(request);
        }
        wakeWhoWaits();
    }

    /** There is room for another picture, or one less to wait for: the captureLoop needs to know only if a request waits. */
    private void wakeWhoWaits() {
        if (closed || !waiting.isEmpty()) {
            changed.signalAll();
        }
    }

    void captureLoopEnded(CaptureLoop ended) {
        if (captureLoop == ended) {
            captureLoop = null;
        }
        work();
    }

    /** Gives up on an captureLoop whose device does not return, and on the request that it was about, if any. */
    void captureLoopStuck(PendingRequest request, RegisteredDevice slot, String message) {
        captureLoop = null;
        if (request != null && slot.isGone()) {
            putBack(request);
        } else if (request != null) {
            notExposed(request, CaptureError.RESOURCE, message, null);
        }
        work();
    }

    private void devicesChanged() {
        run(() -> {
            if (captureLoop != null) {
                captureLoop.deviceMayBeGone();
            }
            work();
        });
    }

    /** Sees to it that somebody works on what waits, and that the world knows how things stand. */
    void work() {
        if (captureLoop == null && !waiting.isEmpty()) {
            captureLoop = new CaptureLoop(this, context.devices(), context.workers());
            context.workers().run(captureLoop);
        }
        changed.signalAll();
        refresh();
    }

    void refresh() {
        RegisteredDevice slot = active ? device().orElse(null) : null;
        boolean opening = captureLoop != null && captureLoop.isOpening();
        properties.setDevice(slot == null ? "" : slot.info.id());
        properties.setStatus(!active ? Status.INACTIVE : slot == null ? Status.WAITING : opening ? Status.STARTING : Status.ACTIVE);
        properties.setReady(slot != null && waiting.isEmpty() && exposing == null);
    }

    /** Waits for a change, under the lock. */
    void await(long nanos) throws InterruptedException {
        changed.await(nanos, TimeUnit.NANOSECONDS);
    }
}
