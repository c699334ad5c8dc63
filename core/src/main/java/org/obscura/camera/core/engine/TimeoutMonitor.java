package org.obscura.camera.core.engine;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Rings when something takes too long. Looks a few times a second, and only while there is something to watch over: a timer for each
 * call and each picture would wake a thread with each of them, and nearly all are cancelled.
 */
final class TimeoutMonitor {
    private static final long BETWEEN_MILLIS = 200;

    private final ScheduledExecutorService clock;
    private final Set<Timeout> alarms = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();

    TimeoutMonitor(ScheduledExecutorService clock) {
        this.clock = clock;
    }

    /** An alarm that has not rung. */
    final class Timeout {
        private final long at;
        private final Runnable ring;

        private Timeout(long at, Runnable ring) {
            this.at = at;
            this.ring = ring;
        }

        /** It may ring all the same, if it is about to. */
        void cancel() {
            alarms.remove(this);
        }
    }

    /** Rings after that time, or a little later. */
    Timeout set(Duration limit, Runnable ring) {
        Timeout alarm = new Timeout(System.nanoTime() + limit.toNanos(), ring);
        alarms.add(alarm);
        if (looking.compareAndSet(false, true)) {
            lookSoon();
        }
        return alarm;
    }

    private void lookSoon() {
        try {
            clock.schedule(this::look, BETWEEN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // stopped: what would have been watched over must go on all the same
        }
    }

    private void look() {
        try {
            long now = System.nanoTime();
            for (Timeout alarm : alarms) {
                if (now - alarm.at >= 0 && alarms.remove(alarm)) {
                    alarm.ring.run();
                }
            }
        } finally {
            looking.set(false);
            if (!alarms.isEmpty() && looking.compareAndSet(false, true)) {
                lookSoon();
            }
        }
    }
}
