package org.obscura.camera.sinks.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.DeliveryException;
import org.obscura.camera.ImageDelivery;
import org.obscura.camera.ImageOutbox;
import org.obscura.camera.ImageSink;
import org.obscura.camera.OutboxStatus;

/** The outbox of one sink. Its threads deliver while the sink is registered. */
final class SinkOutbox implements ImageOutbox {
    private final EntryStore store;
    private final PendingImages pending;
    private final DeliveryReporter reporter;
    private final OutageLog outage;
    private final Runnable forget;
    @GuardedBy("this")
    private final Lanes lanes = new Lanes();
    @GuardedBy("this")
    private final List<Thread> threads = new ArrayList<>();
    /** Those that are in a call of the sink, and may be interrupted. */
    @GuardedBy("this")
    private final Set<Thread> calling = new HashSet<>();
    /** Acknowledged before the process ended. */
    private List<Entry> leftToDelete;
    private volatile SinkInfo info;
    @GuardedBy("this")
    private @Nullable ImageSink sink;
    @GuardedBy("this")
    private long lastNumber;
    @GuardedBy("this")
    private final DeliveryCounters counters = new DeliveryCounters();
    @GuardedBy("this")
    private boolean closed;

    /**
     * Takes over what waits since the process ended.
     *
     * @param forget removes this outbox
     */
    SinkOutbox(SinkInfo info, EntryStore store, PendingImages pending, DeliveryReporter reporter, Runnable forget) throws IOException {
        this.info = info;
        this.store = store;
        this.pending = pending;
        this.reporter = reporter;
        this.forget = forget;
        this.outage = new OutageLog(info.name(), reporter.log());
        EntryStore.Found found = store.load();
        found.unreadable().forEach(file -> reporter.log().error("Sink {}: the entry {} cannot be read; its image is not delivered",
                info.name(), file));
        found.waiting().forEach(entry -> {
            lanes.add(entry);
            pending.add(store, entry);
            lastNumber = Math.max(lastNumber, entry.number);
        });
        found.delivered().forEach(entry -> lastNumber = Math.max(lastNumber, entry.number));
        leftToDelete = found.delivered();
    }

