package org.obscura.camera.support.v4l2;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.DoubleStream;

import org.obscura.camera.ControlInfo;
import org.obscura.camera.ControlInfo.Kind;
import org.obscura.camera.ControlInfo.Trait;
import org.obscura.camera.ControlKeys;
import org.obscura.camera.support.config.ValueText;

/**
 * How a control of V4L2 is a control of the API: its key, the form of its values, and the mode that rules it.
 *
 * @param key the key
 * @param form of the values
 * @param scale values of the API for one of V4L2
 * @param unit the unit in the API
 * @param words the choices by value, for modes and menus whose words the API defines
 * @param mode the key of the mode that must be manual for the value to count; "" if there is none
 */
record ControlMapping(String key, Form form, double scale, String unit, Map<Long, String> words, String mode) {
    /** What values are in the API. */
    enum Form {
        NUMBER, INTEGER, DURATION, BOOLEAN, WORD, MENU, TEXT
    }

    private static final int USER = 0x0098_0900;
    private static final int CAMERA = 0x009a_0900;
    private static final int FLASH = 0x009c_0900;
    private static final long APERTURE_PRIORITY = 3;
    private static final long LONGEST_TEXT = 65_535;
    private static final double NANOS = 1e-9;
    /** V4L2 counts exposure times in 100 microseconds. */
    private static final double EXPOSURE_UNIT = 1e-4;
    /** V4L2 counts exposure compensation and sensitivity in thousandths. */
    private static final double THOUSANDTH = 1e-3;
    /** Of the keys of controls that the API has no key for, whichever backend reads them. */
    private static final String PREFIX = "v4l2.";
    private static final String ISO_MODE = PREFIX + "iso_sensitivity_auto";
    private static final String GAIN_MODE = PREFIX + "gain_automatic";
    private static final String HUE_MODE = PREFIX + "hue_automatic";
    private static final String BRIGHTNESS_MODE = PREFIX + "brightness_automatic";
    private static final Map<Long, String> MANUAL_OR_AUTO = Map.of(0L, "manual", 1L, "auto");
    /** Whose values are an {@code Integer} in the API. */
    private static final Set<String> WHOLE = Set.of(ControlKeys.WHITE_BALANCE_TEMPERATURE, ControlKeys.EXPOSURE_ISO);

    private static final Map<Integer, ControlMapping> STANDARD = Map.ofEntries(
            Map.entry(USER, ruled(ControlKeys.IMAGE_BRIGHTNESS, BRIGHTNESS_MODE)),
            Map.entry(USER + 1, number(ControlKeys.IMAGE_CONTRAST, 1, "")),
            Map.entry(USER + 2, number(ControlKeys.IMAGE_SATURATION, 1, "")),
            Map.entry(USER + 3, ruled(ControlKeys.IMAGE_HUE, HUE_MODE)),
            Map.entry(USER + 12, words(ControlKeys.WHITE_BALANCE_MODE, MANUAL_OR_AUTO)),
            Map.entry(USER + 16, number(ControlKeys.IMAGE_GAMMA, 1, "")), Map.entry(USER + 18, words(GAIN_MODE, MANUAL_OR_AUTO)),
            Map.entry(USER + 19, ruled(ControlKeys.EXPOSURE_GAIN, GAIN_MODE)),
            Map.entry(USER + 24, words(ControlKeys.EXPOSURE_FLICKER, Map.of(0L, "off", 1L, "50hz", 2L, "60hz", 3L, "auto"))),
            Map.entry(USER + 25, words(HUE_MODE, MANUAL_OR_AUTO)),
            Map.entry(USER + 26, new ControlMapping(ControlKeys.WHITE_BALANCE_TEMPERATURE, Form.INTEGER, 1, "K", Map.of(),
                    ControlKeys.WHITE_BALANCE_MODE)),
            Map.entry(USER + 27, number(ControlKeys.IMAGE_SHARPNESS, 1, "")),
            Map.entry(USER + 28, number(ControlKeys.IMAGE_BACKLIGHT, 1, "")),
            Map.entry(USER + 32, words(BRIGHTNESS_MODE, MANUAL_OR_AUTO)),
            Map.entry(CAMERA + 1, words(ControlKeys.EXPOSURE_MODE,
                    Map.of(0L, "auto", 1L, "manual", 2L, "shutter-priority", 3L, "aperture-priority"))),
            Map.entry(CAMERA + 2, new ControlMapping(ControlKeys.EXPOSURE_TIME, Form.DURATION, EXPOSURE_UNIT, "s", Map.of(),
                    ControlKeys.EXPOSURE_MODE)),
            Map.entry(CAMERA + 8, number(ControlKeys.PAN, 1 / 3600.0, "degrees")),
            Map.entry(CAMERA + 9, number(ControlKeys.TILT, 1 / 3600.0, "degrees")),
            Map.entry(CAMERA + 10, ruled(ControlKeys.FOCUS_DISTANCE, ControlKeys.FOCUS_MODE)),
            Map.entry(CAMERA + 12, words(ControlKeys.FOCUS_MODE, Map.of(0L, "manual", 1L, "continuous"))),
            Map.entry(CAMERA + 13, number(ControlKeys.ZOOM, 1, "")),
            Map.entry(CAMERA + 19, number(ControlKeys.EXPOSURE_COMPENSATION, THOUSANDTH, "EV")),
            Map.entry(CAMERA + 23, new ControlMapping(ControlKeys.EXPOSURE_ISO, Form.INTEGER, THOUSANDTH, "", Map.of(), ISO_MODE)),
            Map.entry(CAMERA + 24, words(ISO_MODE, MANUAL_OR_AUTO)),
            Map.entry(CAMERA + 25, words(ControlKeys.EXPOSURE_METERING, Map.of(0L, "average", 1L, "center", 2L, "spot", 3L, "matrix"))),
            Map.entry(FLASH + 1, words(ControlKeys.FLASH_MODE, Map.of(0L, "off", 1L, "on", 2L, "torch"))));

