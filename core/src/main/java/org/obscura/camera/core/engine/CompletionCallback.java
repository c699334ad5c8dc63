package org.obscura.camera.core.engine;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.CaptureException;
import org.obscura.camera.CapturedImage;

/** Where the {@link CompletionQueue} hands its results, in the order of the requests; called without a lock. */
interface CompletionCallback {

    /** Decides that the image of a request appears. Returns false if the request has failed or ended. */
    boolean startCommit(PendingRequest request);

    /**
     * Ends a request.
     *
     * @param image the image, or null
     * @param failure why there is none; null if the request was decided before
     * @return false if it had ended before, so that no image may stay
     */
    boolean completed(PendingRequest request, @Nullable CapturedImage image, @Nullable CaptureException failure);
}
