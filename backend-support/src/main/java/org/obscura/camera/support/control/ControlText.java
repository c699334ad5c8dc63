package org.obscura.camera.support.control;

import java.time.Duration;

import org.obscura.camera.ControlInfo;
import org.obscura.camera.ControlInfo.Kind;
import org.obscura.camera.Region;
import org.obscura.camera.support.config.ValueText;

/** The texts of values of controls in messages. */
public final class ControlText {
    /** Of a longer value the beginning identifies it. */
    private static final int MAX_SHOWN = 100;

    private ControlText() {
    }

    /** Returns a value as it is written in a setting; of a long one the beginning. */
    public static String of(Object value) {
        String text = ValueText.of(value);
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "... (" + text.length() + " characters)";
    }

    /** Returns which values a control of a device accepts, such as {@code 1 to 8 x}. */
    public static String accepted(ControlInfo info) {
        return switch (info.kind()) {
            case CHOICE -> String.join(", ", info.choices());
            case BOOLEAN -> "true or false";
            case TEXT -> "a text";
            case REGION ->
                info.defaultValue() instanceof Region whole ? "within " + whole : "x,y,width,height in pixels of the largest size";
            case INTEGER, NUMBER, DURATION -> range(info);
        };
    }

    private static String range(ControlInfo info) {
        if (info.min() == null && info.max() == null) {
            return info.kind() == Kind.DURATION ? "a time such as 10ms" : "a number";
        }
        return bound(info, info.min()) + " to " + bound(info, info.max())
                + (info.unit().isEmpty() || info.kind() == Kind.DURATION ? "" : " " + info.unit());
    }

    private static String bound(ControlInfo info, Double value) {
        if (value == null) {
            return "any";
        }
        return of(info.kind() == Kind.DURATION ? (Object) Duration.ofNanos(Math.round(value * 1e9)) : value);
    }
}
