package org.obscura.camera;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The settings of one request, or of a series of them. What is null (or absent) is taken from the {@link CameraCapture} and its
 * configuration at the moment of the request, for a series at that of {@link CameraCapture#submitSeries}. Immutable; made by a
 * {@link Builder}.
 *
 * @param location where to, as for {@link CameraCapture#captureToLocation(String)}; null or empty: the default location
 * @param inMemory true: no file, the encoded picture comes in {@link CapturedImage#bytes()} and the signal is
 *            {@code IMAGE_AVAILABLE}; then there is no location
 * @param resolution the picture size; null: that of {@link CameraCapture#getResolution()}
 * @param format the name of a format, such as {@code jpeg} or {@code png}, in any case; null: by the suffix of the location, else
 *            the configured one. A format that contradicts the suffix ends the request with {@link CaptureError#FORMAT}
 * @param quality 1 (smallest file) to 100 (best picture) for formats that lose detail; null: the configured one
 * @param metadata keys and values on top of those of {@link CameraCapture#getMetadata()}; a null value leaves that key out
 * @param existing what to do where the named file exists; null: as configured, but {@link ExistingFile#RENAME} with a count above 1, so
 *            that a series is not written over itself unless that is asked for
 * @param count how many pictures: 1, or more for a series
 * @param interval from the moment at which one picture of a series is due to that of the next; zero (or null): as fast as the device gives
 *            them, a burst. Without meaning for a single picture
 */
public record CaptureOptions(String location, boolean inMemory, Resolution resolution, String format, Integer quality,
        Map<String, Object> metadata, ExistingFile existing, int count, Duration interval) {

    /** What becomes of a file that is there already under the name that a request gives. Generated names never meet one. */
    public enum ExistingFile {
        /** It is replaced in one step. */
        OVERWRITE,
        /** It stays, and the request fails with {@link CaptureError#RESOURCE}. */
        FAIL,
        /** It stays, and the picture gets the next free name: {@code name-1.jpg}, {@code name-2.jpg} and so on. */
        RENAME
    }

    private static final Duration LONGEST_SERIES = Duration.ofDays(36_500);
    private static final CaptureOptions DEFAULTS = builder().build();

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if a location is given for a picture in memory, if the quality is not 1 to 100, if a format or
     *             metadata key is empty, if the count is below 1, if the interval is negative, or if the series would take longer than a
     *             hundred years
     */
    public CaptureOptions {
        if (inMemory && location != null && !location.isEmpty()) {
            throw new IllegalArgumentException("A picture in memory has no location, but '" + location + "' is given");
        }
        if (quality != null && (quality < 1 || quality > 100)) {
            throw new IllegalArgumentException("The quality is " + quality + "; it must be 1 to 100");
        }
        if (format != null && format.isBlank()) {
            throw new IllegalArgumentException("The format is empty; name one such as jpeg or png, or leave it out");
        }
        Map<String, Object> copy = new LinkedHashMap<>(Objects.requireNonNullElse(metadata, Map.of()));
        for (String key : copy.keySet()) {
            if (Objects.requireNonNull(key, "metadata key").isEmpty()) {
                throw new IllegalArgumentException("A metadata key is empty");
            }
        }
        metadata = Collections.unmodifiableMap(copy);
        if (count < 1) {
            throw new IllegalArgumentException("The count is " + count + "; it must be 1 or more");
        }
        interval = Objects.requireNonNullElse(interval, Duration.ZERO);
        if (interval.isNegative()) {
            throw new IllegalArgumentException("The interval is " + interval + "; it must be zero or longer");
        }
        if (interval.compareTo(LONGEST_SERIES.dividedBy(count)) > 0) {
            throw new IllegalArgumentException("A series of " + count + " with an interval of " + interval
                    + " takes longer than a hundred years; ask for fewer pictures or a shorter interval");
        }
        if (existing == null && count > 1) {
            existing = ExistingFile.RENAME;
        }
    }

    /**
     * Settings that leave everything to the camera.
     *
     * @return the settings of {@link CameraCapture#capture()}
     */
    public static CaptureOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Settings for a file.
     *
     * @param location as for {@link CameraCapture#captureToLocation(String)}
     * @return settings that leave everything else to the camera
     */
    public static CaptureOptions to(String location) {
        return builder().location(location).build();
    }

    /**
     * Starts from settings that leave everything to the camera.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects settings; for one thread. */
    public static final class Builder {
        private String location;
        private boolean inMemory;
        private Resolution resolution;
        private String format;
        private Integer quality;
        private final Map<String, Object> metadata = new LinkedHashMap<>();
        private ExistingFile existing;
        private int count = 1;
        private Duration interval = Duration.ZERO;

        private Builder() {
        }

        /**
         * Sets where the picture goes.
         *
         * @param value as for {@link CameraCapture#captureToLocation(String)}
         * @return this
         */
        public Builder location(String value) {
            location = value;
            return this;
        }

        /**
         * Keeps the picture in memory: no file.
         *
         * @return this
         */
        public Builder inMemory() {
            inMemory = true;
            return this;
        }

        /**
         * Sets the picture size.
         *
         * @param value the size; null: the camera's
         * @return this
         */
        public Builder resolution(Resolution value) {
            resolution = value;
            return this;
        }

        /**
         * Sets the file format.
         *
         * @param value a name such as {@code jpeg}; null: by suffix or configuration
         * @return this
         */
        public Builder format(String value) {
            format = value;
            return this;
        }

        /**
         * Sets the quality.
         *
         * @param value 1 to 100; null: the configured one
         * @return this
         */
        public Builder quality(Integer value) {
            quality = value;
            return this;
        }

        /**
         * Adds a fact to this picture alone.
         *
         * @param key as for {@link CameraCapture#setMetadata(String, Object)}
         * @param value the value; null leaves the key out of this picture
         * @return this
         */
        public Builder metadata(String key, Object value) {
            metadata.put(Objects.requireNonNull(key, "key"), value);
            return this;
        }

        /**
         * Sets what becomes of an existing file.
         *
         * @param value the policy; null: as configured, or {@link ExistingFile#RENAME} with a count above 1
         * @return this
         */
        public Builder existing(ExistingFile value) {
            existing = value;
            return this;
        }

        /**
         * Sets how many pictures {@link CameraCapture#submitSeries} takes.
         *
         * @param value 1 or more
         * @return this
         */
        public Builder count(int value) {
            count = value;
            return this;
        }

        /**
         * Sets the time from one picture of a series to the next.
         *
         * @param value from due to due; zero or null: as fast as the device gives them
         * @return this
         */
        public Builder interval(Duration value) {
            interval = value;
            return this;
        }

        /**
         * Makes the settings.
         *
         * @return the settings
         * @throws IllegalArgumentException as the constructor of {@link CaptureOptions} says
         */
        public CaptureOptions build() {
            return new CaptureOptions(location, inMemory, resolution, format, quality, metadata, existing, count, interval);
        }
    }
}
