package org.obscura.camera.sinks.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.DeliveryException;
import org.obscura.camera.ImageDelivery;
import org.obscura.camera.ImageOutbox;
import org.obscura.camera.ImageSink;
import org.obscura.camera.OutboxStatus;
import org.obscura.camera.support.config.Durations;
import org.obscura.camera.support.logging.ProblemLog;

/** The outbox of one sink. Its threads deliver while the sink is registered. */
final class SinkOutbox implements ImageOutbox {
    private final OutboxFiles files;
    private final DeliveryReporter reporter;
    private final OutageLog outage;
    private final IntSupplier forget;
    private final Supplier<Set<String>> cameras;
    private final ProblemLog cameraProblems;
    @GuardedBy("this")
    private final Lanes lanes = new Lanes();
    private volatile SinkInfo info;
    @GuardedBy("this")
    private @Nullable DeliveryThreads threads;
    @GuardedBy("this")
    private long lastNumber;
    @GuardedBy("this")
    private final DeliveryCounters counters = new DeliveryCounters();
    @GuardedBy("this")
    private boolean closed;

    /**
     * Takes over what waits since the process ended.
     *
     * @param forget removes this outbox with what waits, and returns how many entries that were
     * @param cameras returns the ids of all cameras
     */
    SinkOutbox(SinkInfo info, EntryStore store, PendingImages pending, DeliveryReporter reporter, IntSupplier forget,
            Supplier<Set<String>> cameras) throws IOException {
        this.info = info;
        this.reporter = reporter;
        this.forget = forget;
        this.cameras = cameras;
        this.cameraProblems = new ProblemLog("Sink " + info.name(), reporter.log());
        this.outage = new OutageLog(info.name(), reporter.log());
        this.files = new OutboxFiles(info.name(), store, pending, reporter.log());
        EntryStore.Found found = files.load();
        found.waiting().forEach(entry -> {
            lanes.add(entry);
            lastNumber = Math.max(lastNumber, entry.number);
        });
        found.delivered().forEach(entry -> lastNumber = Math.max(lastNumber, entry.number));
    }

    /** Deletes the images that were acknowledged before the process ended; once all outboxes are loaded. */
    void finishDeletions() {
        files.finishDeletions();
    }

    SinkInfo info() {
        return info;
    }

    // ---- images

    /** Takes an image over: it is durable when this method returns, and delivered once {@link #add} was called. */
    Entry prepare(CapturedImage image, String id, boolean deletesImage) throws IOException {
        Entry entry;
        synchronized (this) {
            entry = new Entry(++lastNumber, Instant.now(), delivery(id, image), deletesImage);
        }
        files.write(entry);
        return entry;
    }

    private static ImageDelivery delivery(String id, CapturedImage image) {
        return new ImageDelivery(id, image.cameraId(), image.requestId(), image.deviceId(), Objects.requireNonNull(image.path()),
                image.format(), image.resolution(), image.timestamp(), 0);
    }

    /** Begins to deliver an image. */
    void add(Entry entry) {
        Entry dropped;
        synchronized (this) {
            dropped = lanes.size() >= info.limit() ? lanes.removeOldest() : null;
            lanes.add(entry);
            notifyAll();
        }
        if (dropped != null) {
            giveUp(dropped, 0, "The outbox of sink " + info.name() + " is full: " + info.limit()
                    + " images wait (outbox.limit); the oldest one is given up");
        }
    }

    /** Notes that an image could not be taken over. */
    void notTaken(CapturedImage image, IOException e) {
        String reason = "The image cannot be put into the outbox: " + e;
        Entry entry = new Entry(0, Instant.now(), delivery("-", image), false);
        synchronized (this) {
            counters.attemptFailed(reason);
            counters.givenUp(reason);
        }
        outage.failed(reason, true);
        reporter.failed(info.name(), entry, 0, reason);
    }

    // ---- the sink

    /** Begins to deliver. */
    void setSink(ImageSink service, SinkInfo changed) throws IOException {
        files.writeSettings(changed);
        endThreads();
        synchronized (this) {
            if (closed) {
                return;
            }
            info = changed;
            lanes.retry();
            threads = new DeliveryThreads(service, changed, this::run);
            threads.start();
        }
    }

    /**
     * Goes on to deliver to the sink with changed properties. A running delivery is interrupted only if the number of threads changes, or
     * it cannot deliver any more.
     */
    void update(ImageSink service, SinkInfo changed) throws IOException {
        if (changed.parallel() != info.parallel() || changed.problem().isEmpty() != info.problem().isEmpty()) {
            setSink(service, changed);
            return;
        }
        files.writeSettings(changed);
        synchronized (this) {
            info = changed;
            lanes.retry();
            notifyAll();
        }
    }

    synchronized boolean uses(ImageSink service) {
        return threads != null && threads.sink() == service;
    }

    /** Stops to deliver. Waits for a running delivery, which is interrupted, but not for long. */
    void removeSink(ImageSink service) {
        if (uses(service)) {
            endThreads();
        }
    }

    private void endThreads() {
        DeliveryThreads ended;
        synchronized (this) {
            ended = threads;
            threads = null;
            notifyAll();
        }
        if (ended == null) {
            return;
        }
        List<Lanes.Lane> hanging = ended.end();
        if (!hanging.isEmpty()) {
            reporter.log().warn("Sink {}: {} of its calls do not return although they were interrupted; their images are delivered again "
                    + "when the sink is registered again", info.name(), hanging.size());
            synchronized (this) {
                hanging.forEach(lanes::abandon);
                notifyAll();
            }
        }
    }

