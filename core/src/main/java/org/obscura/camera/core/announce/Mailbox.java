package org.obscura.camera.core.announce;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.obscura.camera.CaptureListener;
import org.obscura.camera.core.Log;

/** The queue of one listener: it is told one thing after another, at its own pace. */
final class Mailbox {
    /** So that a listener that never returns costs memory only up to a bound: about two hundred requests for each place in a full queue. */
    private static final int CAPACITY = 50_000;

    private final CaptureListener listener;
    private final String cameraId;
    private final Executor executor;
    private final Log log;
    private final Queue<Consumer<CaptureListener>> letters = new ArrayDeque<>();
    private boolean running;
    private boolean closed;
    private boolean overflowed;

    Mailbox(CaptureListener listener, String cameraId, Executor executor, Log log) {
        this.listener = listener;
        this.cameraId = cameraId;
        this.executor = executor;
        this.log = log;
    }

    boolean isOf(CaptureListener other) {
        return listener == other;
    }

    void post(Signal signal) {
        if (cameraId != null && !cameraId.equals(signal.cameraId())) {
            return;
        }
        synchronized (this) {
            if (closed) {
                return;
            }
            if (letters.size() >= CAPACITY) {
                if (!overflowed) {
                    overflowed = true;
                    log.warn("The listener {} is {} signals behind; it misses those that follow until it catches up",
                            listener.getClass().getName(), CAPACITY);
                }
                return;
            }
            letters.add(signal.call());
            if (running) {
                return;
            }
            running = true;
        }
        executor.execute(this::deliver);
    }

    private void deliver() {
        for (Consumer<CaptureListener> letter = next(); letter != null; letter = next()) {
            try {
                letter.accept(listener);
            } catch (Exception | Error e) {
                log.warn("The listener {} failed", listener.getClass().getName(), e);
            }
        }
    }

    private synchronized Consumer<CaptureListener> next() {
        Consumer<CaptureListener> letter = closed ? null : letters.poll();
        if (letter == null) {
            running = false;
            overflowed = false;
        }
        return letter;
    }

    synchronized void close() {
        closed = true;
        letters.clear();
    }
}
