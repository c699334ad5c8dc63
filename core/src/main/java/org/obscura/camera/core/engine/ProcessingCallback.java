package org.obscura.camera.core.engine;

import org.obscura.camera.CaptureException;

/** Where the {@link ImageProcessor} hands its results; called without a lock, exactly once for each request. */
@FunctionalInterface
interface ProcessingCallback {

    /**
     * Takes over what became of a frame.
     *
     * @param image the image, or null
     * @param failure why there is none; null too if the request was decided before
     */
    void processed(PendingRequest request, ProcessedImage image, CaptureException failure);
}
