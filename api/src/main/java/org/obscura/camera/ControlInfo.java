package org.obscura.camera;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The description of a control of a device: its type, range and current value.
 *
 * @param key a key of {@link ControlKeys}, or the name of a control of the device's own with the name of its backend before it
 * @param kind the type of the values
 * @param min the smallest value, in seconds for a duration; null if the kind has no range or the device does not report it
 * @param max the largest value, in seconds for a duration; null if the kind has no range or the device does not report it
 * @param step the distance of two values, in seconds for a duration; null if every value of the range is accepted
 * @param defaultValue the value that the device has without setting; null if the device does not report it
 * @param choices the accepted values of kind {@link Kind#CHOICE}, in the order of the device; else empty
 * @param unit the unit of the value, such as {@code K}, {@code EV}, {@code dB} or {@link #RATIO}; "" for the device's own unit
 * @param label a name for people
 * @param traits what restricts the control; may be empty
 * @param value the current value; null if no stream is open, or the device does not report it
 */
public record ControlInfo(String key, Kind kind, @Nullable Double min, @Nullable Double max, @Nullable Double step,
        @Nullable Object defaultValue, List<String> choices,
        String unit,
        String label, Set<Trait> traits, @Nullable Object value) implements Serializable {
    /** The unit of a ratio, such as a gain or a zoom whose 1 is none. */
    public static final String RATIO = "x";

    /** The type of the values of a control. */
    public enum Kind {
        /** The value is a {@code Boolean}. */
        BOOLEAN,
        /** The value is a {@code Double} without fraction or an {@code Integer}, as the key documents. */
        INTEGER,
        /** The value is a {@code Double}. */
        NUMBER,
        /** The value is a {@code Duration}. */
        DURATION,
        /** The value is a {@code String} out of {@link ControlInfo#choices()}. */
        CHOICE,
        /** The value is a {@code String}. */
        TEXT,
        /** The value is a {@link Region}; the default is the largest one, which holds all others. */
        REGION
    }

    /** A restriction of a control. */
    public enum Trait {
        /** The control can be read, not set. */
        READ_ONLY,
        /** Another control, such as an automatic mode, determines the value at present. */
        INACTIVE,
        /** A change of the control restarts the stream. */
        REOPENS
    }

    /**
     * Validates and copies the components.
     *
     * @throws NullPointerException if the key, kind, choices, unit, label or traits are null
     * @throws IllegalArgumentException if the key is empty, if a choice has no choices, or if the range is empty
     */
    public ControlInfo {
        if (Objects.requireNonNull(key, "key").isEmpty()) {
            throw new IllegalArgumentException("The key of a control is empty");
        }
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(label, "label");
        choices = List.copyOf(choices);
        traits = Set.copyOf(traits);
        if (kind == Kind.CHOICE && choices.isEmpty()) {
            throw new IllegalArgumentException("The control " + key + " is a choice without choices");
        }
        if (min != null && max != null && min > max) {
            throw new IllegalArgumentException("The control " + key + " has the range " + min + " to " + max + ", which is empty");
        }
    }

    /**
     * Returns a description of a control without a range, such as a switch or a text.
     *
     * @param key the key
     * @param kind the type of the values, not {@link Kind#CHOICE}
     * @param label a name for people
     * @return the description, without default and current value
     */
    public static ControlInfo of(String key, Kind kind, String label) {
        return new ControlInfo(key, kind, null, null, null, null, List.of(), "", label, Set.of(), null);
    }

    /**
     * Returns a description of a control with a range.
     *
     * @param key the key
     * @param kind {@link Kind#INTEGER}, {@link Kind#NUMBER} or {@link Kind#DURATION}
     * @param label a name for people
     * @param min the smallest value, in seconds for a duration
     * @param max the largest value, in seconds for a duration
     * @param unit the unit, "" for the device's own
     * @return the description, without step, default and current value
     */
    public static ControlInfo range(String key, Kind kind, String label, double min, double max, String unit) {
        return new ControlInfo(key, kind, min, max, null, null, List.of(), unit, label, Set.of(), null);
    }

    /**
     * Returns a description of a control with a list of accepted values.
     *
     * @param key the key
     * @param label a name for people
     * @param choices the accepted values
     * @return the description, without default and current value
     */
    public static ControlInfo choice(String key, String label, List<String> choices) {
        return new ControlInfo(key, Kind.CHOICE, null, null, null, null, choices, "", label, Set.of(), null);
    }

    /**
     * Returns a copy with the given step.
     *
     * @param newStep the distance of two values
     * @return the copy
     */
    public ControlInfo withStep(@Nullable Double newStep) {
        return new ControlInfo(key, kind, min, max, newStep, defaultValue, choices, unit, label, traits, value);
    }

    /**
     * Returns a copy with the given default.
     *
     * @param newDefault the value that the device has without setting, or null
     * @return the copy
     */
    public ControlInfo withDefault(@Nullable Object newDefault) {
        return new ControlInfo(key, kind, min, max, step, newDefault, choices, unit, label, traits, value);
    }

    /**
     * Returns a copy with the given restrictions.
     *
     * @param newTraits the restrictions
     * @return the copy
     */
    public ControlInfo withTraits(Set<Trait> newTraits) {
        return new ControlInfo(key, kind, min, max, step, defaultValue, choices, unit, label, newTraits, value);
    }

    /**
     * Returns a copy with the given current value.
     *
     * @param newValue the current value, or null
     * @return the copy
     */
    public ControlInfo withValue(@Nullable Object newValue) {
        return new ControlInfo(key, kind, min, max, step, defaultValue, choices, unit, label, traits, newValue);
    }
}
