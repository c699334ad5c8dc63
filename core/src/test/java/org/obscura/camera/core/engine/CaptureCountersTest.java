package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.obscura.camera.CameraStatistics;
import org.obscura.camera.CaptureError;

class CaptureCountersTest {
    private final CaptureCounters counters = new CaptureCounters();

    @Test
    void percentiles_areOfTheRankNearestAbove() {
        for (int i = 100; i >= 1; i--) {
            counters.succeeded(true, System.nanoTime() - Duration.ofHours(i).toNanos());
        }
        CameraStatistics.Latency latency = counters.snapshot(0).latency();
        assertEquals(100, latency.count());
        assertEquals(50, latency.median().toHours());
        assertEquals(95, latency.p95().toHours());
        assertEquals(99, latency.p99().toHours());
        assertEquals(100, latency.max().toHours());
    }

    @Test
    void percentiles_ofNothingAreZero_ofOneAreThatOne() {
        assertEquals(Duration.ZERO, counters.snapshot(0).latency().median());
        counters.succeeded(false, System.nanoTime() - Duration.ofHours(3).toNanos());
        CameraStatistics.Latency latency = counters.snapshot(0).latency();
        assertEquals(3, latency.median().toHours());
        assertEquals(latency.median(), latency.max());
    }

    @Test
    void latencies_areThoseOfTheLastImages() {
        for (int i = 0; i < 1024; i++) {
            counters.succeeded(true, System.nanoTime() - Duration.ofHours(9).toNanos());
        }
        for (int i = 0; i < 1024; i++) {
            counters.succeeded(true, System.nanoTime());
        }
        assertEquals(0, counters.snapshot(0).latency().max().toHours());
        assertEquals(1024, counters.snapshot(0).latency().count());
        assertEquals(2048, counters.snapshot(0).saved());
    }

    @Test
    void failures_areCountedByErrorAndEndWithAnImage() {
        counters.failed(CaptureError.FORMAT, "bad");
        counters.failed(CaptureError.CANCELLED, "cancelled");
        counters.failed(CaptureError.FORMAT, "worse");
        CameraStatistics statistics = counters.snapshot(7);
        assertEquals(Map.of(CaptureError.FORMAT, 2L, CaptureError.CANCELLED, 1L), statistics.failed());
        assertEquals(2, statistics.consecutiveFailures());
        assertEquals("worse", statistics.lastFailure());
        assertEquals(7, statistics.pending());
        counters.succeeded(true, System.nanoTime());
        assertEquals(0, counters.snapshot(0).consecutiveFailures());
    }

    @Test
    void gap_isMeasuredAtAChangeOfDevices() {
        counters.exposed("a", System.nanoTime());
        counters.exposed("a", System.nanoTime());
        assertEquals(0, counters.snapshot(0).deviceChanges());
        counters.exposed("b", System.nanoTime());
        assertEquals(1, counters.snapshot(0).deviceChanges());
        assertTrue(!counters.snapshot(0).longestGap().isNegative());
    }
}
