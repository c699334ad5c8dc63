package org.obscura.camera.core.engine;

import java.time.Duration;
import java.util.concurrent.Future;

/** The clock by which series keep their intervals; tests bring one that they move. */
interface TimeSource {

    /** A clock that never steps back, in nanoseconds. */
    long nanos();

    /** Runs a short task that does not block, later. */
    Future<?> after(Duration delay, Runnable task);

    /** The clock of this machine. */
    static TimeSource of(EngineExecutors workers) {
        return new TimeSource() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public Future<?> after(Duration delay, Runnable task) {
                return workers.after(delay, task);
            }
        };
    }
}
