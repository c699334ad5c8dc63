package org.obscura.camera.trigger;

import java.time.Duration;
import java.util.concurrent.Future;

import org.obscura.camera.trigger.schedule.Clock;

/** The clocks and the timer of triggers; tests bring ones that they move. */
interface TimeSource extends Clock {

    /** Runs a short task that does not block, after a delay, one task at a time. */
    Future<?> schedule(Duration delay, Runnable task);
}
