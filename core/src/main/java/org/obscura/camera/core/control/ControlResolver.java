package org.obscura.camera.core.control;

import java.math.BigDecimal;
import java.math.RoundingMode;
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
import org.obscura.camera.support.config.ValueText;
import org.obscura.camera.support.control.ControlSchema;
import org.obscura.camera.support.control.ControlText;
import org.obscura.camera.support.control.SimilarControls;

/** Fits the controls of a request to those of a device. */
public final class ControlResolver {
    /** The word of every mode in which values count. */
    private static final String MANUAL = "manual";
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
                if (isMode(key, offered) == modes) {
                    resolve(key, value, offered, policy.apply(key), values, adjustments);
                }
            });
        }
        return new Resolved(values, adjustments);
    }

    private static void resolve(String key, Object value, List<ControlInfo> offered, UnsupportedControl action, Map<String, Object> values,
            Map<String, String> adjustments) {
        Optional<ControlInfo> info = offered.stream().filter(each -> each.key().equals(key)).findFirst();
        Object ofKind = info.map(each -> ofKind(each, value)).orElse(null);
        String obstacle = info.isEmpty() ? SimilarControls.missing(key, offered) : obstacle(info.get(), offered, values);
        String problem = obstacle != null ? obstacle : refusal(info.get(), ofKind);
        if (problem == null) {
            values.put(key, onStep(info.get(), Objects.requireNonNull(ofKind)));
            return;
        }
        if (action == UnsupportedControl.FAIL) {
            // what stands against any value is said without one: the images of a bracket fail for one reason
            throw new IllegalArgumentException(
                    "The control " + key + " cannot be set" + (obstacle != null ? "" : " to '" + ControlText.of(value) + "'") + ": "
                            + problem);
        }
        Object nearest = action == UnsupportedControl.NEAREST && obstacle == null && ofKind != null ? nearest(info.get(), ofKind) : null;
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

    /** Returns a value in the type of a control, since who sets a control of a device's own may give its text; null if it is none. */
    private static @Nullable Object ofKind(ControlInfo info, Object value) {
        try {
            return switch (info.kind()) {
                case INTEGER, NUMBER -> value instanceof Integer ? value : number(value);
                case DURATION -> value instanceof Number || value instanceof Duration ? value : ControlSchema.time(value.toString());
                case REGION -> value instanceof Region ? value : Region.parse(value.toString());
                case BOOLEAN -> bool(value);
                case CHOICE -> info.choices().stream().filter(ValueText.of(value)::equalsIgnoreCase).findFirst().orElse(null);
                case TEXT -> ValueText.of(value);
            };
        } catch (IllegalArgumentException e) {
            return null; // what is right is said with the range
        }
    }

    /** Returns why no value of a control is accepted; null if some are. */
    private static @Nullable String obstacle(ControlInfo info, List<ControlInfo> offered, Map<String, Object> modes) {
        return info.traits().contains(Trait.READ_ONLY) ? "it can only be read" : ruler(info, offered, modes);
    }

    /** Returns why a value is not accepted, or null if it is; null is no value of the control. */
    private static @Nullable String refusal(ControlInfo info, @Nullable Object value) {
        boolean accepted = value != null && switch (info.kind()) {
            case INTEGER, NUMBER, DURATION -> isInRange(info, number(value));
            case REGION -> value.equals(inside(info, (Region) value));
            case CHOICE, BOOLEAN, TEXT -> true;
        };
        return accepted ? null : "it must be " + (info.choices().size() > 1 ? "one of " : "") + ControlText.accepted(info);
    }

    private static boolean isMode(String key, List<ControlInfo> offered) {
        return RULERS.containsValue(key) || offered.stream().anyMatch(each -> each.key().equals(key) && isModeOfTheDevice(each));
    }

    /** Returns whether a control is a mode that the API does not know: such a one has a choice in which values count. */
    private static boolean isModeOfTheDevice(ControlInfo info) {
        return info.choices().contains(MANUAL) && !RULERS.containsValue(info.key());
    }

    /**
     * Returns the key of the mode that rules the values of a control: the one that the API knows, else one of the device's own that has its
     * name, such as {@code v4l2.gain_automatic}; null if the device has none.
     */
    public static @Nullable String rulerOf(ControlInfo info, List<ControlInfo> offered) {
        String ruler = RULERS.get(info.key());
        if (ruler != null && offered.stream().anyMatch(each -> each.key().equals(ruler))) {
            return ruler;
        }
        String name = info.key().substring(info.key().lastIndexOf('.') + 1);
        return offered.stream().filter(each -> isModeOfTheDevice(each) && each.key().contains(name)).map(ControlInfo::key).findFirst()
                .orElse(null);
    }

    /** Returns why a value has no effect in the mode that rules it, and what to set; null if it has one. */
    private static @Nullable String ruler(ControlInfo info, List<ControlInfo> offered, Map<String, Object> modes) {
        String ruler = rulerOf(info, offered);
        if (ruler == null) {
            return null;
        }
        Object mode = modes.get(ruler);
        boolean ruled = mode == null ? info.traits().contains(Trait.INACTIVE) : isRuled(info.key(), mode.toString());
        if (!ruled) {
            return null;
        }
        boolean ofAutomatic = info.key().equals(ControlKeys.EXPOSURE_COMPENSATION);
        return "it has no effect while " + ruler + " is " + (mode != null ? mode : ofAutomatic ? MANUAL : "automatic") + "; set " + ruler
                + (ofAutomatic ? "=auto as well" : "=manual as well");
    }

    private static boolean isRuled(String key, String mode) {
        return switch (mode) {
            case MANUAL, "infinity" -> key.equals(ControlKeys.EXPOSURE_COMPENSATION);
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

    private static boolean isInRange(ControlInfo info, double number) {
        return (info.min() == null || number >= info.min() - slack(info))
                && (info.max() == null || number <= info.max() + slack(info));
    }

    /** Returns up to which difference values are equal, since text such as 1/3 is not exact in binary. */
    private static double slack(ControlInfo info) {
        return info.kind() == Kind.DURATION ? 5e-10 : info.min() == null || info.max() == null ? 0 : (info.max() - info.min()) * 1e-9;
    }

    /** Returns the accepted value nearest to the given one, or null if there is none. */
    private static @Nullable Object nearest(ControlInfo info, Object value) {
        return switch (info.kind()) {
            case INTEGER, NUMBER, DURATION -> onStep(info, value);
            case REGION -> inside(info, (Region) value);
            case CHOICE, BOOLEAN, TEXT -> null;
        };
    }

    /** Returns a value on a step of the range of a control, within its bounds. */
    private static Object onStep(ControlInfo info, Object value) {
        return switch (info.kind()) {
            case DURATION -> Duration.ofNanos(Math.round(onStep(info, number(value)) * 1e9));
            case NUMBER -> onStep(info, number(value));
            case INTEGER -> {
                double whole = Math.rint(onStep(info, number(value)));
                yield value instanceof Integer ? (Object) (int) whole : (Object) whole;
            }
            case CHOICE, BOOLEAN, TEXT, REGION -> value;
        };
    }

    private static double onStep(ControlInfo info, double wanted) {
        double min = info.min() == null ? Double.NEGATIVE_INFINITY : info.min();
        double max = info.max() == null ? Double.POSITIVE_INFINITY : info.max();
        double number = Math.max(min, Math.min(max, wanted));
        if (info.step() == null || !(info.step() > 0) || info.step().isInfinite()) {
            return number;
        }
        BigDecimal from = info.min() == null ? BigDecimal.ZERO : BigDecimal.valueOf(info.min());
        BigDecimal step = BigDecimal.valueOf(info.step());
        // in decimals, since 24 steps of 0.1 are 2.4000000000000004
        BigDecimal steps = BigDecimal.valueOf(number).subtract(from).divide(step, 0, RoundingMode.HALF_EVEN);
        double stepped = from.add(steps.multiply(step)).doubleValue();
        return stepped > max ? from.add(steps.subtract(BigDecimal.ONE).multiply(step)).doubleValue() : stepped;
    }

    private static double number(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof Duration duration) {
            return duration.toNanos() / 1e9;
        }
        if (value instanceof Boolean on) {
            return on ? 1 : 0;
        }
        return ControlSchema.number(value.toString());
    }

    private static @Nullable Boolean bool(Object value) {
        return value instanceof Boolean on ? on : switch (ValueText.of(value).toLowerCase(Locale.ROOT)) {
            case "true", "on", "yes", "1" -> true;
            case "false", "off", "no", "0" -> false;
            default -> null;
        };
    }
}
