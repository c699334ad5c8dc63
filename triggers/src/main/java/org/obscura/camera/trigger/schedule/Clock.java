package org.obscura.camera.trigger.schedule;

import java.time.Instant;

/** What time it is: by the wall clock, which may be set, and by one that never steps. Tests bring one that they move. */
public interface Clock {

    /** Returns the time of the wall clock. */
    Instant wall();

    /** Returns a time in nanoseconds that never steps. */
    long nanos();
}
