package org.obscura.camera.core.event;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;
import org.obscura.camera.CaptureListener;
import org.obscura.camera.core.logging.EngineLog;

/** The pending calls of one listener, which are made one after another at its own pace. */
final class ListenerQueue {
    /** Limits the memory of a listener that never returns: about two hundred requests for each place in a full queue. */
    private static final int CAPACITY = 50_000;

    private final CaptureListener listener;
    private volatile @Nullable String cameraId;
    private final Executor executor;
    private final EngineLog log;
    @GuardedBy("this")
    private final Queue<Consumer<CaptureListener>> pending = new ArrayDeque<>();
    @GuardedBy("this")
    private boolean running;
    @GuardedBy("this")
    private boolean closed;
    @GuardedBy("this")
    private boolean overflowed;

    ListenerQueue(CaptureListener listener, @Nullable String cameraId, Executor executor, EngineLog log) {
        this.listener = listener;
        this.cameraId = cameraId;
        this.executor = executor;
        this.log = log;
    }

    /** Changes the camera whose events the listener receives; null: all. */
    void setCamera(@Nullable String newCameraId) {
        cameraId = newCameraId;
    }

    boolean isOf(CaptureListener other) {
        return listener == other;
    }

    /** Queues the calls for those events that the listener receives; together, since each call by itself may wake a thread. */
    void post(List<CameraEvent> events) {
        String camera = cameraId;
        synchronized (this) {
            for (CameraEvent event : events) {
                if (event.topic() != null && (camera == null || camera.equals(event.cameraId()))) {
                    add(event);
                }
            }
            if (running || pending.isEmpty()) {
                return;
            }
            running = true;
        }
        executor.execute(this::deliver);
    }

    @GuardedBy("this")
    private void add(CameraEvent event) {
        if (closed) {
            return;
        }
        if (pending.size() < CAPACITY) {
            pending.add(event.call());
        } else if (!overflowed) {
            overflowed = true;
            log.warn("The listener {} is {} events behind; it misses the following ones until it has caught up",
                    listener.getClass().getName(), CAPACITY);
        }
    }

    private void deliver() {
        for (Consumer<CaptureListener> call = next(); call != null; call = next()) {
            try {
                call.accept(listener);
            } catch (Throwable e) { // whatever it is, the next event must be delivered
                log.warn("The listener {} threw", listener.getClass().getName(), e);
            }
        }
    }

    private synchronized @Nullable Consumer<CaptureListener> next() {
        Consumer<CaptureListener> call = closed ? null : pending.poll();
        if (call == null) {
            running = false;
            overflowed = false;
        }
        return call;
    }

    /** Drops all pending calls and makes no more. */
    synchronized void close() {
        closed = true;
        pending.clear();
    }
}
