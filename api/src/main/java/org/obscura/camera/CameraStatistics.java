package org.obscura.camera;

import java.time.Duration;
import java.util.Map;

/**
 * What a camera has done since its service was registered. A snapshot: immutable, and of one moment.
 *
 * @param requested requests that were made
 * @param saved requests that ended in a file
 * @param available requests that ended in a picture in memory
 * @param failed requests that ended without a picture, by error; an error that did not occur is absent. {@link CaptureError#CANCELLED} is
 *            among them
 * @param pending requests that have not ended; with the three above it makes up {@code requested}
 * @param latency how long the pictures took from the request to the end, of the last ones
 * @param deviceChanges how often a frame came from another device than the frame before
 * @param lastGap how long pictures that were requested for had to wait at the last such change: from the last frame of the old device, or
 *            from the request if that came later, to the first frame of the new one; zero if there was none
 * @param longestGap the longest of these
 * @param lastFailure the message of the last failure that was not a cancellation; "" if there was none
 * @param consecutiveFailures how many requests failed, not by cancellation, since the last picture
 */
public record CameraStatistics(long requested, long saved, long available, Map<CaptureError, Long> failed, int pending, Latency latency,
        long deviceChanges, Duration lastGap, Duration longestGap, String lastFailure, long consecutiveFailures) {

    /**
     * How long pictures took.
     *
     * @param count how many pictures are looked at: the last ones, up to a bound
     * @param median half of them took no longer; zero if there was none
     * @param p95 95 of a hundred took no longer; zero if there was none
     * @param p99 99 of a hundred took no longer; zero if there was none
     * @param max none took longer; zero if there was none
     */
    public record Latency(int count, Duration median, Duration p95, Duration p99, Duration max) {
    }

    /** Takes the values over. */
    public CameraStatistics {
        failed = Map.copyOf(failed);
    }
}
