package org.obscura.camera.simulated;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.obscura.camera.ControlInfo;
import org.obscura.camera.ControlInfo.Kind;
import org.obscura.camera.ControlInfo.Trait;
import org.obscura.camera.ControlKeys;
import org.obscura.camera.Region;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.support.config.ValueText;
import org.obscura.camera.support.control.ControlText;

/** The controls of the test card, and one value for each. Immutable. */
final class ControlValues {
    static final String AUTO = "auto";
    static final String MANUAL = "manual";
    /** At this exposure time and a gain of 1 the card is as bright as it is drawn. */
    static final Duration NORMAL_TIME = Duration.ofMillis(10);
    /** At this colour temperature white is white. */
    static final int NORMAL_TEMPERATURE = 5500;
    /** The distance of the card, in dioptres. */
    static final double NORMAL_FOCUS = 2;

    /** The values that take no effect while a mode is automatic. */
    private static final Map<String, String> RULED = Map.of(ControlKeys.EXPOSURE_TIME, ControlKeys.EXPOSURE_MODE,
            ControlKeys.EXPOSURE_GAIN, ControlKeys.EXPOSURE_MODE, ControlKeys.WHITE_BALANCE_TEMPERATURE, ControlKeys.WHITE_BALANCE_MODE,
            ControlKeys.FOCUS_DISTANCE, ControlKeys.FOCUS_MODE);
    private static final List<String> MODES = List.of(AUTO, MANUAL);

    private final Map<String, Object> values;
    private final boolean changed;

    private ControlValues(Map<String, Object> values, boolean changed) {
        this.values = values;
        this.changed = changed;
    }

    /** Returns the values that apply while none is set. */
    static ControlValues defaults() {
        Map<String, Object> values = new LinkedHashMap<>();
        definitions(null).forEach(info -> values.put(info.key(), info.defaultValue()));
        return new ControlValues(values, false);
    }

    /**
     * Returns the defaults with some values in their place.
     *
     * @throws CameraException that names the control, the value and what would be right
     */
    static ControlValues of(Map<String, Object> controls, Resolution largest) throws CameraException {
        ControlValues result = new ControlValues(new LinkedHashMap<>(defaults().values), !controls.isEmpty());
        for (Map.Entry<String, Object> control : controls.entrySet()) {
            ControlInfo info = definitions(largest).stream().filter(each -> each.key().equals(control.getKey())).findFirst()
                    .orElseThrow(() -> refused("The test card has no control '" + control.getKey() + "'"));
            check(info, control.getValue(), largest);
            result.values.put(info.key(), control.getValue());
        }
        for (String key : controls.keySet()) {
            String mode = RULED.get(key);
            if (mode != null && result.isAutomatic(mode)) {
                throw refused(
                        key + "=" + ValueText.of(controls.get(key)) + " has no effect while " + mode + " is auto; set " + mode
                                + "=manual too");
            }
        }
        if (controls.containsKey(ControlKeys.EXPOSURE_COMPENSATION) && !result.isAutomatic(ControlKeys.EXPOSURE_MODE)) {
            throw refused("exposure.compensation=" + ValueText.of(controls.get(ControlKeys.EXPOSURE_COMPENSATION))
                    + " has no effect while exposure.mode is manual; set exposure.mode=auto, or exposure.time and exposure.gain");
        }
        return result;
    }

    private static void check(ControlInfo info, Object value, Resolution largest) throws CameraException {
        boolean right = switch (info.kind()) {
            case CHOICE -> info.choices().contains(value);
            case REGION -> value instanceof Region region && region.x() + region.width() <= largest.width()
                    && region.y() + region.height() <= largest.height();
            case DURATION -> value instanceof Duration time && isWithin(info, time.toNanos() / 1e9);
            default -> value instanceof Number number && isWithin(info, number.doubleValue());
        };
        if (!right) {
            throw refused(info.key() + "=" + ValueText.of(value) + " is not supported; it must be " + switch (info.kind()) {
                case CHOICE -> String.join(" or ", info.choices());
                case REGION -> "a region within " + largest;
                default -> ControlText.accepted(info);
            });
        }
    }

    private static boolean isWithin(ControlInfo info, double value) {
        return value >= info.min() && value <= info.max();
    }

    private static CameraException refused(String message) {
        return new CameraException(Reason.NOT_SUPPORTED, message);
    }

    /** Returns the controls with the current values; those that a mode rules are inactive. */
    List<ControlInfo> infos(Resolution largest) {
        List<ControlInfo> infos = new ArrayList<>();
        for (ControlInfo info : definitions(largest)) {
            String mode = RULED.get(info.key());
            boolean ruled = mode != null && isAutomatic(mode)
                    || info.key().equals(ControlKeys.EXPOSURE_COMPENSATION) && !isAutomatic(ControlKeys.EXPOSURE_MODE);
            infos.add(info.withValue(values.get(info.key())).withTraits(ruled ? Set.of(Trait.INACTIVE) : Set.of()));
        }
        return List.copyOf(infos);
    }

