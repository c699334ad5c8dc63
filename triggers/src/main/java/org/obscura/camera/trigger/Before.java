package org.obscura.camera.trigger;

import java.time.Duration;

import org.obscura.camera.support.config.ConfigReader;
import org.obscura.camera.support.config.Durations;
import org.obscura.camera.trigger.view.FrameRing;

/**
 * What is saved of the time before a capture, and how often a watched camera delivers a frame.
 *
 * @param frames the most frames; 0: none
 * @param age the most time before the newest frame
 * @param rate frames in a second
 * @param bytes the most bytes of all frames
 */
record Before(int frames, Duration age, double rate, long bytes) {
    private static final int MAX_FRAMES = 1000;
    private static final Duration MAX_AGE = Duration.ofMinutes(5);
    private static final int MAX_MEGABYTES = 1024;
    private static final int ALL = Integer.MAX_VALUE;

    static Before read(ConfigReader reader) {
        double rate = reader.decimal("frame.rate", 0.1, 30, "frames in a second");
        long bytes = (long) reader.integer("memory", 1, MAX_MEGABYTES) << 20;
        return reader.read("before", text -> {
            if (text.isEmpty()) {
                return new Before(0, Duration.ZERO, rate, bytes);
            }
            if (text.matches("\\d{1,4}")) {
                return checked(new Before(Integer.parseInt(text), Duration.ofDays(1), rate, bytes), Integer.parseInt(text) <= MAX_FRAMES);
            }
            Duration age;
            try {
                age = Durations.parse(text, Duration.ofSeconds(1));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(); // what is right says more
            }
            return checked(new Before(ALL, age, rate, bytes), !Durations.lacksUnit(text) && age.compareTo(MAX_AGE) <= 0);
        }, "a time up to 5m, such as 5s, or a number of frames up to " + MAX_FRAMES);
    }

    private static Before checked(Before before, boolean right) {
        if (!right) {
            throw new IllegalArgumentException();
        }
        return before;
    }

    /** Returns the ring for the frames; null if none are kept. */
    FrameRing ring() {
        return frames == 0 ? null : new FrameRing(frames, age, bytes);
    }
}
