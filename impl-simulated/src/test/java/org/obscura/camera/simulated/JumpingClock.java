package org.obscura.camera.simulated;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;

/** Time that passes only while a thread waits, and then at once. What is planned happens when it is reached. */
final class JumpingClock implements TimeSource {
    static final Instant START = Instant.parse("2026-03-04T05:06:07Z");
    private long nanos;
    private final Deque<Planned> plan = new ArrayDeque<>();

    private record Planned(long nanos, Runnable work) {
    }

    /** Plans work, in the order of time. */
    void at(long millis, Runnable work) {
        plan.add(new Planned(millis * 1_000_000, work));
    }

    void passMillis(long millis) {
        nanos += millis * 1_000_000;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public Instant instant() {
        return START.plusNanos(nanos);
    }

    @Override
    public void await(Condition condition, long time) {
        if (!plan.isEmpty() && plan.peek().nanos() <= nanos + time) {
            nanos = Math.max(nanos, plan.peek().nanos());
            plan.poll().work().run();
        } else {
            nanos += time;
        }
    }
}
