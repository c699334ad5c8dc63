package org.obscura.camera;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The settings of one request or series. A setting that is null (or absent) is taken from the {@link CameraCapture} and its configuration
 * at the moment of the call. Immutable; created by a {@link Builder}.
 *
 * @param location the location, as for {@link CameraCapture#captureToLocation(String)}; null or empty: the default location
 * @param inMemory true: no file; {@link CapturedImage#bytes()} has the encoded image and the event is {@code IMAGE_AVAILABLE}; the
 *            location is then absent
 * @param resolution the image size; null: that of {@link CameraCapture#getResolution()}
 * @param format the name of a format, such as {@code jpeg} or {@code png}, in any case; null: by the suffix of the location, else
 *            the configured one. A format that contradicts the suffix ends the request with {@link CaptureError#FORMAT}
 * @param quality 1 (smallest file) to 100 (best image) for lossy formats; null: the configured one
 * @param metadata keys and values on top of those of {@link CameraCapture#getMetadata()}; a null value omits that key
 * @param existing the action if the named file exists; null: as configured, but {@link ExistingFile#RENAME} for a series, so that a
 *            series does not overwrite itself by default
 * @param count the number of images: 1, or more for a series
 * @param interval the time between the due times of two images of a series; zero (or null): a burst, as fast as the device delivers.
 *            Ignored for a single image
 * @param catchUp true: due times of a series that passed before an image could be exposed are made up for as fast as possible; false: those
 *            that passed while no device could be used are skipped and count in {@link SeriesResult#skipped()}; if the device is slower
 *            than the interval, the later due times move by whole intervals, and the series keeps its count
 * @param controls keys and values of controls on top of those of {@link CameraCapture#getControls()}; a null value leaves that control to
 *            the device
 * @param unsupported the action if the device does not have a control or does not accept its value; null: {@link UnsupportedControl#FAIL}
 *            for controls of these options, {@link UnsupportedControl#NEAREST} for those of the camera and its configuration
 * @param bracket values of controls through which a series steps, by key: image n has the values at position n modulo the length, on top of
 *            {@code controls}. All lists have the same length. Empty for none. {@code count} says how many images are taken
 */
public record CaptureOptions(@Nullable String location, boolean inMemory, @Nullable Resolution resolution, @Nullable String format,
        @Nullable Integer quality, Map<String, @Nullable Object> metadata, @Nullable ExistingFile existing, int count, Duration interval,
        boolean catchUp, Map<String, @Nullable Object> controls, @Nullable UnsupportedControl unsupported,
        Map<String, List<Object>> bracket) implements Serializable {

    /** The action if a file with the requested name exists. Generated names never collide. */
    public enum ExistingFile {
        /** Replaces the file in one step. */
        OVERWRITE,
        /** Keeps the file and fails the request with {@link CaptureError#RESOURCE}. */
        FAIL,
        /**
         * Keeps the file and gives the image the next free name: {@code name-1.jpg}, {@code name-2.jpg} and so on. Each image of a series
         * gets a number, with leading zeros so that the names sort: {@code name-001.jpg} is the first. Numbers of a series are not used
         * again after its files were moved away.
         */
        RENAME
    }

    /** The action if a device does not have a control or does not accept its value. */
    public enum UnsupportedControl {
        /** Fails the request with {@link CaptureError#NOT_SUPPORTED} before the exposure. */
        FAIL,
        /** Uses the nearest value that the device accepts; omits a control that it does not have. */
        NEAREST,
        /** Omits the control. */
        IGNORE
    }

    private static final Duration LONGEST_SERIES = Duration.ofDays(36_500);
    private static final CaptureOptions DEFAULTS = builder().build();

    /**
     * Validates and copies the settings.
     *
     * @throws IllegalArgumentException if a location is given for an image in memory, if the quality is not 1 to 100, if a format, metadata
     *             key or control key is empty, if the count is below 1, if the interval is negative, if the lists of a bracket are empty or
     *             differ in length, or if the series would take longer than a hundred years
     */
    public CaptureOptions {
        if (inMemory && location != null && !location.isEmpty()) {
            throw new IllegalArgumentException("An image in memory has no location, but '" + location + "' is given");
        }
        if (quality != null && (quality < 1 || quality > 100)) {
            throw new IllegalArgumentException("The quality is " + quality + "; it must be 1 to 100");
        }
        if (format != null && format.isBlank()) {
            throw new IllegalArgumentException("The format is empty; name one such as jpeg or png, or leave it out");
        }
        metadata = copy(metadata, "metadata");
        controls = copy(controls, "control");
        bracket = copyBracket(bracket);
        if (count < 1) {
            throw new IllegalArgumentException("The count is " + count + "; it must be 1 or more");
        }
        interval = Objects.requireNonNullElse(interval, Duration.ZERO);
        if (interval.isNegative()) {
            throw new IllegalArgumentException("The interval is " + interval + "; it must be zero or longer");
        }
        if (interval.compareTo(LONGEST_SERIES.dividedBy(count)) > 0) {
            throw new IllegalArgumentException("A series of " + count + " with an interval of " + interval
                    + " takes longer than a hundred years; use fewer images or a shorter interval");
        }
        if (existing == null && count > 1) {
            existing = ExistingFile.RENAME;
        }
    }

    private static Map<String, @Nullable Object> copy(Map<String, @Nullable Object> values, String kind) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(Objects.requireNonNullElse(values, Map.of()));
        copy.keySet().forEach(key -> checkKey(key, kind));
        return Collections.unmodifiableMap(copy);
    }

    private static void checkKey(String key, String kind) {
        if (Objects.requireNonNull(key, kind + " key").isEmpty()) {
            throw new IllegalArgumentException("A " + kind + " key is empty");
        }
    }

    private static Map<String, List<Object>> copyBracket(Map<String, List<Object>> bracket) {
        Map<String, List<Object>> copy = new LinkedHashMap<>();
        int length = -1;
        for (Map.Entry<String, List<Object>> entry : Objects.requireNonNullElse(bracket, Map.<String, List<Object>>of()).entrySet()) {
            checkKey(entry.getKey(), "control");
            List<Object> values = Collections.unmodifiableList(new ArrayList<>(entry.getValue()));
            if (values.isEmpty()) {
                throw new IllegalArgumentException("The bracket of '" + entry.getKey() + "' has no values; give one for each image");
            }
            if (length >= 0 && length != values.size()) {
                throw new IllegalArgumentException(
                        "The bracket of '" + entry.getKey() + "' has " + values.size() + " values and another has " + length
                                + "; all must have the same number");
            }
            length = values.size();
            copy.put(entry.getKey(), values);
        }
        return Collections.unmodifiableMap(copy);
    }

    /**
     * Returns settings that leave everything to the camera.
     *
     * @return the settings of {@link CameraCapture#capture()}
     */
    public static CaptureOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Returns settings for a location.
     *
     * @param location as for {@link CameraCapture#captureToLocation(String)}
     * @return settings that leave everything else to the camera
     */
    public static CaptureOptions to(String location) {
        return builder().location(location).build();
    }

    /**
     * Returns a builder whose settings leave everything to the camera.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds settings. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable String location;
        private boolean inMemory;
        private @Nullable Resolution resolution;
        private @Nullable String format;
        private @Nullable Integer quality;
        private final Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        private @Nullable ExistingFile existing;
        private @Nullable Integer count;
        private Duration interval = Duration.ZERO;
        private boolean catchUp;
        private final Map<String, @Nullable Object> controls = new LinkedHashMap<>();
        private @Nullable UnsupportedControl unsupported;
        private final Map<String, List<Object>> bracket = new LinkedHashMap<>();

        private Builder() {
        }

        /**
         * Sets the location.
         *
         * @param value as for {@link CameraCapture#captureToLocation(String)}
         * @return this
         */
        public Builder location(@Nullable String value) {
            location = value;
            return this;
        }

        /**
         * Requests an image in memory instead of a file.
         *
         * @return this
         */
        public Builder inMemory() {
            inMemory = true;
            return this;
        }

        /**
         * Sets the image size.
         *
         * @param value the size; null: the camera's
         * @return this
         */
        public Builder resolution(@Nullable Resolution value) {
            resolution = value;
            return this;
        }

        /**
         * Sets the file format.
         *
         * @param value a name such as {@code jpeg}; null: by suffix or configuration
         * @return this
         */
        public Builder format(@Nullable String value) {
            format = value;
            return this;
        }

        /**
         * Sets the quality.
         *
         * @param value 1 to 100; null: the configured one
         * @return this
         */
        public Builder quality(@Nullable Integer value) {
            quality = value;
            return this;
        }

        /**
         * Sets a metadata value of this request.
         *
         * @param key as for {@link CameraCapture#setMetadata(String, Object)}
         * @param value the value; null omits the key
         * @return this
         */
        public Builder metadata(String key, @Nullable Object value) {
            metadata.put(Objects.requireNonNull(key, "key"), value);
            return this;
        }

        /**
         * Sets the action if the file exists.
         *
         * @param value the policy; null: as configured, or {@link ExistingFile#RENAME} for a series
         * @return this
         */
        public Builder existing(@Nullable ExistingFile value) {
            existing = value;
            return this;
        }

        /**
         * Sets the number of images that {@link CameraCapture#submitSeries} takes. Without it, it is that of the values of a bracket, or 1.
         *
         * @param value 1 or more
         * @return this
         */
        public Builder count(int value) {
            count = value;
            return this;
        }

        /**
         * Sets the time from one image of a series to the next.
         *
         * @param value the time between due times; zero or null: as fast as the device delivers
         * @return this
         */
        public Builder interval(@Nullable Duration value) {
            interval = Objects.requireNonNullElse(value, Duration.ZERO);
            return this;
        }

        /**
         * Makes up for due times that passed before an image could be exposed as fast as possible, instead of skipping or moving them.
         *
         * @return this
         */
        public Builder catchUp() {
            catchUp = true;
            return this;
        }

        /**
         * Sets a control of this request.
         *
         * @param key as for {@link CameraCapture#setControl(String, Object)}
         * @param value the value; null leaves the control to the device
         * @return this
         */
        public Builder control(String key, @Nullable Object value) {
            controls.put(Objects.requireNonNull(key, "key"), value);
            return this;
        }

        /**
         * Sets the action if the device does not have a control or does not accept its value.
         *
         * @param value the action; null: see {@link CaptureOptions#unsupported()}
         * @return this
         */
        public Builder unsupported(@Nullable UnsupportedControl value) {
            unsupported = value;
            return this;
        }

        /**
         * Sets the values of a control through which a series steps, one for each image, such as
         * {@code bracket(ControlKeys.EXPOSURE_COMPENSATION, -2, 0, 2)}.
         *
         * @param key as for {@link CameraCapture#setControl(String, Object)}
         * @param values the values in the order of the images; several brackets must have the same number of values
         * @return this
         */
        public Builder bracket(String key, Object... values) {
            bracket.put(Objects.requireNonNull(key, "key"), Arrays.asList(values.clone()));
            return this;
        }

        /**
         * Builds the settings.
         *
         * @return the settings
         * @throws IllegalArgumentException as the constructor of {@link CaptureOptions} says
         */
        public CaptureOptions build() {
            int images = count != null ? count : bracket.values().stream().mapToInt(List::size).findFirst().orElse(1);
            return new CaptureOptions(location, inMemory, resolution, format, quality, metadata, existing, images, interval, catchUp,
                    controls, unsupported, bracket);
        }
    }
}
