package org.obscura.camera.core.engine;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureException;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.core.file.FileException;
import org.obscura.camera.core.file.PendingFile;

/**
 * Completes the exposed requests of one camera in their order: gives the file its name and reports the end. The thread that adds the
 * result that was waited for also completes those behind it that are ready. Guarded by its own monitor, which is not held during a call.
 */
final class CompletionQueue {
    private final String cameraId;
    private final CompletionCallback callback;
    private final Consumer<CapturedImage> receivers;
    @GuardedBy("this")
    private final Deque<PendingRequest> order = new ArrayDeque<>();
    @GuardedBy("this")
    private final Map<PendingRequest, Result> ready = new HashMap<>();
    /** Requests whose processing takes long. */
    private final Set<PendingRequest> slow = new HashSet<>();
    /** Requests that ended during their processing. */
    private final Set<PendingRequest> ended = new HashSet<>();
    @GuardedBy("this")
    private boolean completing;

    private record Result(PendingRequest request, @Nullable ProcessedImage image, @Nullable CaptureException failure) {
    }

    /** @param receivers takes each image in a file over before it is reported */
    CompletionQueue(String cameraId, CompletionCallback callback, Consumer<CapturedImage> receivers) {
        this.cameraId = cameraId;
        this.callback = callback;
        this.receivers = receivers;
    }

    /** Expects the result of a request, which is completed after those before it. */
    synchronized void expect(PendingRequest request) {
        order.add(request);
    }

    /** Returns how many requests are exposed and not completed. */
    synchronized int size() {
        return order.size();
    }

    /** Returns how many requests are in processing, without those that take long. */
    synchronized int inProcessing() {
        return order.size() + ended.size() - ready.size() - slow.size();
    }

    /** Notes that a request takes long. */
    synchronized void setSlow(PendingRequest request) {
        if (ended.contains(request) || order.contains(request) && !ready.containsKey(request)) {
            slow.add(request);
        }
    }

    /** Takes the result of a request over, and completes what can be completed. */
    void add(PendingRequest request, @Nullable ProcessedImage image, @Nullable CaptureException failure) {
        boolean late;
        synchronized (this) {
            slow.remove(request);
            late = ended.remove(request);
            if (!late) {
                ready.put(request, new Result(request, image, failure));
            }
        }
        if (late && image != null) {
            image.discard();
        }
        completeReady();
    }

    /** Completes what can be completed. */
    void completeReady() {
        synchronized (this) {
            if (completing) {
                return;
            }
            completing = true;
        }
        try {
            for (Result next = next(); next != null; next = next()) {
                complete(next);
            }
        } catch (RuntimeException | Error e) {
            stopCompleting();
            throw e;
        }
    }

    /** Lets the next result be completed although one was not, such as for want of memory. */
    private synchronized void stopCompleting() {
        completing = false;
    }

    private synchronized @Nullable Result next() {
        while (!order.isEmpty() && order.peek().hasEnded() && !ready.containsKey(order.peek())) {
            PendingRequest cancelled = order.remove(); // those behind it need not wait until its processing returns
            ended.add(cancelled);
        }
        Result next = order.isEmpty() ? null : ready.remove(order.peek());
        if (next == null) {
            completing = false;
        } else {
            order.remove();
        }
        return next;
    }

    private void complete(Result result) {
        PendingRequest request = result.request;
        ProcessedImage image = result.image;
        if (image == null || result.failure != null || !callback.startCommit(request)) {
            if (image != null) {
                image.discard();
            }
            callback.completed(request, null, result.failure);
            return;
        }
        PendingFile file = image.file();
        Path path = null;
        CapturedImage committed = null;
        CaptureException failure = null;
        try {
            path = image.commit();
            committed = new CapturedImage(request.getId(), cameraId, image.deviceId(), path, path == null ? image.bytes() : null,
                    URI.create(request.preview()), image.format(), image.resolution(), image.exposed(), image.metadata(), image.controls(),
                    request.unsupportedControls());
            if (path != null) {
                receivers.accept(committed);
            }
        } catch (Throwable e) { // whatever it is, the request must end
            failure = failure(request, file, e);
        }
        if (!callback.completed(request, committed, failure) && path != null) {
            delete(path); // the camera was removed and did not wait: a request that has failed leaves no file
        }
        image.ended();
    }

    private static CaptureException failure(PendingRequest request, @Nullable PendingFile file, Throwable e) {
        if (file == null) {
            return CaptureFailures.of(request.getId(), CaptureError.RESOURCE, "Completing the image failed: " + e, e);
        }
        FileException problem = FileException.of(e, file.target());
        return CaptureFailures.of(request.getId(), problem.error(), CaptureFailures.message(problem), e);
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException | RuntimeException e) {
            return; // the folder went too
        }
    }
}
