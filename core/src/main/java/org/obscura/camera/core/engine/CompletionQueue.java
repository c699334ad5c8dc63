package org.obscura.camera.core.engine;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureException;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.core.engine.PendingRequest.ProcessedImage;
import org.obscura.camera.core.engine.PendingRequest.State;
import org.obscura.camera.core.file.FileException;

/**
 * Finishes the exposed requests of one camera in their order: puts the file in its place, and tells. Whoever hands in the picture
 * that was waited for also finishes those that are ready behind it. Guarded by the lock of the {@link CaptureSession}.
 */
final class CompletionQueue {
    private final CaptureSession line;
    private final EngineContext context;
    private final Deque<PendingRequest> order = new ArrayDeque<>();
    private final Set<PendingRequest> ready = new HashSet<>();
    private boolean finishing;

    CompletionQueue(CaptureSession line, EngineContext context) {
        this.line = line;
        this.context = context;
    }

    /** A request was exposed: it is finished after those before it. */
    void expect(PendingRequest request) {
        order.add(request);
    }

    /** How many requests are exposed and not finished. */
    int unfinished() {
        return order.size();
    }

    /** The imageProcessor is done with a request. */
    void developed(PendingRequest request) {
        ready.add(request);
    }

    /** Finishes what can be. Called without the lock. */
    void finish() {
        line.lock.lock();
        try {
            if (finishing) {
                return;
            }
            finishing = true;
            try {
                while (!order.isEmpty() && ready.remove(order.peek())) {
                    finish(order.poll());
                }
            } finally {
                finishing = false;
            }
        } finally {
            line.lock.unlock();
        }
    }

    private void finish(PendingRequest request) {
        ProcessedImage developed = request.developed;
        request.developed = null;
        if (request.phase != State.ENDED && request.failure == null) {
            request.phase = State.COMMITTING;
            commit(request, developed);
        } else if (developed != null && developed.file() != null) {
            withoutLock(developed.file()::discard);
        }
        if (request.phase != State.ENDED) {
            line.ended(request);
        }
    }

    /** Makes the picture appear; if that fails, for whatever reason, the request has failed. */
    private void commit(PendingRequest request, ProcessedImage developed) {
        Path[] path = new Path[1];
        Throwable thrown = developed.file() == null ? null : withoutLock(() -> path[0] = developed.file().commit());
        if (request.phase == State.ENDED) {
            if (path[0] != null) { // the camera is gone and did not wait: what was told to have failed must not be there
                withoutLock(() -> Files.deleteIfExists(path[0]));
            }
            return;
        }
        if (thrown != null) {
            FileException problem = FileException.of(thrown, developed.file().target());
            request.failure = new CaptureException(request.id, problem.error(), problem.getMessage(), thrown);
            return;
        }
        request.image = new CapturedImage(request.id, line.id(), developed.deviceId(), path[0], path[0] == null ? developed.bytes() : null,
                URI.create(context.previews().url(line.id(), request.id)), developed.format(), developed.resolution(),
                developed.exposed(), developed.metadata(), Map.of());
    }

    /** What may throw on its way to the disk. */
    private interface InputOutput {
        void run() throws IOException;
    }

    /** Runs with the lock let go; returns what was thrown, since the request has to end one way or another. */
    private Throwable withoutLock(InputOutput inputOutput) {
        line.lock.unlock();
        try {
            inputOutput.run();
            return null;
        } catch (Throwable e) {
            return e;
        } finally {
            line.lock.lock();
        }
    }

    /** Tells how a request ended. */
    void announce(PendingRequest request) {
        CaptureException failure = request.failure;
        CapturedImage image = request.image;
        Runnable complete = () -> request.complete(context.workers());
        if (failure != null) {
            if (failure.getError() != CaptureError.CANCELLED) {
                line.properties.setError(failure.getError(), failure.getMessage());
                line.log.info("Camera {}, request {}: {}: {}", line.id(), request.id, failure.getError(), failure.getMessage());
            }
            line.signals.failed(failure, complete);
            return;
        }
        image.metadata().forEach((key, value) -> line.signals.metadata(request.id, key, value));
        if (image.path() == null) {
            line.signals.available(image, complete);
        } else {
            line.properties.setCapturedImagePath(image.path().toString());
            line.log.debug("Camera {}, request {}: saved {}", line.id(), request.id, image.path());
            line.signals.saved(image, complete);
        }
    }
}
