package org.obscura.camera.core.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureException;
import org.obscura.camera.CapturedImage;

/**
 * The requests of one camera that have not ended: the order in which they wait, and how they leave. Guarded by the lock of the
 * {@link CaptureSession}.
 */
final class RequestQueue {
    private final Map<Integer, PendingRequest> pending = new LinkedHashMap<>();
    private final Deque<PendingRequest> waiting = new ArrayDeque<>();
    private final ResultReporter reporter;
    private @Nullable PendingRequest exposing;

    RequestQueue(ResultReporter reporter) {
        this.reporter = reporter;
    }

    /** Makes a request known; it waits only once it is added. */
    void register(PendingRequest request) {
        pending.put(request.getId(), request);
    }

    void add(PendingRequest request) {
        waiting.add(request);
    }

    /** Returns the request to expose next; null if none waits. */
    @Nullable
    PendingRequest peek() {
        return waiting.peek();
    }

    /** Returns the request in exposure; null if there is none. */
    @Nullable
    PendingRequest exposing() {
        return exposing;
    }

    void startExposure(PendingRequest request) {
        waiting.remove(request);
        request.startExposure();
        exposing = request;
    }

    void endExposure(PendingRequest request) {
        if (exposing == request) {
            exposing = null;
        }
    }

    /** Makes a request whose frame was lost the next one again. */
    void requeue(PendingRequest request) {
        request.requeue();
        waiting.addFirst(request);
    }

    /** Fails a request: it ends at once. Returns false if its outcome was decided already. */
    boolean fail(PendingRequest request, CaptureError error, String message, @Nullable Throwable cause) {
        if (!request.fail(error, message, cause)) {
            return false;
        }
        end(request);
        return true;
    }

    /** Ends a request with its image or its failure. Returns false if it had ended before. */
    boolean complete(PendingRequest request, @Nullable CapturedImage image, @Nullable CaptureException failure) {
        if (request.hasEnded()) {
            return false;
        }
        request.commitEnded(image, failure);
        end(request);
        return true;
    }

    /** Fails all requests that are left, whatever is still done for them. */
    void abandonAll(CaptureError error, String message) {
        for (PendingRequest request : pending()) {
            request.abandon(error, message);
            end(request);
        }
    }

    private void end(PendingRequest request) {
        request.end();
        waiting.remove(request);
        pending.remove(request.getId());
        reporter.reportEnd(request);
        request.notifyEnded();
    }

    /** Returns a pending request by its id, or null. */
    @Nullable
    PendingRequest find(int id) {
        return pending.get(id);
    }

    List<PendingRequest> pending() {
        return List.copyOf(pending.values());
    }

    List<PendingRequest> waiting() {
        return List.copyOf(waiting);
    }

    int pendingCount() {
        return pending.size();
    }

    int waitingCount() {
        return waiting.size();
    }

    /** Returns whether a request submitted now would be the next to be exposed. */
    boolean isIdle() {
        return waiting.isEmpty() && exposing == null;
    }
}
