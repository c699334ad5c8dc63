package org.obscura.camera.trigger.schedule;

import java.time.Duration;
import java.time.Instant;

/** Decides when a trigger is due. Not thread-safe. */
public interface Timing {
    /** How long to wait at most until the next look: a step of the wall clock is noticed by then. */
    Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /**
     * The result of a look at the clocks.
     *
     * @param due whether an image is due now
     * @param missed how many due times passed besides, without a look at them
     * @param pause how long to wait until the next look
     * @param next when it is due next by the wall clock, as far as known now; null if no time is known
     */
    record Look(boolean due, long missed, Duration pause, Instant next) {
    }

    /**
     * Looks at the clocks.
     *
     * @param ready whether there is a camera
     */
    Look look(boolean ready);

    /** Returns the shorter of a duration and {@link #LONGEST_WAIT}, zero if it is negative. */
    static Duration limited(Duration wait) {
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }
}
