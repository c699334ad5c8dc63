package org.obscura.camera.core.engine;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.CaptureException;

/** Where the {@link ImageProcessor} hands its results; called without a lock. */
interface ProcessingCallback {

    /**
     * Takes over what became of a frame, exactly once for each request.
     *
     * @param image the image, or null
     * @param failure why there is none; null too if the request was decided before
     */
    void processed(PendingRequest request, @Nullable ProcessedImage image, @Nullable CaptureException failure);

    /** Reports that the processing of a request takes long, so that it must not hold up others. */
    void processingIsSlow(PendingRequest request);
}
