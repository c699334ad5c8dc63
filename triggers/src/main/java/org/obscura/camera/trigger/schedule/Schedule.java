package org.obscura.camera.trigger.schedule;

import java.time.Instant;
import java.util.Optional;

/** A schedule by the wall clock. */
public interface Schedule {

    /** Returns the first due time after a moment; empty if there is none. */
    Optional<Instant> next(Instant after);
}
