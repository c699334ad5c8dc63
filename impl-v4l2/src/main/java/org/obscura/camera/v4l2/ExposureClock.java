package org.obscura.camera.v4l2;

import java.time.Duration;
import java.time.Instant;

import org.obscura.camera.v4l2.FrameBuffers.Filled;

/** When frames were exposed, by what their driver says. For one thread. */
final class ExposureClock {
    /** Its "start of exposure" is the arrival of the first packet, which comes after the exposure. */
    private static final String UVC = "uvcvideo";
    private static final long INTERVAL_IF_UNKNOWN = 66_666_667;

    private final boolean startIsArrival;
    private final long nominalNanos;
    private final Duration lead;
    private long intervalNanos;
    private Filled last;

    /** @param lead how long before its stamp a frame may have been exposed; null: from the driver */
    ExposureClock(String driver, Interval interval, Duration lead) {
        this.startIsArrival = driver.equals(UVC);
        this.nominalNanos = interval != null && interval.isKnown() ? interval.nanos() : INTERVAL_IF_UNKNOWN;
        this.lead = lead;
        this.intervalNanos = nominalNanos;
    }

    /** Learns from each frame that comes: in poor light a camera may expose for longer than the interval that is set. */
    void note(Filled frame) {
        if (last != null && frame.sequence() == last.sequence() + 1 && frame.stampNanos() > 0 && last.stampNanos() > 0) {
            intervalNanos = Math.max(nominalNanos, frame.stampNanos() - last.stampNanos());
        }
        last = frame;
    }

    /** Returns the earliest moment at which the exposure of a frame can have begun, by the clock of {@link System#nanoTime()}. */
    long earliest(Filled frame, long stamp) {
        if (lead != null) {
            return stamp - lead.toNanos();
        }
        return frame.startOfExposure() && !startIsArrival ? stamp : stamp - intervalNanos;
    }

    /** Returns when it was exposed, as near as is known. */
    Instant time(Filled frame, long stamp) {
        long exposed = frame.startOfExposure() ? stamp : stamp - intervalNanos;
        return Instant.now().minusNanos(System.nanoTime() - exposed);
    }
}
