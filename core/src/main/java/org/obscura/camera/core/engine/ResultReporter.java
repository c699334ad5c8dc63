package org.obscura.camera.core.engine;

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
            if (request.failure() != null) {
                reportFailure(request.failure(), complete);
            } else {
                reportImage(request.image(), complete);
            }
        });
    }

    void countEnd(PendingRequest request) {
        if (request.failure() != null) {
            counters.failed(request.failure().getError(), request.failure().getMessage());
        } else {
            counters.succeeded(request.image().path() != null, request.submittedNanos());
        }
    }

    private void reportFailure(CaptureException failure, Runnable complete) {
        if (failure.getError() != CaptureError.CANCELLED) {
            state.setError(failure.getError(), failure.getMessage());
            context.log().warnOfRequest("Camera {}, request {}: {}: {}", cameraId, failure.getRequestId(), failure.getError(),
                    failure.getMessage());
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
            events.saved(image, complete);
        }
    }
}