    /** Deletes the images that were acknowledged before the process ended; once all outboxes are loaded. */
    void finishDeletions() {
        leftToDelete.forEach(this::deleteImage);
        leftToDelete = List.of();
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
        store.write(entry);
        pending.add(store, entry);
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

    /** Begins to deliver, with changed properties too. */
    void setSink(ImageSink service, SinkInfo changed) throws IOException {
        store.writeSettings(changed.stored());
        stopThreads();
        synchronized (this) {
            if (closed) {
                return;
            }
            info = changed;
            sink = service;
            lanes.retry();
            for (int i = 1; i <= changed.parallel(); i++) {
                String name = "obscura-sink-" + changed.name().toLowerCase(Locale.ROOT) + (changed.parallel() == 1 ? "" : "-" + i);
                Thread thread = new Thread(null, () -> run(service), name, 0, false);
                thread.setDaemon(true);
                threads.add(thread);
                thread.start();
            }
        }
    }

    synchronized boolean uses(ImageSink service) {
        return sink == service;
    }

    /** Stops to deliver. Waits for a running delivery, which is interrupted, but not for long. */
    void removeSink(ImageSink service) {
        synchronized (this) {
            if (sink != service) {
                return;
            }
        }
        stopThreads();
    }

    private void stopThreads() {
        List<Thread> running;
        synchronized (this) {
            sink = null;
            running = List.copyOf(threads);
            threads.clear();
            calling.forEach(Thread::interrupt);
            notifyAll();
        }
        try {
            for (Thread thread : running) {
                thread.join(TimeUnit.SECONDS.toMillis(5));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void close() {
        stopThreads();
        synchronized (this) {
            closed = true;
        }
    }

    private void run(ImageSink service) {
        for (Lanes.Lane lane = next(service); lane != null; lane = next(service)) {
            deliver(service, lane);
        }
    }

    private synchronized Lanes.@Nullable Lane next(ImageSink service) {
        while (sink == service) {
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

    private void deliver(ImageSink service, Lanes.Lane lane) {
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
            call(service, entry.attempt(attempt));
            acknowledged(lane, entry, attempt);
        } catch (DeliveryException e) {
            if (uses(service)) {
                attemptFailed(lane, entry, attempt, e);
            } else {
                releaseUntilNextSink(lane); // it failed because it was to end
            }
        } catch (InterruptedException e) {
            releaseUntilNextSink(lane);
        } catch (Throwable e) { // whatever it is, the next attempt may succeed
            attemptFailed(lane, entry, attempt, DeliveryException.temporary("The sink failed: " + e, e));
        }
    }

    /** Calls the sink. Behind it the thread is not interrupted, which would break what is being written. */
    private void call(ImageSink service, ImageDelivery delivery) throws DeliveryException, InterruptedException {
        synchronized (this) {
            if (sink != service) {
                throw new InterruptedException("the sink has been removed");
            }
            calling.add(Thread.currentThread());
        }
        try {
            service.deliver(delivery);
        } finally {
            synchronized (this) {
                calling.remove(Thread.currentThread());
                Thread.interrupted();
            }
        }
    }

    private synchronized void releaseUntilNextSink(Lanes.Lane lane) {
        lanes.release(lane);
        notifyAll();
    }

    private void acknowledged(Lanes.Lane lane, Entry entry, int attempt) {
        boolean deletes = entry.deletesImage();
        try {
            if (deletes) {
                store.markDelivered(entry);
            } else {
                store.delete(entry);
            }
        } catch (IOException e) {
            reporter.log().error("Sink {}: {} was delivered, but its entry cannot be removed: it is delivered once more after a restart",
                    info.name(), entry.image.path(), e);
        }
        synchronized (this) {
            counters.delivered();
            lanes.removeHead(lane);
            lanes.release(lane);
            notifyAll();
        }
        if (deletes) {
            deleteImage(entry);
        } else {
            pending.remove(store, entry);
        }
        outage.succeeded();
        reporter.delivered(info.name(), entry, attempt);
    }

    /** Deletes an image that each sink has acknowledged, unless another has given it up, and then the entry. */
    private void deleteImage(Entry entry) {
        boolean last = pending.remove(store, entry);
        try {
            if (last && entry.deletesImage()) {
                Files.deleteIfExists(entry.image.path());
            }
            store.delete(entry);
        } catch (IOException e) {
            reporter.log().warn("Sink {}: {} was delivered but cannot be deleted", info.name(), entry.image.path(), e);
        }
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
            outage.failed(e.getMessage() + "; it is tried again, with pauses of up to " + info.retryMax().toSeconds() + " s", false);
        }
    }

    /** Reports an image that is in no lane any more, and removes it. It stays on the disk, whatever other sinks do. */
    private void giveUp(Entry entry, int attempts, String reason) {
        synchronized (this) {
            counters.givenUp(reason);
        }
        outage.failed(entry.image.path() + " is not delivered: " + reason, true);
        remove(entry);
        reporter.failed(info.name(), entry, attempts, reason);
    }

    private void remove(Entry entry) {
        try {
            for (PendingImages.Place other : pending.of(entry.image.path())) {
                if (other.entry().deletesImage() && other.entry() != entry) {
                    other.entry().keepImage();
                    other.store().rewrite(other.entry());
                }
            }
            store.delete(entry);
        } catch (IOException e) {
            reporter.log().error("Sink {}: the entry of {} cannot be removed: it is delivered after a restart", info.name(),
                    entry.image.path(), e);
        }
        pending.remove(store, entry);
    }

    // ---- for operators

    @Override
    public synchronized OutboxStatus getStatus() {
        Entry oldest = lanes.oldest();
        boolean old = oldest != null && System.nanoTime() - oldest.sinceNanos > info.warnAfter().toNanos();
        return counters.status(info, sink != null, lanes, old);
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
            unused = sink == null;
        }
        int removed = removeAll();
        if (unused) {
            forget.run();
        }
        return removed;
    }

    /** Removes what waits, except what is being delivered. Returns how many entries that were. */
    int removeAll() {
        List<Entry> removed;
        synchronized (this) {
            removed = lanes.removeAll();
        }
        removed.forEach(this::remove);
        return removed.size();
    }

    /** Removes what is left on the disk of a closed outbox. */
    void removeFolder() {
        try {
            store.remove();
        } catch (IOException e) {
            reporter.log().warn("Sink {}: its folder cannot be removed", info.name(), e);
        }
    }
}
