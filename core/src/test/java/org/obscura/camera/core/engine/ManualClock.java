package org.obscura.camera.core.engine;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** A clock that stands still until a test moves it. What falls due meanwhile is run at its moment, by the thread of the test. */
final class ManualClock implements TimeSource {
    private final PriorityQueue<Task> tasks = new PriorityQueue<>((a, b) -> Long.signum(a.at - b.at));
    /** Like any nanoTime it may be about to overflow. */
    private long now = Long.MAX_VALUE - 1_000;

    private record Task(long at, FutureTask<?> what) {
    }

    @Override
    public synchronized long nanos() {
        return now;
    }

    @Override
    public synchronized Future<?> schedule(Duration delay, Runnable task) {
        FutureTask<?> what = new FutureTask<>(task, null);
        tasks.add(new Task(now + delay.toNanos(), what));
        return what;
    }

    void advance(Duration by) {
        long end = nanos() + by.toNanos();
        for (Task next = nextUntil(end); next != null; next = nextUntil(end)) {
            next.what.run();
        }
    }

    private synchronized Task nextUntil(long end) {
        Task next = tasks.peek();
        now = next == null || next.at - end > 0 ? end : next.at;
        return next == null || next.at - end > 0 ? null : tasks.poll();
    }
}
