package org.obscura.camera;

import java.io.Serializable;
import java.time.Duration;

/**
 * The result of a series.
 *
 * @param count the number of images of the whole series
 * @param requested the number of requests made; each has an id, and is either taken or failed
 * @param taken the number of images that were saved, or are available in memory
 * @param failed the number of requests that failed or were cancelled
 * @param error {@link CaptureError#NO_ERROR} if the series came to its end; else why it ended early: {@link CaptureError#CANCELLED};
 *            {@link CaptureError#NOT_READY}: the camera was stopped or unregistered; {@link CaptureError#RESOURCE}: its queue was full
 * @param late the number of images that were exposed only after the next one was due
 * @param longestDelay the largest delay between due time and exposure; zero for a burst, which has no due times
 * @param skipped the number of due times that passed without a usable device, see {@link CaptureOptions#catchUp()}
 */
public record SeriesResult(int count, int requested, int taken, int failed, CaptureError error, int late, Duration longestDelay,
        int skipped)
        implements Serializable {
}
