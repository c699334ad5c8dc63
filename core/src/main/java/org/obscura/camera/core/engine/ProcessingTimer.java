package org.obscura.camera.core.engine;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Watches the processing of one frame: after a second another thread takes over the others, so that a slow encoder or file system delays
 * itself alone, and after the limit the request ends without it.
 */
final class ProcessingTimer {
    private static final Duration SLOW = Duration.ofSeconds(1);

    private final EngineExecutors executors;
    private final Duration limit;
    private final Runnable onSlow;
    private final Runnable onOverdue;
    private TimeoutMonitor.@Nullable Timeout timeout;
    private boolean threadAdded;
    private boolean overdue;
    private boolean finished;

    /** Starts the timer; the tasks are called by the thread of the timeouts and must not block. */
    ProcessingTimer(EngineExecutors executors, Duration limit, Runnable onSlow, Runnable onOverdue) {
        this.executors = executors;
        this.limit = limit;
        this.onSlow = onSlow;
        this.onOverdue = onOverdue;
    }

    synchronized void start() {
        timeout = executors.startTimeout(limit.compareTo(SLOW) < 0 ? limit : SLOW, this::slow);
    }

    private void slow() {
        synchronized (this) {
            if (finished) {
                return;
            }
            threadAdded = threadAdded || executors.addEncodeThread();
            if (limit.compareTo(SLOW) > 0) {
                timeout = executors.startTimeout(limit.minus(SLOW), this::overdue);
            }
        }
        onSlow.run();
        if (limit.compareTo(SLOW) <= 0) {
            overdue();
        }
    }

    private void overdue() {
        synchronized (this) {
            if (finished || overdue) {
                return;
            }
            overdue = true;
        }
        onOverdue.run();
    }

    /** Ends the watch. Returns false if the limit was exceeded, so that the result comes too late. */
    synchronized boolean finish() {
        finished = true;
        if (timeout != null) {
            timeout.cancel();
        }
        if (threadAdded) {
            executors.removeEncodeThread();
        }
        return !overdue;
    }
}
