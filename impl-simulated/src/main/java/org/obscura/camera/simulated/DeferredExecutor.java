package org.obscura.camera.simulated;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs work later, on a thread that exists only while work waits. */
final class DeferredExecutor implements DeviceLifecycle.Scheduler, AutoCloseable {
    private static final int KEEP_SECONDS = 1;

    private final ScheduledThreadPoolExecutor executor;
    private volatile Thread thread;

    DeferredExecutor() {
        executor = new ScheduledThreadPoolExecutor(1, work -> {
            Thread made = new Thread(work, "obscura-simulated");
            made.setDaemon(true);
            thread = made;
            return made;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setKeepAliveTime(KEEP_SECONDS, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
    }

    @Override
    public Runnable after(Duration delay, Runnable work) {
        try {
            var waiting = executor.schedule(work, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> waiting.cancel(false);
        } catch (RejectedExecutionException e) {
            return () -> {}; // closed
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            executor.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
