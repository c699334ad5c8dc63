package org.obscura.camera.simulated;

/** Says when frames are exposed: frame n at start + n / rate, whether a frame is requested or not. */
final class ExposureClock {
    private static final double SECOND = 1e9;

    private long start;
    private long first;
    private double rate;
    private long last = -1;

    /**
     * A frame in time.
     *
     * @param sequence its number
     * @param nanos when it is exposed
     */
    record Exposure(long sequence, long nanos) {
    }

    /** A clock whose frame 0 is exposed now. */
    ExposureClock(long now, double framesPerSecond) {
        start = now;
        rate = framesPerSecond;
    }

    /** Returns the first exposure after now; the next call gives a later one. A changed rate starts a new beat and goes on counting. */
    Exposure next(long now, double framesPerSecond) {
        if (framesPerSecond != rate) {
            start = now;
            first = last + 1;
            rate = framesPerSecond;
        }
        if (rate == 0) {
            return taken(last + 1, now);
        }
        long beats = (long) Math.floor((now - start) * rate / SECOND) + 1;
        long sequence = Math.max(first + beats, last + 1);
        return taken(sequence, start + (long) Math.ceil((sequence - first) * SECOND / rate));
    }

    private Exposure taken(long sequence, long nanos) {
        last = sequence;
        return new Exposure(sequence, nanos);
    }
}
