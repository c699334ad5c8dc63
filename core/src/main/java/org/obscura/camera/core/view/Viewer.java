package org.obscura.camera.core.view;

import java.util.function.Consumer;
import java.util.function.Supplier;

import com.google.errorprone.annotations.concurrent.GuardedBy;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.ViewFrame;
import org.obscura.camera.ViewOptions;
import org.obscura.camera.ViewSession;

/** One viewer, who receives the latest frame at its own pace. */
final class Viewer implements ViewSession {
    private final ViewOptions options;
    private final Consumer<? super ViewFrame> consumer;
    private final ViewFinder finder;
    private final Supplier<String> problem;
    private final long intervalNanos;
    /** When the next frame is due. Guarded by the monitor of the finder. */
    private long dueNanos = System.nanoTime();
    /** The latest frame while the consumer is busy, or null. */
    @GuardedBy("this")
    private @Nullable ViewFrame latest;
    @GuardedBy("this")
    private boolean delivering;
    @GuardedBy("this")
    private boolean closed;

    Viewer(ViewOptions options, Consumer<? super ViewFrame> consumer, ViewFinder finder, Supplier<String> problem) {
        this.options = options;
        this.consumer = consumer;
        this.finder = finder;
        this.problem = problem;
        this.intervalNanos = Math.round(1e9 / options.rate());
    }

    int width() {
        return options.width();
    }

    // ---- for the finder, under its monitor

    /** Returns when it gets a frame: one that comes a little early keeps the rate, as of a device with the same rate. */
    long dueIn(long now) {
        return Math.max(0, dueNanos - intervalNanos / 4 - now);
    }

    /** Returns whether it gets a frame that is taken now. */
    boolean isDue(long now) {
        return dueIn(now) == 0;
    }

    /** Notes that it gets a frame; the following ones keep to the rate, without making up for missed ones. */
    void taken(long now) {
        dueNanos = Math.max(dueNanos + intervalNanos, now + intervalNanos / 2);
    }

    // ---- delivery

    /** Hands over a frame; one that the consumer has not received yet is dropped. */
    void deliver(ViewFrame frame) {
        synchronized (this) {
            if (closed) {
                return;
            }
            latest = frame;
            if (delivering) {
                return;
            }
            delivering = true;
        }
        finder.executeDelivery(this::deliverLatest);
    }

    private void deliverLatest() {
        for (ViewFrame frame = next(); frame != null; frame = next()) {
            try {
                consumer.accept(frame);
            } catch (Throwable e) { // whatever it is, the view must end
                finder.failed(this, e);
            }
        }
    }

    private synchronized @Nullable ViewFrame next() {
        ViewFrame frame = closed ? null : latest;
        latest = null;
        delivering = frame != null;
        return frame;
    }

    @Override
    public synchronized boolean isOpen() {
        return !closed;
    }

    @Override
    public String getProblem() {
        return isOpen() ? problem.get() : "The view is closed";
    }

    @Override
    public void close() {
        end();
        finder.remove(this);
    }

    /** Ends the delivery. */
    synchronized void end() {
        closed = true;
        latest = null;
    }
}
