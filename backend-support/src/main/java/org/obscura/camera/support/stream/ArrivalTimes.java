package org.obscura.camera.support.stream;

import java.time.Duration;
import java.util.Arrays;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.obscura.camera.support.config.Durations;

/**
 * How long the images of a device take from the request until they have arrived. That is all that can be measured of a camera that does
 * not say when it exposed.
 */
public final class ArrivalTimes {
    private static final int KEPT = 50;
    private static final long NANOS = 1_000_000;

    @GuardedBy("this")
    private final long[] nanos = new long[KEPT];
    @GuardedBy("this")
    private long count;

    private final Duration latency;

    /**
     * Makes one without a measurement.
     *
     * @param latency for how long the device lets images pass after a request, since they may be older
     */
    public ArrivalTimes(Duration latency) {
        this.latency = latency;
    }

    synchronized void add(long duration) {
        nanos[(int) (count++ % KEPT)] = duration;
    }

    /**
     * Describes the last measurements.
     *
     * @return a clause for people; "" if there is none
     */
    public synchronized String describe() {
        int size = (int) Math.min(count, KEPT);
        if (size == 0) {
            return "";
        }
        long[] sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        String many = size == 1 ? "" : "median of " + size + ", at most " + millis(sorted[size - 1]) + " ms; ";
        return "images arrived " + millis(sorted[size / 2]) + " ms after the request (" + many + "latency="
                + Durations.format(latency) + " included)";
    }

    private static long millis(long duration) {
        return (duration + NANOS / 2) / NANOS;
    }
}
