package org.obscura.camera.core.control;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.CaptureOptions.UnsupportedControl;
import org.obscura.camera.ControlInfo;
import org.obscura.camera.ControlInfo.Kind;
import org.obscura.camera.ControlInfo.Trait;
import org.obscura.camera.ControlKeys;
import org.obscura.camera.Region;
import org.obscura.camera.support.control.ControlText;

/** Fits the controls of a request to those of a device. */
public final class ControlResolver {
    /** Which control rules which values: they have no effect while it is automatic, the compensation none while it is manual. */
    private static final Map<String, String> RULERS = Map.of(ControlKeys.EXPOSURE_TIME, ControlKeys.EXPOSURE_MODE, ControlKeys.EXPOSURE_ISO,
            ControlKeys.EXPOSURE_MODE, ControlKeys.EXPOSURE_GAIN, ControlKeys.EXPOSURE_MODE, ControlKeys.EXPOSURE_COMPENSATION,
            ControlKeys.EXPOSURE_MODE, ControlKeys.FOCUS_DISTANCE, ControlKeys.FOCUS_MODE,
            ControlKeys.WHITE_BALANCE_TEMPERATURE, ControlKeys.WHITE_BALANCE_MODE);

    /**
     * The controls that a device accepts, and what was changed to get there.
     *
     * @param values the values to apply, within the ranges of the device
     * @param adjustments a sentence by key for each control that was omitted or changed by policy; empty if none was
     */
    public record Resolved(Map<String, Object> values, Map<String, String> adjustments) {
    }

    private ControlResolver() {
    }

    /**
     * Fits values to the controls of a device.
     *
     * @param wanted the converted values by key
     * @param offered the controls of the device
     * @param policy the action for each key whose control the device does not have or whose value it does not accept
     * @return the values to apply
     * @throws IllegalArgumentException if a value is not accepted and its policy is {@link UnsupportedControl#FAIL}; the message names the
     *             control, the value and what would be right
     */
    public static Resolved resolve(Map<String, Object> wanted, List<ControlInfo> offered, Function<String, UnsupportedControl> policy) {
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, String> adjustments = new LinkedHashMap<>();
        for (boolean modes : new boolean[] {true, false}) { // what a mode rules depends on what becomes of the mode
            wanted.forEach((key, value) -> {
                if (RULERS.containsValue(key) == modes) {
                    resolve(key, value, offered, policy.apply(key), values, adjustments);
                }
            });
        }
        return new Resolved(values, adjustments);
    }

    private static void resolve(String key, Object value, List<ControlInfo> offered, UnsupportedControl action, Map<String, Object> values,
            Map<String, String> adjustments) {
        Optional<ControlInfo> info = offered.stream().filter(each -> each.key().equals(key)).findFirst();
        String problem = info.isEmpty() ? "the device has no such control; it has " + names(offered) : problem(info.get(), value, values);
        if (problem == null) {
            values.put(key, typed(info.get(), value));
            return;
        }
        if (action == UnsupportedControl.FAIL) {
            throw new IllegalArgumentException("The control " + key + " cannot be set to '" + ControlText.of(value) + "': " + problem);
        }
        Object nearest = action == UnsupportedControl.NEAREST && info.isPresent() ? nearest(info.get(), value, values) : null;
        if (nearest != null) {
            values.put(key, nearest);
        }
        adjustments.put(key, "the control " + key + "=" + ControlText.of(value)
                + (nearest == null ? " is left out: " : " becomes " + ControlText.of(nearest) + ": ") + problem);
    }

    /** Returns the control that rules the values of another; null if none does. */
    public static @Nullable String rulerOf(String key) {
        return RULERS.get(key);
    }

    private static String names(List<ControlInfo> offered) {
        return offered.isEmpty() ? "no controls" : String.join(", ", offered.stream().map(ControlInfo::key).toList());
    }

    private static @Nullable String problem(ControlInfo info, Object value, Map<String, Object> modes) {
        if (info.traits().contains(Trait.READ_ONLY)) {
            return "it can only be read";
        }
        String ruler = ruler(info, modes);
        if (ruler != null) {
            return ruler;
        }
        boolean accepted = switch (info.kind()) {
            case INTEGER, NUMBER, DURATION -> isInRange(info, number(value));
            case CHOICE -> info.choices().contains(value.toString());
            case BOOLEAN -> bool(value) != null;
            case REGION -> !(value instanceof Region region) || region.equals(inside(info, region));
            default -> true;
        };
        return accepted ? null : "it must be " + (info.choices().size() > 1 ? "one of " : "") + ControlText.accepted(info);
    }

