package org.obscura.camera.core.engine;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

import org.obscura.camera.CameraStatistics;
import org.obscura.camera.CameraStatistics.Latency;
import org.obscura.camera.CaptureError;

/** Counts what one camera does. Guarded by the lock of its {@link CameraLine}. */
final class Counters {
    private static final int LATENCIES = 1024;

    private final Map<CaptureError, Long> failed = new EnumMap<>(CaptureError.class);
    private long[] latencies = new long[16];
    private long latencyCount;
    private long asked;
    private long saved;
    private long available;
    private String frameDevice = "";
    private long frameNanos;
    private long deviceChanges;
    private long lastPause;
    private long longestPause;
    private String lastFailure = "";
    private long failuresInARow;

    void asked() {
        asked++;
    }

    void exposed(Request request, String deviceId) {
        long now = System.nanoTime();
        if (!frameDevice.isEmpty() && !frameDevice.equals(deviceId)) {
            deviceChanges++;
            lastPause = Math.min(now - frameNanos, now - request.madeNanos);
            longestPause = Math.max(longestPause, lastPause);
        }
        frameDevice = deviceId;
        frameNanos = now;
    }

    void ended(Request request) {
        if (request.failure != null) {
            CaptureError error = request.failure.getError();
            failed.merge(error, 1L, Long::sum);
            if (error != CaptureError.CANCELLED) {
                failuresInARow++;
                lastFailure = request.failure.getMessage();
            }
            return;
        }
        failuresInARow = 0;
        if (request.image.path() != null) {
            saved++;
        } else {
            available++;
        }
        int at = (int) (latencyCount++ % LATENCIES);
        if (at >= latencies.length) {
            latencies = Arrays.copyOf(latencies, Math.min(LATENCIES, 2 * latencies.length)); // most cameras take few pictures
        }
        latencies[at] = System.nanoTime() - request.madeNanos;
    }

    CameraStatistics snapshot(int pending) {
        long[] sorted = Arrays.copyOf(latencies, (int) Math.min(latencyCount, LATENCIES));
        Arrays.sort(sorted);
        Latency latency = new Latency(sorted.length, percentile(sorted, 50), percentile(sorted, 95), percentile(sorted, 99), percentile(sorted, 100));
        return new CameraStatistics(asked, saved, available, failed, pending, latency, deviceChanges, Duration.ofNanos(lastPause),
                Duration.ofNanos(longestPause), lastFailure, failuresInARow);
    }

    private static Duration percentile(long[] sorted, int percent) {
        int rank = (int) Math.ceil(sorted.length * percent / 100.0);
        return rank == 0 ? Duration.ZERO : Duration.ofNanos(sorted[rank - 1]);
    }
}