    private static List<ControlInfo> definitions(Resolution largest) {
        List<ControlInfo> all = new ArrayList<>(List.of(
                ControlInfo.choice(ControlKeys.EXPOSURE_MODE, "Exposure mode", MODES).withDefault(AUTO),
                ControlInfo.range(ControlKeys.EXPOSURE_TIME, Kind.DURATION, "Exposure time", 0.0001, 1, "s").withStep(0.000001)
                        .withDefault(NORMAL_TIME),
                number(ControlKeys.EXPOSURE_GAIN, "Gain", 1, 16, 1).withStep(0.01),
                number(ControlKeys.EXPOSURE_COMPENSATION, "Exposure compensation", -3, 3, 0).withStep(0.1),
                ControlInfo.choice(ControlKeys.WHITE_BALANCE_MODE, "White balance mode", MODES).withDefault(AUTO),
                ControlInfo.range(ControlKeys.WHITE_BALANCE_TEMPERATURE, Kind.INTEGER, "Colour temperature", 2000, 10_000, "K")
                        .withStep(10.0).withDefault(NORMAL_TEMPERATURE),
                ControlInfo.choice(ControlKeys.FOCUS_MODE, "Focus mode", MODES).withDefault(AUTO),
                number(ControlKeys.FOCUS_DISTANCE, "Focus distance", 0, 10, NORMAL_FOCUS).withStep(0.1),
                number(ControlKeys.IMAGE_BRIGHTNESS, "Brightness", -1, 1, 0).withStep(0.01),
                number(ControlKeys.IMAGE_CONTRAST, "Contrast", 0, 2, 1).withStep(0.01),
                number(ControlKeys.IMAGE_SATURATION, "Saturation", 0, 2, 1).withStep(0.01),
                number(ControlKeys.ZOOM, "Zoom", 1, 8, 1).withStep(0.1)));
        if (largest != null) {
            all.add(ControlInfo.of(ControlKeys.REGION, Kind.REGION, "Region")
                    .withDefault(new Region(0, 0, largest.width(), largest.height())));
        }
        return all;
    }

    private static ControlInfo number(String key, String label, double min, double max, double normal) {
        String unit = key.equals(ControlKeys.EXPOSURE_COMPENSATION) ? "EV" : key.equals(ControlKeys.FOCUS_DISTANCE) ? "dpt"
                : key.equals(ControlKeys.EXPOSURE_GAIN) || key.equals(ControlKeys.ZOOM) ? ControlInfo.RATIO : "";
        return ControlInfo.range(key, Kind.NUMBER, label, min, max, unit).withDefault(normal);
    }

    /** Returns whether an application set any value. */
    boolean isChanged() {
        return changed;
    }

    boolean isAutomatic(String mode) {
        return AUTO.equals(values.get(mode));
    }

    double number(String key) {
        return ((Number) values.get(key)).doubleValue();
    }

    /** Returns the time of the exposure that these values lead to; an automatic one follows the compensation. */
    Duration exposureTime() {
        return isAutomatic(ControlKeys.EXPOSURE_MODE)
                ? Duration.ofNanos(Math.round(NORMAL_TIME.toNanos() * Math.pow(2, number(ControlKeys.EXPOSURE_COMPENSATION))))
                : (Duration) values.get(ControlKeys.EXPOSURE_TIME);
    }

    /** Returns the gain that these values lead to. */
    double gain() {
        return isAutomatic(ControlKeys.EXPOSURE_MODE) ? 1 : number(ControlKeys.EXPOSURE_GAIN);
    }

    /** Returns the region, or null: all. */
    Region region() {
        return (Region) values.get(ControlKeys.REGION);
    }

    /** Returns the values that a frame is exposed with. */
    Map<String, Object> used() {
        Map<String, Object> used = new LinkedHashMap<>(values);
        used.put(ControlKeys.EXPOSURE_TIME, exposureTime());
        used.put(ControlKeys.EXPOSURE_GAIN, gain());
        if (!isAutomatic(ControlKeys.EXPOSURE_MODE)) {
            used.remove(ControlKeys.EXPOSURE_COMPENSATION);
        }
        if (isAutomatic(ControlKeys.WHITE_BALANCE_MODE)) {
            used.put(ControlKeys.WHITE_BALANCE_TEMPERATURE, NORMAL_TEMPERATURE);
        }
        if (isAutomatic(ControlKeys.FOCUS_MODE)) {
            used.put(ControlKeys.FOCUS_DISTANCE, NORMAL_FOCUS);
        }
        return used;
    }
}
