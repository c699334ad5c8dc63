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
import org.obscura.camera.core.Log;
import org.obscura.camera.core.config.CameraSettings;
import org.obscura.camera.core.engine.DevicePool.Slot;
import org.obscura.camera.core.engine.Request.Developed;
import org.obscura.camera.core.engine.Request.Phase;
import org.obscura.camera.spi.Frame;

/**
 * The requests of one camera, from the call to the end: they wait in order, are exposed in order by the {@link Exposer}, developed
 * side by side in the {@link Darkroom}, and finished in order again. All of it under one lock, which is never held over a call into a
 * device, an encoder or a disk.
 */
final class CameraLine {
    static final int MOST_UNFINISHED = 64;

    final ReentrantLock lock = new ReentrantLock();
    final Condition changed = lock.newCondition();
    final Properties properties;
    final Signals signals;
    final Log log;
    final Deque<Request> waiting = new ArrayDeque<>();
    final Map<Integer, Request> pending = new LinkedHashMap<>();
    final Counters counters = new Counters();
    volatile CameraSettings settings;
    boolean active;
    boolean closed;
    Exposer exposer;

    private final String id;
    private final Studio studio;
    private final Finisher finisher;
    private final BestDevice best;
    private final Runnable watcher = this::devicesChanged;
    private Request exposing;
    private int developing;

    CameraLine(CameraSettings settings, Studio studio) {
        this.id = settings.id();
        this.settings = settings;
        this.studio = studio;
        this.log = studio.log();
        this.signals = new Signals(id, studio.announcer());
        this.properties = new Properties(signals);
        this.finisher = new Finisher(this, studio);
        this.best = new BestDevice(studio.devices());
        studio.devices().watch(watcher);
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
        return studio.darkroom().directory(settings);
    }

    void unwatch() {
        studio.devices().unwatch(watcher);
    }

    /** Changes properties. */
    void set(Consumer<Properties> change) {
        run(() -> change.accept(properties));
    }

    /** Whether a request needs no picture any more. */
    boolean isDecided(Request request) {
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

    Optional<Slot> device() {
        return best.of(settings.deviceTarget());
    }

    String whyNoDevice() {
        return studio.devices().stuck(settings.deviceTarget()).map(slot -> slot + " does not return from an earlier call")
                .orElse("No camera device is there for camera " + id);
    }

    /** The device in use, as applications see it. */
    Optional<Slot> deviceInUse() {
        return properties.status() == Status.INACTIVE ? Optional.empty() : device();
    }

    Request next() {
        return waiting.peek();
    }

    List<Request> waiting() {
        return List.copyOf(waiting);
    }

    /** Pictures that are done wait for the one before them, and are not to fill the memory while that takes its time. */
    boolean hasRoomInDarkroom() {
        return developing <= studio.workers().developerThreads() && finisher.unfinished() < MOST_UNFINISHED;
    }

    void take(Request request) {
        waiting.remove(request);
        request.phase = Phase.EXPOSING;
        exposing = request;
        refresh();
    }

    /** The frame was lost with its device: the request is the next one again. */
    void putBack(Request request) {
        exposing = null;
        if (!request.isDecided()) {
            if (active) {
                request.phase = Phase.WAITING;
                waiting.addFirst(request);
            } else {
                failUnexposed(request, CaptureError.NOT_READY, "The camera " + id + " was stopped, and its device is gone", null);
            }
        }
        refresh();
    }

    void exposed(Request request, Frame frame, Slot slot) {
        exposing = null;
        request.phase = Phase.DEVELOPING;
        developing++;
        finisher.expect(request);
        String preview = studio.previews().announce(id, request.id);
        studio.workers().develop(() -> studio.darkroom().develop(this, request, frame, slot.info));
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
    void exposerFailed(Throwable e) {
        Request request = exposing != null ? exposing : waiting.peek();
        if (request != null) {
            notExposed(request, CaptureError.RESOURCE, "The exposure failed: " + e, e);
        }
    }

    /** The exposure of a request ended without a frame. */
    void notExposed(Request request, CaptureError error, String message, Throwable cause) {
        exposing = null;
        failUnexposed(request, error, message, cause);
        refresh();
    }

    /** Fails a request of which no frame was taken: told at once. */
    boolean failUnexposed(Request request, CaptureError error, String message, Throwable cause) {
        if (!request.fail(error, message, cause)) {
            return false;
        }
        waiting.remove(request);
        ended(request);
        work();
        return true;
    }

    /** The darkroom is done with a request: what it made, or why not; neither if it was decided before. Called without the lock. */
    void developed(Request request, Developed developed, CaptureException failure) {
        run(() -> {
            developing--;
            request.developed = developed;
            if (failure != null && !request.isDecided()) {
                request.failure = failure;
            }
            finisher.developed(request);
            wakeWhoWaits();
        });
        finisher.finish();
    }

    /** A request has come to its end: it is told, and forgotten. */
    void ended(Request request) {
        request.phase = Phase.ENDED;
        pending.remove(request.id);
        counters.ended(request);
        signals.together(() -> finisher.announce(request));
        if (request.series != null) {
            request.series.ended(request);
        }
        wakeWhoWaits();
    }

    /** There is room for another picture, or one less to wait for: the exposer needs to know only if a request waits. */
    private void wakeWhoWaits() {
        if (closed || !waiting.isEmpty()) {
            changed.signalAll();
        }
    }

    void exposerEnded(Exposer ended) {
        if (exposer == ended) {
            exposer = null;
        }
        work();
    }

    /** Gives up on an exposer whose device does not return, and on the request that it was about, if any. */
    void exposerStuck(Request request, Slot slot, String message) {
        exposer = null;
        if (request != null && slot.isGone()) {
            putBack(request);
        } else if (request != null) {
            notExposed(request, CaptureError.RESOURCE, message, null);
        }
        work();
    }

    private void devicesChanged() {
        run(() -> {
            if (exposer != null) {
                exposer.deviceMayBeGone();
            }
            work();
        });
    }

    /** Sees to it that somebody works on what waits, and that the world knows how things stand. */
    void work() {
        if (exposer == null && !waiting.isEmpty()) {
            exposer = new Exposer(this, studio.devices(), studio.workers());
            studio.workers().run(exposer);
        }
        changed.signalAll();
        refresh();
    }

    void refresh() {
        Slot slot = active ? device().orElse(null) : null;
        boolean opening = exposer != null && exposer.isOpening();
        properties.setDevice(slot == null ? "" : slot.info.id());
        properties.setStatus(!active ? Status.INACTIVE : slot == null ? Status.WAITING : opening ? Status.STARTING : Status.ACTIVE);
        properties.setReady(slot != null && waiting.isEmpty() && exposing == null);
    }

    /** Waits for a change, under the lock. */
    void await(long nanos) throws InterruptedException {
        changed.await(nanos, TimeUnit.NANOSECONDS);
    }
}
