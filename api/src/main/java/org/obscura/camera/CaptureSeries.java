package org.obscura.camera;

import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A series of images, started by {@link CameraCapture#submitSeries}.
 * <ul>
 * <li><b>Threading:</b> safe from any thread; no method waits. Dependent stages run on a thread of the core bundle that no other request
 * needs.
 * <li><b>Ordering:</b> the result completes last: the requests of the series have ended, the stages that depend on their results have
 * run, and the consumer of {@code submitSeries} has returned from its last call. So neither a stage nor the consumer may wait for it.
 * <li><b>Ownership:</b> the series continues whether it is kept or not.
 * <li><b>Null:</b> never returned.
 * <li><b>Errors:</b> the result never completes exceptionally; a failed image is reported by its own {@link CaptureRequest}.
 * <li><b>After unregistration:</b> the series ends, at the latest when the camera is unregistered.
 * </ul>
 */
@ProviderType
public interface CaptureSeries {

    /**
     * Returns the number of images of the whole series.
     *
     * @return {@link CaptureOptions#count()}
     */
    int getCount();

    /**
     * Returns the number of requests made so far.
     *
     * @return a number from 0 to {@link #getCount()}
     */
    int getRequestedCount();

    /**
     * Cancels the whole series: no more requests are made, and the pending ones end with {@link CaptureError#CANCELLED}.
     *
     * @return true if that prevented an image, false if all had ended
     */
    boolean cancel();

    /**
     * Returns the result.
     *
     * @return a stage that completes with the result of the series
     */
    CompletionStage<SeriesResult> getResult();
}
