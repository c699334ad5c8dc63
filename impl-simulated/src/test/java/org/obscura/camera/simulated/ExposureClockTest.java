package org.obscura.camera.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.obscura.camera.simulated.ExposureClock.Exposure;

class ExposureClockTest {
    private static final long MS = 1_000_000;
    private final ExposureClock clock = new ExposureClock(0, 10);

    @Test
    void framesAreExposedByTheBeatWhetherAskedForOrNot() {
        assertEquals(new Exposure(1, 100 * MS), clock.next(0, 10));
        assertEquals(new Exposure(2, 200 * MS), clock.next(100 * MS, 10));
        assertEquals(new Exposure(8, 800 * MS), clock.next(750 * MS, 10));
    }

    @Test
    void aFrameIsNeverGivenTwiceNorBeforeTheCallWhateverTheRate() {
        for (double rate : new double[] {0.1, 7, 29.97, 30, 60, 999.9, 10_000}) {
            ExposureClock c = new ExposureClock(5, rate);
            long now = 5;
            long last = -1;
            for (int i = 0; i < 10_000; i++) {
                Exposure e = c.next(now, rate);
                assertTrue(e.sequence() > last && e.nanos() >= now, e + " requested at " + now + " with " + rate);
                assertTrue(e.nanos() - now <= 2e9 / rate, e + " is late");
                last = e.sequence();
                now = e.nanos() + i % 3;
            }
        }
    }

    @Test
    void withoutALimitAFrameIsMadeAtOnce() {
        ExposureClock free = new ExposureClock(0, 0);
        assertEquals(new Exposure(0, 42), free.next(42, 0));
        assertEquals(new Exposure(1, 42), free.next(42, 0));
    }

    @Test
    void aChangedRateGoesOnCounting() {
        assertEquals(new Exposure(1, 100 * MS), clock.next(0, 10));
        assertEquals(new Exposure(3, 150 * MS + 1000 * MS), clock.next(150 * MS, 1));
        assertEquals(new Exposure(4, 7000 * MS), clock.next(7000 * MS, 0));
    }
}
