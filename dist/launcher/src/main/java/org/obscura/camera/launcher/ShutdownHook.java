package org.obscura.camera.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.osgi.framework.BundleException;

/**
 * Ends the running command and stops the framework when a signal ends the JVM, so that every request ends and no file stays half written.
 * It is installed before the first file is written, and removed after the last is deleted: a signal at any time leaves nothing.
 */
final class ShutdownHook implements AutoCloseable {
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(5);
    /** For a start or an end that is under way: the framework takes up to 20 seconds to stop. */
    private static final Duration STEP_LIMIT = Duration.ofSeconds(30);

    private final Thread hook = new Thread(this::end, "obscura-shutdown");
    /** Held while something is started or stopped. */
    private final ReentrantLock step = new ReentrantLock();
    /** Guarded by the lock. */
    private final Deque<Runnable> stops = new ArrayDeque<>();
    private volatile Shell shell;
    private volatile boolean ending;

    /** What is started before the commands run. */
    interface Start<T> {
        /** Returns what was started, or throws what hindered it. */
        T run() throws IOException, BundleException;
    }

    /** Installs the hook. */
    ShutdownHook() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Starts something; a signal waits until that is done or has failed, so that nothing is made after the end.
     *
     * @return what was started; null if a signal ends the JVM
     */
    <T> T start(Start<T> start) throws IOException, BundleException {
        step.lock();
        try {
            return ending ? null : start.run();
        } finally {
            step.unlock();
        }
    }

    /** Has something done at the end, before what was named earlier. */
    void atEnd(Runnable stop) {
        step.lock();
        try {
            stops.push(stop);
        } finally {
            step.unlock();
        }
    }

    /** Has the running command of this shell ended first. */
    void interruptFirst(Shell commands) {
        shell = commands;
    }

    /** Returns whether a signal ends the JVM. */
    boolean isEnding() {
        return ending;
    }

    private void end() {
        ending = true;
        try {
            Shell commands = shell;
            if (commands != null && commands.stopCommands()) {
                commands.end(COMMAND_LIMIT); // so that the command can say what became of it
            }
            if (step.tryLock(STEP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    stop();
                } finally {
                    step.unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does once what is to be done; by who holds the lock. */
    private void stop() {
        while (!stops.isEmpty()) {
            stops.pop().run();
        }
    }

    /** Does what is left to do at the end. If a signal ends the JVM, the hook has done it. */
    @Override
    public void close() {
        step.lock();
        try {
            stop();
        } finally {
            step.unlock();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the JVM ends already, and the hook runs
            return;
        }
    }
}
