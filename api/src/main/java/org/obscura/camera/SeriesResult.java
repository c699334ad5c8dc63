package org.obscura.camera;

import java.time.Duration;

/**
 * What became of a series.
 *
 * @param count how many pictures were wanted
 * @param requested how many were requested for; each has an id, and is either taken or failed
 * @param taken how many were saved, or are available in memory
 * @param failed how many failed or were cancelled
 * @param error {@link CaptureError#NO_ERROR} if every picture was requested for; else why the rest was not: {@link CaptureError#CANCELLED};
 *            {@link CaptureError#NOT_READY}: the camera was stopped or is gone; {@link CaptureError#RESOURCE}: its queue was full
 * @param late how many pictures were exposed only after the next was due: the interval was not held
 * @param longestDelay how long after it was due the picture was exposed that was behind the most, as reckoned from the first
 *            exposure; zero for a burst, of which nothing is due
 */
public record SeriesResult(int count, int requested, int taken, int failed, CaptureError error, int late, Duration longestDelay) {
}
