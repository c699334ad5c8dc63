package org.obscura.camera.core.engine;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureException;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.core.engine.Request.Developed;
import org.obscura.camera.core.engine.Request.Phase;
import org.obscura.camera.core.file.FileProblem;

/**
 * Finishes the exposed requests of one camera in their order: puts the file in its place, and tells. Whoever hands in the picture
 * that was waited for also finishes those that are ready behind it. Guarded by the lock of the {@link CameraLine}.
 */
final class Finisher {
    private final CameraLine line;
    private final Studio studio;
    private final Deque<Request> order = new ArrayDeque<>();
    private final Set<Request> ready = new HashSet<>();
    private boolean finishing;

    Finisher(CameraLine line, Studio studio) {
        this.line = line;
        this.studio = studio;
    }

    /** A request was exposed: it is finished after those before it. */
    void expect(Request request) {
        order.add(request);
    }

    /** How many requests are exposed and not finished. */
    int unfinished() {
        return order.size();
    }

    /** The darkroom is done with a request. */
    void developed(Request request) {
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

    private void finish(Request request) {
        Developed developed = request.developed;
        request.developed = null;
        if (request.phase != Phase.ENDED && request.failure == null) {
            request.phase = Phase.COMMITTING;
            commit(request, developed);
        } else if (developed != null && developed.file() != null) {
            withoutLock(developed.file()::discard);
        }
        if (request.phase != Phase.ENDED) {
            line.ended(request);
        }
    }

    /** Makes the picture appear; if that fails, for whatever reason, the request has failed. */
    private void commit(Request request, Developed developed) {
        Path[] path = new Path[1];
        Throwable thrown = developed.file() == null ? null : withoutLock(() -> path[0] = developed.file().commit());
        if (request.phase == Phase.ENDED) {
            if (path[0] != null) { // the camera is gone and did not wait: what was told to have failed must not be there
                withoutLock(() -> Files.deleteIfExists(path[0]));
            }
            return;
        }
        if (thrown != null) {
            FileProblem problem = FileProblem.of(thrown, developed.file().target());
            request.failure = new CaptureException(request.id, problem.error(), problem.getMessage(), thrown);
            return;
        }
        request.image = new CapturedImage(request.id, line.id(), developed.deviceId(), path[0], path[0] == null ? developed.bytes() : null,
                URI.create(studio.previews().url(line.id(), request.id)), developed.format(), developed.resolution(),
                developed.exposed(), developed.metadata());
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
    void announce(Request request) {
        CaptureException failure = request.failure;
        CapturedImage image = request.image;
        Runnable complete = () -> request.complete(studio.workers());
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