    private static ControlMapping number(String key, double scale, String unit) {
        return new ControlMapping(key, Form.NUMBER, scale, unit, Map.of(), "");
    }

    private static ControlMapping ruled(String key, String mode) {
        return new ControlMapping(key, Form.NUMBER, 1, "", Map.of(), mode);
    }

    private static ControlMapping words(String key, Map<Long, String> words) {
        return new ControlMapping(key, Form.WORD, 1, "", words, "");
    }

    /** Returns the mapping of a control: one of its own name unless the API has a key for it. */
    static ControlMapping of(Control control) {
        ControlMapping standard = STANDARD.get(control.id());
        if (standard != null) {
            return standard;
        }
        Form form = switch (control.type()) {
            case BOOLEAN -> Form.BOOLEAN;
            case MENU, INTEGER_MENU -> Form.MENU;
            case STRING -> Form.TEXT;
            default -> Form.INTEGER;
        };
        return new ControlMapping(PREFIX + control.variable(), form, 1, "", Map.of(), "");
    }

    /** Returns the first control after another that the API has a key for. */
    static OptionalInt standardAfter(int id) {
        return STANDARD.keySet().stream().mapToInt(Integer::intValue).filter(each -> each > id).min();
    }

    /** Returns whether a control has values of this form: some cameras say of one what cannot be. */
    boolean suits(Control control) {
        return switch (form) {
            case TEXT -> control.min() >= 0 && control.min() <= control.max() && control.max() <= LONGEST_TEXT;
            case WORD, MENU -> control.type() != Control.Type.STRING && !choices(control).isEmpty();
            default -> control.type() != Control.Type.STRING && min(control) <= max(control);
        };
    }

    /** Returns whether it is a mode: those become manual before values are set, and automatic after. */
    boolean isMode() {
        return form == Form.WORD && words.containsValue("manual");
    }

    /** Returns whether a mode of this word lets values be set. */
    static boolean letsValuesBeSet(String word) {
        return word.equals("manual") || word.equals("shutter-priority");
    }

