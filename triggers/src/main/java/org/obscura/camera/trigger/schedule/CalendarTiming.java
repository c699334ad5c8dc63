package org.obscura.camera.trigger.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The due times of a schedule by the wall clock, within a window. A wall clock that was set does not confuse it: set back, the next due
 * time is the next one by the new time, so that no due time is farther away than the schedule has them; set forward, the due times that
 * were passed over make one image at most, and only if the wait for the next one would leave a longer gap than the schedule has, or if
 * what was missed is caught up.
 */
public final class CalendarTiming implements Timing {
    /** The wall clock differs by less from the other one between two looks, unless it was set. */
    private static final Duration STEP = Duration.ofSeconds(2);
    private static final int MAX_COUNTED = 1000;
    /** More than the days of a year: a window and a time of the sun meet within one, if ever. */
    private static final int MOST_OPENINGS = 500;

    private final Schedule schedule;
    private final Window window;
    private final boolean catchUp;
    private final Clock clock;
    /** Due times up to this one are dealt with. */
    private Instant handled;
    private Instant lastWall;
    private long lastNanos;
    private long firedNanos;
    /** From this moment to {@code cachedNext} the next due time is {@code cachedNext}. */
    private Instant cachedFrom;
    private Instant cachedNext;

    /** @param since due times up to this one are dealt with already; null: up to now */
    public CalendarTiming(Schedule schedule, Window window, boolean catchUp, Clock clock, Instant since) {
        this.schedule = schedule;
        this.window = window;
        this.catchUp = catchUp;
        this.clock = clock;
        this.lastWall = clock.wall();
        this.lastNanos = clock.nanos();
        this.firedNanos = lastNanos;
        this.handled = since == null || since.isAfter(lastWall) ? lastWall : since;
    }

    @Override
    public Look look(boolean ready) {
        Instant wall = clock.wall();
        long now = clock.nanos();
        long sinceLook = now - lastNanos;
        Duration step = Duration.between(lastWall, wall).minusNanos(sinceLook);
        lastWall = wall;
        lastNanos = now;
        if (wall.isBefore(handled.minus(STEP))) {
            handled = wall.minusNanos(sinceLook); // what became due by the new time since the last look is not dealt with
        }
        Instant from = handled;
        Instant newest = null;
        long passed = 0;
        for (Instant due = next(from); due != null && !due.isAfter(wall) && passed < MAX_COUNTED; due = next(due)) {
            newest = due;
            passed++;
        }
        if (passed == MAX_COUNTED) {
            newest = wall; // of that many, the last one is near
        }
        handled = wall.isAfter(handled) ? wall : handled;
        Instant next = next(handled);
        boolean due = newest != null && (step.compareTo(STEP) <= 0 || catchUp || leavesGap(now, wall, newest, next));
        if (due) {
            firedNanos = now;
        }
        return new Look(due, Math.max(0, passed - (due ? 1 : 0)),
                next == null ? LONGEST_WAIT : Timing.limited(Duration.between(wall, next)), next);
    }

    /** Returns whether the time from the last image to the next would be longer than the schedule has it. */
    private boolean leavesGap(long now, Instant wall, Instant newest, Instant next) {
        return next != null && Duration.between(wall, next).plusNanos(now - firedNanos).compareTo(Duration.between(newest, next)) > 0;
    }

    /** Returns the first due time in the window after a moment; null if there is none. */
    private Instant next(Instant after) {
        if (cachedFrom == null || after.isBefore(cachedFrom) || cachedNext != null && !after.isBefore(cachedNext)) {
            cachedFrom = after;
            cachedNext = find(after);
        }
        return cachedNext;
    }

    private Instant find(Instant after) {
        return first(schedule, window, after).orElse(null);
    }

    /** Returns the first due time in a window after a moment; empty if none of many openings of the window has one. */
    public static Optional<Instant> first(Schedule schedule, Window window, Instant after) {
        Optional<Instant> due = schedule.next(after);
        for (int i = 0; due.isPresent() && !window.contains(due.get()); i++) {
            Optional<Instant> opening = i < MOST_OPENINGS ? window.nextOpening(due.get()) : Optional.empty();
            // a due time may be the moment at which the window opens
            due = opening.isPresent() ? schedule.next(opening.get().minusNanos(1)) : Optional.empty();
        }
        return due;
    }
}
