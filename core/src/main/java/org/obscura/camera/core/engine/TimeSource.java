package org.obscura.camera.core.engine;

import java.time.Duration;
import java.util.concurrent.Future;

/** The clock and timer by which series keep their intervals; tests bring one that they move. */
interface TimeSource {

    /** Returns a time in nanoseconds that never steps back. */
    long nanos();

    /** Runs a short task that does not block, after a delay. */
    Future<?> schedule(Duration delay, Runnable task);

    /** Returns the clock of this machine. */
    static TimeSource of(EngineExecutors executors) {
        return new TimeSource() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public Future<?> schedule(Duration delay, Runnable task) {
                return executors.schedule(delay, task);
            }
        };
    }
}
