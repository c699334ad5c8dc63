package org.obscura.camera.core.engine;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs a task when something takes too long. Its thread checks a few times a second, and only while there is a timeout: a timer for each
 * call and each image would wake a thread for each of them, and nearly all are cancelled. Nothing that a task throws ends the thread, and
 * a task that fails is run again at the next check: no request may be left without its end because memory was short for a moment.
 */
final class TimeoutMonitor implements Runnable, AutoCloseable {
    private static final long CHECK_MILLIS = 200;

    private final Set<Timeout> timeouts = ConcurrentHashMap.newKeySet();
    private volatile boolean idle;
    private volatile boolean closed;

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

    /** Runs a short task after that time, or a little later. The task may be run again if it throws. */
    Timeout start(Duration limit, Runnable task) {
        Timeout timeout = new Timeout(System.nanoTime() + limit.toNanos(), task);
        timeouts.add(timeout);
        if (idle) {
            wake();
        }
        return timeout;
    }

    private synchronized void wake() {
        notifyAll();
    }

    /** Checks until it is closed. */
    @Override
    public void run() {
        while (!closed) {
            try {
                await();
                check();
            } catch (Throwable e) {
                continue; // above all an OutOfMemoryError, or an interrupt by code of others
            }
        }
    }

    private synchronized void await() throws InterruptedException {
        idle = true;
        while (timeouts.isEmpty() && !closed) {
            wait();
        }
        idle = false;
        if (!closed) {
            wait(CHECK_MILLIS);
        }
    }

    /** Runs the tasks whose time is over. */
    void check() {
        long now = System.nanoTime();
        for (Timeout timeout : timeouts) {
            if (now - timeout.at >= 0) {
                expire(timeout);
            }
        }
    }

    private void expire(Timeout timeout) {
        try {
            timeout.task.run();
            timeouts.remove(timeout);
        } catch (Throwable e) {
            return; // it is run again
        }
    }

    @Override
    public void close() {
        closed = true;
        wake();
    }
}
