package org.obscura.camera.v4l2;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * The thread that alone touches the descriptor of an open camera. A driver may hold it in the kernel for seconds, where nothing can
 * interrupt it; who calls waits for at most so long.
 */
final class DeviceThread {
    private final ThreadPoolExecutor executor;
    @GuardedBy("executor")
    private boolean ended;

    DeviceThread(String node) {
        this(work -> {
            Thread thread = new Thread(work, "obscura-v4l2-" + node);
            thread.setDaemon(true);
            return thread;
        });
    }

    DeviceThread(ThreadFactory threads) {
        executor = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
    }

    /**
     * Does work on the thread and waits for its result.
     *
     * @throws TimeoutException if it is not done in time; it is not begun then, or goes on
     * @throws ExecutionException with what the work throws
     * @throws RejectedExecutionException if the thread has been ended
     */
    <T> T call(Callable<T> work, Duration limit) throws ExecutionException, TimeoutException, InterruptedException {
        Future<T> result = submit(work);
        try {
            return result.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            result.cancel(false);
        }
    }

    private <T> Future<T> submit(Callable<T> work) {
        synchronized (executor) {
            if (ended) {
                throw new RejectedExecutionException("The thread has been ended");
            }
            return executor.submit(work);
        }
    }

    /** Does the last work once what runs is done, then ends. No work comes behind the last: it gives back the memory that all work uses. */
    void end(Runnable last) {
        synchronized (executor) {
            if (!ended) {
                ended = true;
                try {
                    executor.execute(last);
                } finally {
                    executor.shutdown(); // also if the system gives no thread: who waits for the end would wait for ever
                }
            }
        }
    }

    /** Waits until the thread has ended, and returns whether it has. */
    boolean awaitEnd(Duration limit) {
        try {
            return executor.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return executor.isTerminated();
        }
    }
}
