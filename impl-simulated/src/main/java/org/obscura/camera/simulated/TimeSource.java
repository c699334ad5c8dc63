package org.obscura.camera.simulated;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** The clock that a camera runs by; tests bring one that jumps. */
interface TimeSource {

    /** Returns the time of a clock that never steps back, in nanoseconds. */
    long nanos();

    /** Returns the time of day. */
    Instant instant();

    /** Waits so long, or until the condition is signalled. */
    void await(Condition condition, long nanos) throws InterruptedException;

    /** The clock of this machine. */
    TimeSource SYSTEM = new TimeSource() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public Instant instant() {
            return Instant.now();
        }

        @Override
        public void await(Condition condition, long nanos) throws InterruptedException {
            condition.await(nanos, TimeUnit.NANOSECONDS);
        }
    };
}
