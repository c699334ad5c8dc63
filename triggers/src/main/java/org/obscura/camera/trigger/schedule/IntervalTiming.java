package org.obscura.camera.trigger.schedule;

import java.time.Duration;
import java.time.Instant;

/**
 * One image every interval while a window is open, by the clock that never steps. The first one is due at once, and when the window opens,
 * but never earlier than an interval after the one before. Due times are multiples of the interval, so that delays do not accumulate; whole
 * intervals that pass without a look are missed. Without a camera an image stays due.
 */
public final class IntervalTiming implements Timing {
    private final Duration interval;
    private final Window window;
    private final Clock clock;
    private long due;
    private boolean begun;
    private boolean open;

    public IntervalTiming(Duration interval, Window window, Clock clock) {
        this.interval = interval;
        this.window = window;
        this.clock = clock;
        this.due = clock.nanos();
    }

    @Override
    public Look look(boolean ready) {
        Instant wall = clock.wall();
        long now = clock.nanos();
        if (!window.contains(wall)) {
            open = false;
            Instant opening = window.nextOpening(wall).orElse(null);
            return new Look(false, 0, opening == null ? LONGEST_WAIT : Timing.limited(Duration.between(wall, opening)), opening);
        }
        if (!open) {
            open = true;
            due = begun ? Math.max(due, now) : now;
        }
        if (now < due) {
            return waiting(0, false, wall, now);
        }
        if (!ready) {
            return new Look(false, 0, LONGEST_WAIT, wall);
        }
        long missed = begun ? (now - due) / interval.toNanos() : 0;
        due = (begun ? due : now) + (missed + 1) * interval.toNanos();
        begun = true;
        return waiting(missed, true, wall, now);
    }

    private Look waiting(long missed, boolean isDue, Instant wall, long now) {
        Duration left = Duration.ofNanos(due - now);
        Instant next = wall.plus(left);
        return new Look(isDue, missed, Timing.limited(left), window.contains(next) ? next : window.nextOpening(next).orElse(null));
    }
}
