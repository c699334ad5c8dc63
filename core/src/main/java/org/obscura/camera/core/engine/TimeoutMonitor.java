package org.obscura.camera.core.engine;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs a task when something takes too long. It checks a few times a second, and only while there is a timeout: a timer for each call and
 * each image would wake a thread for each of them, and nearly all are cancelled.
 */
final class TimeoutMonitor {
    private static final long CHECK_MILLIS = 200;

    private final ScheduledExecutorService timer;
    private final Set<Timeout> timeouts = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean checking = new AtomicBoolean();

    TimeoutMonitor(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /** A timeout that has not expired. */
    final class Timeout {
        private final long at;
        private final Runnable task;

        private Timeout(long at, Runnable task) {
            this.at = at;
            this.task = task;
        }

        /** Cancels it; its task runs all the same if it is about to. */
        void cancel() {
            timeouts.remove(this);
        }
    }

    /** Runs a short task after that time, or a little later. */
    Timeout start(Duration limit, Runnable task) {
        Timeout timeout = new Timeout(System.nanoTime() + limit.toNanos(), task);
        timeouts.add(timeout);
        if (checking.compareAndSet(false, true)) {
            scheduleCheck();
        }
        return timeout;
    }

    private void scheduleCheck() {
        try {
            timer.schedule(this::check, CHECK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            return; // stopped
        }
    }

    private void check() {
        try {
            long now = System.nanoTime();
            for (Timeout timeout : timeouts) {
                if (now - timeout.at >= 0 && timeouts.remove(timeout)) {
                    timeout.task.run();
                }
            }
        } finally {
            checking.set(false);
            if (!timeouts.isEmpty() && checking.compareAndSet(false, true)) {
                scheduleCheck();
            }
        }
    }
}