    /** Returns why a value has no effect in the mode that rules it, and what to set; null if it has one. */
    private static @Nullable String ruler(ControlInfo info, Map<String, Object> modes) {
        String ruler = RULERS.get(info.key());
        if (ruler == null) {
            return null;
        }
        Object mode = modes.get(ruler);
        boolean ruled = mode == null ? info.traits().contains(Trait.INACTIVE) : isRuled(info.key(), mode.toString());
        if (!ruled) {
            return null;
        }
        boolean ofAutomatic = info.key().equals(ControlKeys.EXPOSURE_COMPENSATION);
        return "it has no effect while " + ruler + " is " + (mode != null ? mode : ofAutomatic ? "manual" : "automatic") + "; set " + ruler
                + (ofAutomatic ? "=auto as well" : "=manual as well");
    }

    private static boolean isRuled(String key, String mode) {
        return switch (mode) {
            case "manual", "infinity" -> key.equals(ControlKeys.EXPOSURE_COMPENSATION);
            case "shutter-priority" -> !key.equals(ControlKeys.EXPOSURE_TIME) && !key.equals(ControlKeys.EXPOSURE_COMPENSATION);
            default -> !key.equals(ControlKeys.EXPOSURE_COMPENSATION);
        };
    }

    /** Returns a region moved into that of the whole sensor, and made smaller if it is larger; as it is if that is not known. */
    private static Region inside(ControlInfo info, Region region) {
        if (!(info.defaultValue() instanceof Region whole)) {
            return region;
        }
        int width = Math.min(region.width(), whole.width());
        int height = Math.min(region.height(), whole.height());
        return new Region(Math.max(whole.x(), Math.min(region.x(), whole.x() + whole.width() - width)),
                Math.max(whole.y(), Math.min(region.y(), whole.y() + whole.height() - height)), width, height);
    }

    private static boolean isInRange(ControlInfo info, @Nullable Double number) {
        return number != null && (info.min() == null || number >= info.min() - slack(info))
                && (info.max() == null || number <= info.max() + slack(info));
    }

    /** Text such as 1/3 is not exact in binary; half a nanosecond or a billionth of the range is no difference. */
    private static double slack(ControlInfo info) {
        return info.kind() == Kind.DURATION ? 5e-10 : info.min() == null || info.max() == null ? 0 : (info.max() - info.min()) * 1e-9;
    }

    /** Returns the accepted value nearest to the given one, or null if there is none. */
    private static @Nullable Object nearest(ControlInfo info, Object value, Map<String, Object> modes) {
        if (value instanceof Region region && !info.traits().contains(Trait.READ_ONLY)) {
            return inside(info, region);
        }
        Double number = number(value);
        boolean ranged = info.kind() == Kind.INTEGER || info.kind() == Kind.NUMBER || info.kind() == Kind.DURATION;
        if (!ranged || number == null || info.traits().contains(Trait.READ_ONLY) || ruler(info, modes) != null) {
            return null;
        }
        return typed(info, Math.max(info.min() == null ? number : info.min(), Math.min(info.max() == null ? number : info.max(), number)));
    }

    /** Returns a value that the control accepts in the type of the control, on a step of its range. */
    private static Object typed(ControlInfo info, Object value) {
        return switch (info.kind()) {
            case BOOLEAN -> Objects.requireNonNull(bool(value));
            case DURATION -> value instanceof Duration && info.step() == null ? value : seconds(onStep(info, value));
            case INTEGER -> value instanceof Integer && info.step() == null ? value : integral(value, onStep(info, value));
            case NUMBER -> onStep(info, value);
            default -> value;
        };
    }

    private static Object integral(Object original, double number) {
        double whole = Math.rint(number);
        return original instanceof Integer ? (Object) (int) whole : (Object) whole;
    }

    private static double onStep(ControlInfo info, Object accepted) {
        double number = Objects.requireNonNull(number(accepted));
        if (info.step() == null || info.step() <= 0) {
            return number;
        }
        double from = info.min() == null ? 0 : info.min();
        double stepped = from + Math.rint((number - from) / info.step()) * info.step();
        return info.max() != null && stepped > info.max() ? stepped - info.step() : stepped;
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    private static @Nullable Double number(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof Duration duration) {
            return duration.toNanos() / 1e9;
        }
        if (value instanceof Boolean on) {
            return on ? 1.0 : 0.0;
        }
        try {
            return Double.valueOf(value.toString());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Boolean bool(Object value) {
        if (value instanceof Boolean on) {
            return on;
        }
        return switch (value.toString().toLowerCase(Locale.ROOT)) {
            case "true", "on", "yes", "1", "1.0" -> true;
            case "false", "off", "no", "0", "0.0" -> false;
            default -> null;
        };
    }
}
