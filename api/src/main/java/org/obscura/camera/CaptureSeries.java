package org.obscura.camera;

import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Pictures that are taken one after another: what {@link CameraCapture#submitSeries} has begun.
 * <ul>
 * <li><b>Threading:</b> safe from any thread; no method waits. Dependent stages run on a thread of the core bundle that no other request
 * needs.
 * <li><b>Ordering:</b> the result completes after everything else of the series: its requests have ended, what was made to depend on their
 * results has run, and the consumer of {@code submitSeries} has returned from the last of them. So neither of these may wait for it.
 * <li><b>Ownership:</b> may be dropped at any time; the series goes on all the same.
 * <li><b>Null:</b> never returned.
 * <li><b>Errors:</b> the result never completes exceptionally; a picture that fails is told by its own {@link CaptureRequest}.
 * <li><b>After unregistration:</b> the series has ended, at the latest when the camera goes.
 * </ul>
 */
@ProviderType
public interface CaptureSeries {

    /**
     * How many pictures were wanted.
     *
     * @return {@link CaptureOptions#count()}
     */
    int getCount();

    /**
     * How far it has come.
     *
     * @return how many pictures have been asked for until now
     */
    int getRequestedCount();

    /**
     * Cancels the series as a whole: no more pictures are asked for, and its pending requests end with {@link CaptureError#CANCELLED}.
     *
     * @return true if that kept pictures from being taken, false if all had ended
     */
    boolean cancel();

    /**
     * What became of the series, once it is over.
     *
     * @return a stage that completes with the result
     */
    CompletionStage<SeriesResult> getResult();
}
