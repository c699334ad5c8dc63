package org.obscura.camera.core.engine;

import java.util.Objects;

import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureException;
import org.obscura.camera.CapturedImage;

/** Reports how requests end: in counters, properties, log and events. Called with the lock of the {@link CaptureSession} held. */
final class ResultReporter {
    private final String cameraId;
    private final CameraState state;
    private final CameraEventPublisher events;
    private final CaptureCounters counters;
    private final EngineContext context;

    ResultReporter(String cameraId, CameraState state, CameraEventPublisher events, CaptureCounters counters, EngineContext context) {
        this.cameraId = cameraId;
        this.state = state;
        this.events = events;
        this.counters = counters;
        this.context = context;
    }

    void reportEnd(PendingRequest request) {
        countEnd(request);
        events.batch(() -> {
            Runnable complete = () -> request.completeResult(context.executors()::completeResult);
            CaptureException failure = request.failure();
            if (failure != null) {
                reportFailure(failure, complete);
            } else {
                reportImage(imageOf(request), complete);
            }
        });
    }

    void countEnd(PendingRequest request) {
        CaptureException failure = request.failure();
        if (failure != null) {
            counters.failed(failure.getError(), CaptureFailures.message(failure));
        } else {
            counters.succeeded(imageOf(request).path() != null, request.submittedNanos());
        }
    }

    private static CapturedImage imageOf(PendingRequest request) {
        return Objects.requireNonNull(request.image(), "a request that ends without a failure has an image");
    }

    private void reportFailure(CaptureException failure, Runnable complete) {
        if (failure.getError() != CaptureError.CANCELLED) {
            state.setError(failure.getError(), CaptureFailures.message(failure));
            context.log().warnOfRequest("Camera {}, request {}: {}: {}", cameraId, failure.getRequestId(), failure.getError(),
                    CaptureFailures.message(failure));
        }
        events.failed(failure, complete);
    }

    private void reportImage(CapturedImage image, Runnable complete) {
        int request = image.requestId();
        image.metadata().forEach((key, value) -> events.metadata(request, key, value));
        if (image.path() == null) {
            events.available(image, complete);
        } else {
            state.setCapturedImagePath(image.path().toString());
            context.log().debug("Camera {}, request {}: saved {}", cameraId, request, image.path());
            events.saved(image, image.path().toString(), complete);
        }
    }
}
