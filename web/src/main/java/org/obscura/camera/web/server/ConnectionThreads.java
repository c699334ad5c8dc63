package org.obscura.camera.web.server;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.osgi.service.log.Logger;

/**
 * A thread for each request. The server of the JDK waits without limit for a client that sends or reads slowly; here a thread that waits
 * for longer is interrupted, which closes the connection.
 */
final class ConnectionThreads implements Executor, AutoCloseable {
    private static final long WARN_INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final ThreadLocal<Watched> current = new ThreadLocal<>();
    private final Set<Watched> running = ConcurrentHashMap.newKeySet();
    private final ExecutorService workers;
    /** Closes the connections above the limit, one after another. */
    private final ExecutorService refusal;
    private final Thread watchdog = new Thread(this::watch, "obscura-web-timeouts");
    private final AtomicInteger active = new AtomicInteger();
    private final int limit;
    private final long patienceNanos;
    private final Logger log;
    private volatile long warned = System.nanoTime() - WARN_INTERVAL_NANOS;

    /** A thread at work, and when it is interrupted; guarded by its monitor. */
    private static final class Watched {
        private final Thread thread = Thread.currentThread();
        private long endNanos;
        private boolean limited;

        synchronized void limit(long end) {
            endNanos = end;
            limited = true;
        }

        synchronized void unlimit() {
            limited = false;
        }

        synchronized void interruptIfLate(long now) {
            if (limited && now - endNanos > 0) {
                limited = false;
                thread.interrupt();
            }
        }
    }

    ConnectionThreads(int limit, Duration patience, Logger log) {
        this.limit = limit;
        this.patienceNanos = patience.toNanos();
        this.log = log;
        AtomicInteger number = new AtomicInteger();
        workers = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(),
                task -> daemon(task, "obscura-web-" + number.incrementAndGet()));
        refusal = new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS, new java.util.concurrent.LinkedBlockingQueue<>(),
                task -> daemon(task, "obscura-web-refusal"));
        watchdog.setDaemon(true);
        watchdog.start();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void execute(Runnable request) {
        if (active.incrementAndGet() > limit) {
            active.decrementAndGet();
            warn();
            refusal.execute(() -> {
                Thread.currentThread().interrupt(); // so the first read closes the connection
                request.run();
                Thread.interrupted();
            });
            return;
        }
        try {
            workers.execute(() -> run(request));
        } catch (RejectedExecutionException e) {
            active.decrementAndGet();
            throw e;
        }
    }

    private void warn() {
        long now = System.nanoTime();
        if (now - warned > WARN_INTERVAL_NANOS) {
            warned = now;
            log.warn("More than {} requests at once (connections); further ones are closed without an answer", limit);
        }
    }

    private void run(Runnable request) {
        Watched watched = new Watched();
        current.set(watched);
        running.add(watched);
        watched.limit(System.nanoTime() + patienceNanos); // the server reads the request
        try {
            request.run();
        } finally {
            running.remove(watched);
            current.remove();
            watched.unlimit();
            Thread.interrupted(); // the thread serves others
            active.decrementAndGet();
        }
    }

    /** Limits what the current thread does next: waiting for the client. */
    void limit() {
        current.get().limit(System.nanoTime() + patienceNanos);
    }

    /** Ends the limit: the current thread does something else. */
    void unlimit() {
        current.get().unlimit();
    }

    private void watch() {
        try {
            while (!workers.isShutdown()) {
                TimeUnit.MILLISECONDS.sleep(250);
                long now = System.nanoTime();
                running.forEach(watched -> watched.interruptIfLate(now));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
        refusal.shutdownNow();
        watchdog.interrupt();
        try {
            workers.awaitTermination(5, TimeUnit.SECONDS);
            refusal.awaitTermination(1, TimeUnit.SECONDS);
            watchdog.join(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
