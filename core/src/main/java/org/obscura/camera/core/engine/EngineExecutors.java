package org.obscura.camera.core.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of the core bundle. Every one is born of the clock's, never of a caller's: a thread remembers the class loaders on the
 * stack that started it, and would keep a stopped bundle in memory.
 */
public final class EngineExecutors implements AutoCloseable {
    private static final int KEEP_SECONDS = 5;

    private final ScheduledThreadPoolExecutor clock;
    private final ThreadPoolExecutor tasks;
    private final ThreadPoolExecutor developers;
    private final TimeoutMonitor watch;

    public EngineExecutors(int developerThreads) {
        clock = new ScheduledThreadPoolExecutor(1, named("obscura-clock"));
        clock.setRemoveOnCancelPolicy(true);
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        clock.prestartAllCoreThreads();
        watch = new TimeoutMonitor(clock);
        tasks = new ThreadPoolExecutor(0, Integer.MAX_VALUE, KEEP_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(),
                named("obscura-task"));
        developers = new ThreadPoolExecutor(developerThreads, developerThreads, KEEP_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                named("obscura-developer"));
        developers.allowCoreThreadTimeOut(true);
    }

    private static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(null, task, name + "-" + number.incrementAndGet(), 0, false);
            thread.setDaemon(true);
            // ImageIO keeps for ever that of the thread which uses it first
            thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
            return thread;
        };
    }

    /** Runs a task that may block, on a thread of its own. Does nothing once the bundle has stopped. */
    public void run(Runnable task) {
        soon(() -> tasks.execute(task));
    }

    /** Completes a result, on a thread that no other result needs: what depends on it may block. */
    public void complete(Runnable completion) {
        try {
            tasks.execute(completion); // called by the dispatcher's thread
        } catch (RejectedExecutionException e) {
            completion.run();
        }
    }

    /** Runs a short task that does not block, now. Does nothing once the bundle has stopped. */
    public void soon(Runnable task) {
        try {
            clock.execute(task);
        } catch (RejectedExecutionException e) {
            // stopped: there is nobody left to work for
        }
    }

    /** Where the dispatcher's thread has tasks run that may block. Does nothing once the bundle has stopped. */
    public Executor tasks() {
        return task -> {
            try {
                tasks.execute(task);
            } catch (RejectedExecutionException e) {
                // stopped: listeners hear no more
            }
        };
    }

    /** Runs a short task that does not block if it is not called off for that time, or a little longer. */
    TimeoutMonitor.Timeout alarm(Duration limit, Runnable task) {
        return watch.set(limit, task);
    }

    /** Runs a piece of encoding or writing; as many at once as there are processors. */
    public void develop(Runnable task) {
        developers.execute(task); // called by threads of this class alone
    }

    /** Runs a short task that does not block, later. Does nothing once the bundle has stopped. */
    public Future<?> after(Duration delay, Runnable task) {
        try {
            return clock.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(null); // what the task would have watched over must go on all the same
        }
    }

    public int developerThreads() {
        return developers.getMaximumPoolSize();
    }

    /** Makes room for one more developer, for as long as another is stuck in a stranger's encoder. */
    public synchronized void addDeveloper(int more) {
        int size = developers.getMaximumPoolSize() + more;
        if (more > 0) {
            developers.setMaximumPoolSize(size);
            developers.setCorePoolSize(size);
        } else {
            developers.setCorePoolSize(size);
            developers.setMaximumPoolSize(size);
        }
    }

    /** Lets what was handed over run, for a while, then ends the threads. */
    @Override
    public void close() {
        try {
            // what was handed over before is on its way then; a machine with much to do may take its time
            clock.submit(() -> {}).get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            clock.shutdownNow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end(clock, 1);
        end(developers, 3);
        end(tasks, 3);
    }

    private static void end(ThreadPoolExecutor pool, int seconds) {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(seconds, TimeUnit.SECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
