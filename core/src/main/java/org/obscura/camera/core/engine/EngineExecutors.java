package org.obscura.camera.core.engine;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

import org.obscura.camera.core.logging.EngineLog;

/**
 * The threads of the core bundle: {@code obscura-timer}, {@code obscura-timeouts}, {@code obscura-encode-N} (as many as processors), and a
 * thread for each task that may block, named by its role. Every thread is started by the timer's, never by a caller's: a thread remembers
 * the class loaders on the stack that started it, and would keep a stopped bundle in memory. A task for which the system has no thread is
 * started as soon as it has one.
 */
public final class EngineExecutors implements AutoCloseable {
    private static final int KEEP_ALIVE_SECONDS = 5;
    private static final int MAX_ADDED_THREADS = 64;
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final String PREFIX = "obscura-";

    private final ScheduledThreadPoolExecutor timer;
    private final ThreadPoolExecutor blocking;
    /** Hands a task to an idle thread of {@code blocking}. */
    private final SynchronousQueue<Runnable> idle = new SynchronousQueue<>();
    private final ThreadPoolExecutor encoders;
    private final EncodingOrder order = new EncodingOrder();
    private final int encodeThreads;
    /** How many tasks that encode run or wait. */
    private final AtomicInteger processing = new AtomicInteger();
    private final TimeoutMonitor timeouts = new TimeoutMonitor();
    private final EngineLog log;
    /** What hands tasks to a pool for which the system had no thread. */
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean retrying = new AtomicBoolean();

    public EngineExecutors(int encodeThreads, EngineLog log) {
        this(encodeThreads, log, EngineExecutors::newThread);
    }

    /** Creates the pools with threads of a factory, which gets the task and the name of a thread. */
    EngineExecutors(int encodeThreads, EngineLog log, BiFunction<Runnable, String, Thread> factory) {
        this.encodeThreads = encodeThreads;
        this.log = log;
        timer = new ScheduledThreadPoolExecutor(1, task -> newThread(task, PREFIX + "timer"));
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        timer.prestartAllCoreThreads();
        newThread(timeouts, PREFIX + "timeouts").start();
        blocking = new ThreadPoolExecutor(0, Integer.MAX_VALUE, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS, idle,
                numbered(PREFIX + "idle", factory));
        encoders = new ThreadPoolExecutor(encodeThreads, encodeThreads, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS, new PriorityBlockingQueue<>(),
                numbered(PREFIX + "encode", factory));
        encoders.allowCoreThreadTimeOut(true);
    }

    private static ThreadFactory numbered(String name, BiFunction<Runnable, String, Thread> factory) {
        AtomicInteger number = new AtomicInteger();
        return task -> factory.apply(task, name + "-" + number.incrementAndGet());
    }

