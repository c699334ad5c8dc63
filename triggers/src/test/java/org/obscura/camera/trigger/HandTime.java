package org.obscura.camera.trigger;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

import org.obscura.camera.trigger.schedule.HandClock;

/** Clocks and a timer that a test moves: what is due runs on the thread of the test. */
final class HandTime extends HandClock implements TimeSource {
    private record Task(long due, FutureTask<Void> work) {
    }

    private final PriorityQueue<Task> tasks = new PriorityQueue<>(Comparator.comparingLong(Task::due));

    HandTime(Instant wall) {
        super(wall);
    }

    @Override
    public Future<?> schedule(Duration delay, Runnable task) {
        FutureTask<Void> work = new FutureTask<>(task, null);
        tasks.add(new Task(nanos() + Math.max(1, delay.toNanos()), work));
        return work;
    }

    /** Returns how many tasks are to run. */
    long waiting() {
        return tasks.stream().filter(task -> !task.work().isCancelled()).count();
    }

    /** Lets time pass, and runs what becomes due. */
    void run(Duration time) {
        long end = nanos() + time.toNanos();
        while (!tasks.isEmpty() && tasks.peek().due() <= end) {
            Task next = tasks.poll();
            pass(Duration.ofNanos(Math.max(0, next.due() - nanos())));
            next.work().run();
        }
        pass(Duration.ofNanos(end - nanos()));
    }
}
