package org.obscura.camera.core.engine;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

import org.obscura.camera.CameraStatistics;
import org.obscura.camera.CameraStatistics.Latency;
import org.obscura.camera.CaptureError;

/** Counts the requests of one camera and measures their latency. Guarded by the lock of its {@link CaptureSession}. */
final class CaptureCounters {
    private static final int LATENCIES = 1024;

    private final Map<CaptureError, Long> failed = new EnumMap<>(CaptureError.class);
    private long[] latencies = new long[16];
    private long latencyCount;
    private long requested;
    private long saved;
    private long available;
    private String frameDevice = "";
    private long frameNanos;
    private long deviceChanges;
    private long lastGap;
    private long longestGap;
    private String lastFailure = "";
    private long consecutiveFailures;

    void requested() {
        requested++;
    }

    /** Counts a frame, and measures the gap if it is the first of another device. */
    void exposed(String deviceId, long submittedNanos) {
        long now = System.nanoTime();
        if (!frameDevice.isEmpty() && !frameDevice.equals(deviceId)) {
            deviceChanges++;
            lastGap = Math.min(now - frameNanos, now - submittedNanos);
            longestGap = Math.max(longestGap, lastGap);
        }
        frameDevice = deviceId;
        frameNanos = now;
    }

    void failed(CaptureError error, String message) {
        failed.merge(error, 1L, Long::sum);
        if (error != CaptureError.CANCELLED) {
            consecutiveFailures++;
            lastFailure = message;
        }
    }

    /** Counts an image, in a file or in memory. */
    void succeeded(boolean inFile, long submittedNanos) {
        consecutiveFailures = 0;
        if (inFile) {
            saved++;
        } else {
            available++;
        }
        int at = (int) (latencyCount++ % LATENCIES);
        if (at >= latencies.length) {
            latencies = Arrays.copyOf(latencies, Math.min(LATENCIES, 2 * latencies.length)); // most cameras take few images
        }
        latencies[at] = System.nanoTime() - submittedNanos;
    }

    CameraStatistics snapshot(int pending) {
        long[] sorted = Arrays.copyOf(latencies, (int) Math.min(latencyCount, LATENCIES));
        Arrays.sort(sorted);
        Latency latency = new Latency(sorted.length, percentile(sorted, 50), percentile(sorted, 95), percentile(sorted, 99),
                percentile(sorted, 100));
        return new CameraStatistics(requested, saved, available, failed, pending, latency, deviceChanges, Duration.ofNanos(lastGap),
                Duration.ofNanos(longestGap), lastFailure, consecutiveFailures);
    }

    private static Duration percentile(long[] sorted, int percent) {
        int rank = (int) Math.ceil(sorted.length * percent / 100.0);
        return rank == 0 ? Duration.ZERO : Duration.ofNanos(sorted[rank - 1]);
    }
}
