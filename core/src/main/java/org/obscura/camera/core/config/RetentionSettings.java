package org.obscura.camera.core.config;

import java.time.Duration;

import org.obscura.camera.support.config.ConfigReader;
import org.obscura.camera.support.config.DataSizes;

/**
 * Which images of a camera are kept. Zero: no limit.
 *
 * @param age how old an image may become
 * @param count how many images are kept
 * @param bytes how many bytes they have
 * @param free how many bytes of the file system stay free
 */
public record RetentionSettings(Duration age, int count, long bytes, long free) {
    private static final Duration LONGEST = Duration.ofDays(36_500);

    static RetentionSettings read(ConfigReader config) {
        return new RetentionSettings(config.duration("retention.age", Duration.ZERO, LONGEST, Duration.ofDays(1)),
                config.integer("retention.count", 0, Integer.MAX_VALUE), size(config, "retention.bytes"), size(config, "retention.free"));
    }

    private static long size(ConfigReader config, String key) {
        return config.read(key, text -> {
            try {
                return DataSizes.parse(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(); // what follows says more
            }
        }, "a size such as 500MB or 2GB");
    }

    /** Returns whether all images are kept. */
    public boolean isOff() {
        return age.isZero() && count == 0 && bytes == 0 && free == 0;
    }
}
