package org.obscura.camera.support.v4l2;

import java.util.Locale;
import java.util.Map;

import org.obscura.camera.ControlInfo;

/**
 * A control as the driver describes it.
 *
 * @param id its number in V4L2
 * @param type the type of its value
 * @param name what the driver calls it
 * @param min the smallest value; of a text, the shortest length
 * @param max the largest value; of a text, the longest length
 * @param step the distance of two values
 * @param initial the default
 * @param flags what restricts it
 * @param menu the names of the values of a menu; empty for other types
 */
public record Control(int id, Type type, String name, long min, long max, long step, long initial, int flags, Map<Long, String> menu) {
    private static final int DISABLED = 0x1;
    private static final int READ_ONLY = 0x4;
    private static final int INACTIVE = 0x10;
    private static final int WRITE_ONLY = 0x40;

    /** The types whose values can be read and written as one number or text, by their numbers in V4L2 less 1. */
    public enum Type {
        /** A number of 32 bits. */
        INTEGER,
        /** 0 or 1. */
        BOOLEAN,
        /** The place in a list of names. */
        MENU,
        /** An action, without a value. */
        BUTTON,
        /** A number of 64 bits. */
        INTEGER64,
        /** A heading, without a value. */
        CLASS,
        /** A text. */
        STRING,
        /** A set of bits. */
        BITMASK,
        /** The place in a list of numbers. */
        INTEGER_MENU
    }

    /** Returns whether it has a value: a button has none, and a class is a heading. */
    boolean hasValue() {
        return type != Type.BUTTON && type != Type.CLASS && (flags & (DISABLED | WRITE_ONLY)) == 0;
    }

    /** Returns whether it may be a mode that rules other controls. */
    boolean isSwitch() {
        return type == Type.BOOLEAN || type == Type.MENU;
    }

    boolean isReadOnly() {
        return (flags & READ_ONLY) != 0;
    }

    boolean isInactive() {
        return (flags & INACTIVE) != 0;
    }

    /**
     * Describes it for the API.
     *
     * @return the description, without a value
     */
    public ControlInfo describe() {
        return ControlMapping.of(this).describe(this);
    }

    /** Returns the name as other programs for V4L2 write it: lower case, with underscores. */
    String variable() {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
    }
}