    /** Describes a control for the API. */
    ControlInfo describe(Control control) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        if (control.isReadOnly()) {
            traits.add(Trait.READ_ONLY);
        }
        if (control.isInactive()) {
            traits.add(Trait.INACTIVE);
        }
        boolean ranged = form == Form.NUMBER || form == Form.INTEGER || form == Form.DURATION;
        Double step = ranged && control.step() > 0 && !isListed(control) ? control.step() * scale : null;
        return new ControlInfo(key, kind(), ranged ? min(control) * scale : null, ranged ? max(control) * scale : null, step,
                form == Form.TEXT ? null : toApi(control, control.initial()), choices(control), unit, control.name(), traits, null);
    }

    /** Returns whether the driver lists the numbers that it has, and counts the places in the list. */
    private boolean isListed(Control control) {
        return control.type() == Control.Type.INTEGER_MENU && form != Form.MENU && !control.menu().isEmpty();
    }

    private double min(Control control) {
        return isListed(control) ? listed(control).min().orElseThrow() : control.min();
    }

    private double max(Control control) {
        return isListed(control) ? listed(control).max().orElseThrow() : control.max();
    }

    private static DoubleStream listed(Control control) {
        return control.menu().values().stream().mapToDouble(Double::parseDouble);
    }

    private double number(Control control, Object value) {
        return isListed(control) ? Double.parseDouble(control.menu().getOrDefault((Long) value, "0")) : (Long) value;
    }

    private Kind kind() {
        return switch (form) {
            case NUMBER -> Kind.NUMBER;
            case INTEGER -> Kind.INTEGER;
            case DURATION -> Kind.DURATION;
            case BOOLEAN -> Kind.BOOLEAN;
            case WORD, MENU -> Kind.CHOICE;
            case TEXT -> Kind.TEXT;
        };
    }

    /** A camera whose automatic mode is "aperture priority" alone, as nearly all of USB, simply has an automatic mode. */
    private Map<Long, String> words(Control control) {
        if (!key.equals(ControlKeys.EXPOSURE_MODE) || control.menu().containsKey(0L)) {
            return words;
        }
        Map<Long, String> all = new HashMap<>(words);
        all.put(APERTURE_PRIORITY, "auto");
        return all;
    }

    private List<String> choices(Control control) {
        List<String> choices = new ArrayList<>();
        if (form == Form.MENU) {
            choices.addAll(control.menu().values());
        } else if (form == Form.WORD) {
            for (long value = control.min(); value <= control.max(); value++) {
                if (words.containsKey(value) && (control.menu().isEmpty() || control.menu().containsKey(value))) {
                    choices.add(words(control).get(value));
                }
            }
        }
        return choices;
    }

    /** Returns the value of the API for one of V4L2; null for one that it has no word for. */
    Object toApi(Control control, Object value) {
        return switch (form) {
            case NUMBER -> inApi(number(control, value));
            case INTEGER -> WHOLE.contains(key) ? (Object) (int) Math.round(number(control, value) * scale)
                    : inApi(number(control, value));
            case DURATION -> inApi((Long) value);
            case BOOLEAN -> (Long) value != 0;
            case WORD -> words(control).get(value);
            case MENU -> control.menu().get(value);
            case TEXT -> value;
        };
    }

    /**
     * Returns the value of V4L2 for one of the API, on the next step.
     *
     * @throws IllegalArgumentException with what would be right if the control has no such value
     */
    Object toKernel(Control control, Object value) {
        try {
            return convert(control, value);
        } catch (ClassCastException e) {
            throw wrong(value, "a " + kind().name().toLowerCase(Locale.ROOT));
        }
    }

    private Object convert(Control control, Object value) {
        return switch (form) {
            case NUMBER, INTEGER -> inRange(control, ((Number) value).doubleValue() / scale, value);
            case DURATION -> inRange(control, ((Duration) value).toNanos() * NANOS / scale, value);
            case BOOLEAN -> (Boolean) value ? 1L : 0L;
            case WORD -> find(words(control), control, value);
            case MENU -> find(control.menu(), control, value);
            case TEXT -> text(control, (String) value);
        };
    }

    private Long inRange(Control control, double wanted, Object value) {
        if (!(wanted >= min(control) - 0.5 && wanted <= max(control) + 0.5)) {
            throw wrong(value, ValueText.of(inApi(min(control))) + " to " + ValueText.of(inApi(max(control)))
                    + (unit.isEmpty() || form == Form.DURATION ? "" : " " + unit));
        }
        if (isListed(control)) {
            return control.menu().keySet().stream()
                    .min(Comparator.comparingDouble(place -> Math.abs(number(control, place) - wanted))).orElseThrow();
        }
        BigDecimal min = BigDecimal.valueOf(control.min());
        BigDecimal step = BigDecimal.valueOf(Math.max(1, control.step())); // a range of 64 bits is wider than a long
        BigDecimal steps = new BigDecimal(wanted).subtract(min).divide(step, 0, RoundingMode.HALF_UP);
        return min.add(steps.multiply(step)).min(BigDecimal.valueOf(control.max())).max(min).longValueExact();
    }

    private Object inApi(double number) {
        return form == Form.DURATION ? Duration.ofNanos(Math.round(number * scale / NANOS)) : (Object) (number * scale);
    }

    private Long find(Map<Long, String> values, Control control, Object value) {
        return values.entrySet().stream().filter(entry -> control.menu().isEmpty() || control.menu().containsKey(entry.getKey()))
                .filter(entry -> entry.getValue().equalsIgnoreCase(String.valueOf(value))).map(Map.Entry::getKey).findFirst()
                .orElseThrow(() -> wrong(value, String.join(", ", choices(control))));
    }

    private String text(Control control, String value) {
        int bytes = value.getBytes(StandardCharsets.UTF_8).length;
        if (bytes < control.min() || bytes > control.max() || value.indexOf(0) >= 0) {
            throw wrong(value, "a text of " + control.min() + " to " + control.max() + " bytes");
        }
        return value;
    }

    private IllegalArgumentException wrong(Object value, String right) {
        return new IllegalArgumentException("has no value " + ValueText.of(value) + " for " + key + "; it must be " + right);
    }
}
