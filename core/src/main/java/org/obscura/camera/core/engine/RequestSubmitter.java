package org.obscura.camera.core.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.obscura.camera.CaptureOptions;
import org.obscura.camera.core.metadata.MetadataSchema;

/** Creates the requests of one camera, each with its id and what it runs with, and submits them to the {@link CaptureSession}. */
final class RequestSubmitter {
    private final CaptureSession session;
    /** Guarded by the lock of the session. */
    private int lastId;

    RequestSubmitter(CaptureSession session) {
        this.session = session;
    }

    /** Submits a single request. */
    PendingRequest submit(CaptureOptions options) {
        if (options.count() > 1) {
            throw new IllegalArgumentException("The count is " + options.count() + ", and submit takes one image; use submitSeries");
        }
        Map<String, Object> metadata = checkedMetadata(options);
        return session.atomically(() -> submit(session.parameters(options, metadata), null, false));
    }

    /** Returns what the requests of a series run with. */
    RequestParameters parameters(CaptureOptions options) {
        return session.parameters(options, checkedMetadata(options));
    }

    /**
     * Submits a request.
     *
     * @param listener follows the request; null for a single one
     * @param holdsPlace whether the capacity of the queue does not matter
     */
    PendingRequest submit(RequestParameters parameters, PendingRequest.Listener listener, boolean holdsPlace) {
        return session.atomically(() -> {
            PendingRequest request = new PendingRequest(++lastId, parameters, listener, session::cancel);
            session.submit(request, holdsPlace);
            return request;
        });
    }

    /** Runs an action of a series that sees and makes several changes as one. It must not block. */
    <T> T atomically(Supplier<T> action) {
        return session.atomically(action);
    }

    private static Map<String, Object> checkedMetadata(CaptureOptions options) {
        Map<String, Object> checked = new LinkedHashMap<>();
        options.metadata().forEach((key, value) -> checked.put(key, value == null ? null : MetadataSchema.check(key, value)));
        return checked;
    }
}
