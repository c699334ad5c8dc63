package org.obscura.camera.support.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.obscura.camera.support.registration.BackendStatus;

class ArrivalTimesTest {
    private final ArrivalTimes times = new ArrivalTimes(Duration.ofMillis(300));

    private void add(int millis) {
        times.add(Duration.ofMillis(millis).toNanos());
    }

    @Test
    void nothingIsToldBeforeTheFirstImage() {
        assertEquals("", times.describe());
        BackendStatus status = new BackendStatus();
        status.setMeasured("ip:front", times::describe);
        assertEquals("no configuration org.obscura.camera.ip~NAME", status.findings("org.obscura.camera.ip"));
    }

    @Test
    void oneImageIsNoMedian() {
        add(340);
        assertEquals("images arrived 340 ms after the request (latency=300ms included)", times.describe());
    }

    @Test
    void medianAndMaximumAreThoseOfTheLastFifty() {
        add(9_000);
        for (int i = 0; i < 50; i++) {
            add(i == 7 ? 512 : 301 + i % 3);
        }
        assertEquals("images arrived 302 ms after the request (median of 50, at most 512 ms; latency=300ms included)", times.describe());
        BackendStatus status = new BackendStatus();
        status.setMeasured("ip:front", times::describe);
        assertEquals("no configuration org.obscura.camera.ip~NAME; ip:front: " + times.describe(),
                status.findings("org.obscura.camera.ip"));
    }
}
