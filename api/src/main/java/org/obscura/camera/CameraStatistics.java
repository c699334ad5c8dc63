package org.obscura.camera;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;

/**
 * The counters of a camera since the registration of its service. A consistent, immutable snapshot.
 *
 * @param requested the number of requests made
 * @param saved the number of requests that ended with a file
 * @param available the number of requests that ended with an image in memory
 * @param failed the number of requests that ended without an image, by error; errors that did not occur are absent.
 *            {@link CaptureError#CANCELLED} is included
 * @param pending the number of requests that have not ended; {@code requested} is the sum of it and the three above
 * @param latency the time from request to end of the latest images
 * @param deviceChanges how often a frame came from another device than the frame before
 * @param lastGap how long requests had to wait at the last such change: from the last frame of the old device, or from the request if
 *            that was made later, to the first frame of the new one; zero if there was no change
 * @param longestGap the longest of these gaps
 * @param lastFailure the message of the last failure that was not a cancellation; "" if there was none
 * @param consecutiveFailures the number of requests that failed, not by cancellation, since the last image
 */
public record CameraStatistics(long requested, long saved, long available, Map<CaptureError, Long> failed, int pending, Latency latency,
        long deviceChanges, Duration lastGap, Duration longestGap, String lastFailure, long consecutiveFailures) implements Serializable {

    /**
     * The time from request to end.
     *
     * @param count the number of images considered: the latest ones, up to a bound
     * @param median the median; zero if there was no image
     * @param p95 the 95th percentile; zero if there was no image
     * @param p99 the 99th percentile; zero if there was no image
     * @param max the maximum; zero if there was no image
     */
    public record Latency(int count, Duration median, Duration p95, Duration p99, Duration max) implements Serializable {
    }

    /** Copies the map of failures. */
    public CameraStatistics {
        failed = Map.copyOf(failed);
    }
}