    /** Returns a thread that keeps nothing of who starts it. */
    static Thread newThread(Runnable task, String name) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader()); // ImageIO keeps that of the thread which uses it first
        return thread;
    }

    /** Runs a task that may block, on a thread that is called by its role meanwhile. Does nothing once the bundle has stopped. */
    public void executeBlocking(String role, Runnable task) {
        Runnable named = inRole(role, task);
        if (!idle.offer(named)) {
            executeOnTimer(() -> start(() -> blocking.execute(named)));
        }
    }

    /** Hands a task to a pool; later if the system has no thread for it, since no request may be left without its end. */
    private void start(Runnable handing) {
        try {
            handing.run();
        } catch (OutOfMemoryError e) { // no native thread
            waiting.add(handing);
            retry();
        }
    }

    /** Starts what waits later, unless that is to be done already. */
    private void retry() {
        if (retrying.compareAndSet(false, true)) {
            log.warn("The system has no thread for the cameras, which wait until it has; raise the limit of threads or processes of "
                    + "this program (ulimit -u, pids.max of its control group), or find out which program has too many");
            schedule(RETRY, this::startWaiting);
        }
    }

    private void startWaiting() {
        try {
            for (Runnable next = waiting.peek(); next != null; next = waiting.peek()) {
                next.run();
                waiting.remove();
            }
        } catch (OutOfMemoryError e) {
            schedule(RETRY, this::startWaiting);
            return;
        }
        log.warn("The system has threads for the cameras again");
        retrying.set(false);
        if (!waiting.isEmpty()) { // added meanwhile
            retry();
        }
    }

    private static Runnable inRole(String role, Runnable task) {
        return () -> {
            Thread thread = Thread.currentThread();
            String name = thread.getName();
            thread.setName(PREFIX + role);
            try {
                task.run();
            } finally {
                thread.setName(name);
            }
        };
    }

    /** Completes a result on a thread of its own, since what depends on it may block. */
    public void completeResult(Runnable completion) {
        Runnable named = inRole("result", completion);
        if (idle.offer(named)) {
            return;
        }
        try {
            timer.execute(() -> start(() -> complete(named, completion)));
        } catch (RejectedExecutionException e) {
            completion.run(); // stopped, but a result is always completed
        }
    }

    private void complete(Runnable named, Runnable completion) {
        try {
            blocking.execute(named);
        } catch (RejectedExecutionException e) {
            completion.run();
        }
    }

    /** Returns the executor for listeners; it does nothing once the bundle has stopped. */
    public Executor listenerExecutor() {
        return task -> executeBlocking("listener", task);
    }

    /** Runs a short task that does not block on the timer thread. Does nothing once the bundle has stopped. */
    public void executeOnTimer(Runnable task) {
        try {
            timer.execute(task);
        } catch (RejectedExecutionException e) {
            return; // stopped
        }
    }

    /** Runs a short task that does not block, after a delay. Does nothing once the bundle has stopped. */
    public Future<?> schedule(Duration delay, Runnable task) {
        try {
            return timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(null); // what the task would have watched must go on all the same
        }
    }

    /** Runs a short task that does not block, unless the timeout is cancelled within the limit. */
    TimeoutMonitor.Timeout startTimeout(Duration limit, Runnable task) {
        return timeouts.start(limit, task);
    }

    /** Runs a task that encodes and writes an image of a camera. Called by threads of this class alone. */
    public void encode(String cameraId, Runnable task) {
        processing.incrementAndGet();
        Runnable placed = order.place(cameraId, () -> runCounted(task));
        start(() -> encoders.execute(placed));
    }

    /** Runs it on the calling thread; does nothing and returns false if as many run or wait already as there are threads. */
    boolean encodeHere(Runnable task) {
        if (processing.incrementAndGet() > encodeThreads) {
            processing.decrementAndGet();
            return false;
        }
        runCounted(task);
        return true;
    }

    private void runCounted(Runnable task) {
        try {
            task.run();
        } finally {
            processing.decrementAndGet();
        }
    }

    /** Returns how many images are processed at once, without those that take long. */
    public int encodeThreads() {
        return encodeThreads;
    }

    /** Adds a thread in place of one that an encoder or file system holds up. Returns false if there are too many already. */
    synchronized boolean addEncodeThread() {
        return encoders.getMaximumPoolSize() < encodeThreads + MAX_ADDED_THREADS && setEncodeThreads(encoders.getMaximumPoolSize() + 1);
    }

    synchronized void removeEncodeThread() {
        setEncodeThreads(encoders.getMaximumPoolSize() - 1);
    }

    private boolean setEncodeThreads(int size) {
        if (size > encoders.getMaximumPoolSize()) {
            encoders.setMaximumPoolSize(size);
            setCoreEncodeThreads(size);
        } else {
            encoders.setCorePoolSize(size);
            encoders.setMaximumPoolSize(size);
        }
        return true;
    }

    /** Sets the size in any case; the thread that it starts for an image that waits may follow. */
    private void setCoreEncodeThreads(int size) {
        try {
            encoders.setCorePoolSize(size);
        } catch (OutOfMemoryError e) {
            start(encoders::prestartCoreThread);
        }
    }

    /** Lets tasks that were handed over run for a while, then ends the threads. */
    @Override
    public void close() {
        try {
            // what was handed over before is started then; a loaded machine may take its time
            timer.submit(() -> {}).get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            timer.shutdownNow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end(timer, 1);
        end(encoders, 3);
        end(blocking, 3);
        completeWaiting();
        timeouts.close();
    }

    /** Completes the results for which the system had no thread until the end; nothing else starts any more. */
    private void completeWaiting() {
        for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
            try {
                next.run();
            } catch (RejectedExecutionException e) {
                continue; // no result
            }
        }
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