    void close() {
        endThreads();
        synchronized (this) {
            closed = true;
        }
    }

    private synchronized boolean isCurrent(DeliveryThreads which) {
        return threads == which;
    }

    private void run(DeliveryThreads current) {
        for (Lanes.Lane lane = next(current); lane != null; lane = next(current)) {
            deliver(current, lane);
        }
    }

    private synchronized Lanes.@Nullable Lane next(DeliveryThreads current) {
        while (threads == current) {
            Lanes.Lane lane = lanes.take();
            if (lane != null) {
                return lane;
            }
            long nanos = lanes.nanosUntilDue();
            try {
                if (nanos < 0) {
                    wait();
                } else {
                    TimeUnit.NANOSECONDS.timedWait(this, Math.max(nanos, TimeUnit.MILLISECONDS.toNanos(1)));
                }
            } catch (InterruptedException e) {
                continue; // the sink has been removed, or another thread's mistake
            }
        }
        return null;
    }

    private void deliver(DeliveryThreads current, Lanes.Lane lane) {
        Entry entry;
        int attempt;
        synchronized (this) {
            entry = Objects.requireNonNull(lane.head(), "a reserved lane has a head");
            attempt = lane.attempt();
        }
        try {
            if (!Files.isRegularFile(entry.image.path())) {
                throw DeliveryException.permanent("The file was removed before it was delivered", null);
            }
            current.call(entry.attempt(attempt), lane);
        } catch (DeliveryException e) {
            notDelivered(current, lane, entry, attempt, e);
            return;
        } catch (Throwable e) { // whatever it is, the next attempt may succeed
            notDelivered(current, lane, entry, attempt, DeliveryException.temporary("The sink failed: " + e, e));
            return;
        }
        acknowledged(lane, entry, attempt);
    }

    private void notDelivered(DeliveryThreads current, Lanes.Lane lane, Entry entry, int attempt, DeliveryException e) {
        if (isCurrent(current)) {
            attemptFailed(lane, entry, attempt, e);
        } else {
            releaseUntilNextSink(lane); // it failed because it was to end, whatever it threw
        }
    }

    private synchronized void releaseUntilNextSink(Lanes.Lane lane) {
        lanes.release(lane);
        notifyAll();
    }

    private void acknowledged(Lanes.Lane lane, Entry entry, int attempt) {
        boolean deletes = entry.deletesImage();
        files.acknowledge(entry, deletes);
        synchronized (this) {
            counters.delivered();
            lanes.removeHead(lane);
            lanes.release(lane);
            notifyAll();
        }
        files.release(entry, deletes);
        outage.succeeded();
        reporter.delivered(info.name(), entry, attempt);
    }

    private void attemptFailed(Lanes.Lane lane, Entry entry, int attempt, DeliveryException e) {
        boolean last = !e.isRetryable() || info.attempts() > 0 && attempt >= info.attempts();
        synchronized (this) {
            counters.attemptFailed(String.valueOf(e.getMessage()));
            if (last) {
                lanes.removeHead(lane);
            } else {
                Duration pause = info.pause(attempt);
                lane.pause((pause.compareTo(e.getRetryAfter()) < 0 ? e.getRetryAfter() : pause).toNanos());
            }
            lanes.release(lane);
            notifyAll();
        }
        reporter.log().debug("Sink {}: attempt {} for {} failed", info.name(), attempt, entry.image.path(), e);
        if (last) {
            giveUp(entry, attempt, String.valueOf(e.getMessage()));
        } else {
            outage.failed(e.getMessage() + "; it is tried again, with pauses of up to " + Durations.format(info.retryMax()), false);
        }
    }

    /** Reports an image that is in no lane any more, and removes it. It stays on the disk, whatever other sinks do. */
    private void giveUp(Entry entry, int attempts, String reason) {
        synchronized (this) {
            counters.givenUp(reason);
        }
        outage.failed(entry.image.path() + " is not delivered: " + reason, true);
        files.remove(entry);
        reporter.failed(info.name(), entry, attempts, reason);
    }

    // ---- for operators

    @Override
    public synchronized OutboxStatus getStatus() {
        Entry oldest = lanes.oldest();
        boolean old = oldest != null && System.nanoTime() - oldest.sinceNanos > info.warnAfter().toNanos();
        boolean available = threads != null && info.problem().isEmpty();
        return counters.status(info, available, available ? missingCameras() : threads == null ? "" : info.problem(), lanes, old);
    }

    private String missingCameras() {
        return info.missingCameras(cameras.get());
    }

    /** Logs it once if one of its cameras does not exist. */
    void lookForCameras() {
        boolean registered;
        synchronized (this) {
            registered = threads != null;
        }
        cameraProblems.report(registered ? missingCameras() : "");
    }

    @Override
    public synchronized void retry() {
        lanes.retry();
        notifyAll();
    }

    @Override
    public int discard() {
        boolean unused;
        synchronized (this) {
            if (closed) {
                return 0;
            }
            unused = threads == null;
        }
        return unused ? forget.getAsInt() : removeAll();
    }

    /** Removes what waits, except what is being delivered. Returns how many entries that were. */
    int removeAll() {
        List<Entry> removed;
        synchronized (this) {
            removed = lanes.removeAll();
        }
        removed.forEach(files::remove);
        return removed.size();
    }

    /** Removes what is left on the disk of a closed outbox. */
    void removeFolder() {
        files.removeFolder();
    }
}
