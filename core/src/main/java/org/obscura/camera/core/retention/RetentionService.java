package org.obscura.camera.core.retention;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

import org.obscura.camera.core.logging.EngineLog;

/** The retention of all cameras. Thread-safe. */
public final class RetentionService {
    /** Nothing is deleted within this time after it was saved, after the start, and after a hold came or went. */
    private static final Duration GRACE = Duration.ofMinutes(1);
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final BiConsumer<Duration, Runnable> timer;
    private final BiConsumer<String, Runnable> blocking;
    private final EngineLog log;
    private final Clocks clocks;
    private final Times times;
    private volatile ImageHolds holds;
    private final Map<String, CameraRetention> cameras = new ConcurrentHashMap<>();
    private final Map<String, Ledger> ledgers = new ConcurrentHashMap<>();

    /**
     * The times of rounds.
     *
     * @param grace how long an image stays at least
     * @param interval how often a round runs
     */
    record Times(Duration grace, Duration interval) {
    }

    /**
     * Creates the service.
     *
     * @param timer runs a short task after a delay
     * @param blocking runs a task that blocks, by the role of its thread
     */
    public RetentionService(BiConsumer<Duration, Runnable> timer, BiConsumer<String, Runnable> blocking, EngineLog log) {
        this(timer, blocking, log, GRACE, INTERVAL);
    }

    /**
     * Creates one with other times.
     *
     * @param grace how long an image stays at least
     * @param interval how often a round runs
     */
    public RetentionService(BiConsumer<Duration, Runnable> timer, BiConsumer<String, Runnable> blocking, EngineLog log, Duration grace,
            Duration interval) {
        this(timer, blocking, log, Clocks.system(), new Times(grace, interval));
    }

    RetentionService(BiConsumer<Duration, Runnable> timer, BiConsumer<String, Runnable> blocking, EngineLog log, Clocks clocks,
            Times times) {
        this.timer = timer;
        this.blocking = blocking;
        this.log = log;
        this.clocks = clocks;
        this.times = times;
        this.holds = new ImageHolds(log, clocks);
    }

    /** Returns the retention of a camera. */
    public CameraRetention of(String cameraId) {
        return cameras.computeIfAbsent(cameraId, id -> new CameraRetention(id, this, log));
    }

    /** Sets the services that keep images. */
    public void setHolds(ImageHolds services) {
        holds = services;
    }

    Clocks clocks() {
        return clocks;
    }

    Ledger ledger(Path base, String cameraId) {
        return ledgers.computeIfAbsent(base + "\n" + cameraId, key -> new Ledger(base, cameraId, clocks));
    }

    /** Returns whether an image whose request has ended must stay for now. */
    boolean isKept(String cameraId, Path base, LedgerEntry entry) {
        long grace = times.grace.toNanos();
        return clocks.nanos() - entry.knownNanos < grace || holds.nanosSinceChange() < grace
                || holds.isHeld(cameraId, base.resolve(entry.path()));
    }

    /** Runs a round after an interval, and then again after each, unless that is so already. */
    void start(CameraRetention camera) {
        if (camera.begin()) {
            timer.accept(times.interval, () -> blocking.accept("retention-" + camera.id(), () -> {
                camera.run();
                camera.end();
                if (camera.isOn()) {
                    start(camera);
                }
            }));
        }
    }
}
