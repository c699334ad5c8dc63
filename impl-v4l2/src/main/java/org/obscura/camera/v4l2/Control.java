package org.obscura.camera.v4l2;

import java.util.Locale;
import java.util.Map;

/**
 * A control as the driver describes it.
 *
 * @param id its number in V4L2
 * @param name what the driver calls it
 * @param min the smallest value; of a text, the shortest length
 * @param max the largest value; of a text, the longest length
 * @param step the distance of two values
 * @param initial the default
 * @param flags what restricts it
 * @param menu the names of the values of a menu; empty for other types
 */
record Control(int id, Type type, String name, long min, long max, long step, long initial, int flags, Map<Long, String> menu) {
    private static final int DISABLED = 0x1;
    private static final int READ_ONLY = 0x4;
    private static final int INACTIVE = 0x10;
    private static final int WRITE_ONLY = 0x40;

    /** The types whose values can be read and written as one number or text, by their numbers in V4L2 less 1. */
    enum Type {
        INTEGER, BOOLEAN, MENU, BUTTON, INTEGER64, CLASS, STRING, BITMASK, INTEGER_MENU
    }

    /** Returns whether it has a value: a button has none, and a class is a heading. */
    boolean hasValue() {
        return type != Type.BUTTON && type != Type.CLASS && (flags & (DISABLED | WRITE_ONLY)) == 0;
    }

    boolean isReadOnly() {
        return (flags & READ_ONLY) != 0;
    }

    boolean isInactive() {
        return (flags & INACTIVE) != 0;
    }

    /** Returns the name as other programs for V4L2 write it: lower case, with underscores. */
    String variable() {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
    }
}
