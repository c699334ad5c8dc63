package org.obscura.camera.trigger.schedule;

import java.time.Duration;
import java.time.Instant;

/** Clocks that a test moves. */
public class HandClock implements Clock {
    private Instant wall;
    private long nanos;

    public HandClock(Instant wall) {
        this.wall = wall;
    }

    @Override
    public Instant wall() {
        return wall;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    /** Lets time pass. */
    public void pass(Duration time) {
        wall = wall.plus(time);
        nanos += time.toNanos();
    }

    /** Sets the wall clock, without time that passes. */
    public void step(Duration by) {
        wall = wall.plus(by);
    }
}
