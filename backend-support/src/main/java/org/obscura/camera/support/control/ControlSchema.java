package org.obscura.camera.support.control;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.obscura.camera.ControlInfo;
import org.obscura.camera.ControlInfo.Kind;
import org.obscura.camera.ControlKeys;
import org.obscura.camera.Region;
import org.obscura.camera.support.config.Durations;
import org.obscura.camera.support.config.SimilarWords;
import org.obscura.camera.support.config.WrongValueException;

/** The types of the controls of {@link ControlKeys}, and the conversion of values to them. */
public final class ControlSchema {
    private static final Pattern FRACTION = Pattern.compile("([0-9.]+)\\s*/\\s*([0-9.]+)\\s*s?");
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);
    private static final Pattern OWN_KEY = Pattern.compile("[a-z][a-z0-9-]*\\.[A-Za-z0-9_.-]+");

    /**
     * A type of values.
     *
     * @param right what a right number is, after "it must be"
     * @param units those that may follow a number; which one a device counts in, it says
     */
    private record Type(Kind kind, String right, List<String> units, boolean positive, List<String> choices) {
        static Type of(Kind kind, boolean positive) {
            return new Type(kind, "", List.of(), positive, List.of());
        }

        static Type choice(String... choices) {
            return new Type(Kind.CHOICE, "", List.of(), false, List.of(choices));
        }

        static Type number(String right, String... units) {
            return new Type(Kind.NUMBER, right, List.of(units), false, List.of());
        }

        static Type integer(String right, String... units) {
            return new Type(Kind.INTEGER, right, List.of(units), true, List.of());
        }
    }

    private static final String OF_DEVICE = "a number, in the unit of the device";
    private static final Map<String, Type> TYPES = types();

    private ControlSchema() {
    }

    private static Map<String, Type> types() {
        Map<String, Type> types = new HashMap<>();
        types.put(ControlKeys.EXPOSURE_MODE, Type.choice("auto", "manual", "shutter-priority", "aperture-priority"));
        types.put(ControlKeys.EXPOSURE_TIME, Type.of(Kind.DURATION, true));
        types.put(ControlKeys.EXPOSURE_COMPENSATION, Type.number("a number of exposure values (EV), such as -0.5", "EV"));
        types.put(ControlKeys.EXPOSURE_ISO, Type.integer("a whole number, 1 or more, such as 400"));
        types.put(ControlKeys.EXPOSURE_GAIN, Type.number(OF_DEVICE, "dB", ControlInfo.RATIO));
        types.put(ControlKeys.EXPOSURE_METERING, Type.choice("average", "center", "spot", "matrix"));
        types.put(ControlKeys.EXPOSURE_FLICKER, Type.choice("off", "50hz", "60hz", "auto"));
        types.put(ControlKeys.FOCUS_MODE, Type.choice("auto", "continuous", "manual"));
        types.put(ControlKeys.FOCUS_DISTANCE, Type.number(OF_DEVICE, "dpt"));
        types.put(ControlKeys.WHITE_BALANCE_MODE, Type.choice("auto", "manual"));
        types.put(ControlKeys.WHITE_BALANCE_TEMPERATURE, Type.integer("a whole number of kelvin, 1 or more, such as 5600", "K"));
        for (String key : List.of(ControlKeys.IMAGE_BRIGHTNESS, ControlKeys.IMAGE_CONTRAST, ControlKeys.IMAGE_SATURATION,
                ControlKeys.IMAGE_HUE,
                ControlKeys.IMAGE_SHARPNESS, ControlKeys.IMAGE_GAMMA, ControlKeys.IMAGE_DENOISE, ControlKeys.IMAGE_BACKLIGHT)) {
            types.put(key, Type.number("a number"));
        }
        types.put(ControlKeys.ZOOM, Type.number(OF_DEVICE, ControlInfo.RATIO));
        types.put(ControlKeys.PAN, Type.number("a number of degrees, such as -10", "degrees", "\u00b0"));
        types.put(ControlKeys.TILT, Type.number("a number of degrees, such as -10", "degrees", "\u00b0"));
        types.put(ControlKeys.FLASH_MODE, Type.choice("off", "on", "auto", "torch"));
        types.put(ControlKeys.REGION, Type.of(Kind.REGION, false));
        return Map.copyOf(types);
    }

    /**
     * Converts a value to the type of its key. The value of a device's own control keeps its type if it is a {@code Boolean}, a
     * {@code Number} (which becomes a {@code Double}), a {@code Duration} or a {@code Region}; anything else becomes text.
     *
     * @param key a key of {@link ControlKeys}, or the name of a backend, a dot and the name of a control
     * @param value the value; not null
     * @return the converted value, immutable
     * @throws IllegalArgumentException if the key is not of that form or does not accept the value; the message names the control, the
     *             value and what would be right
     */
    public static Object convert(String key, Object value) {
        Type type = TYPES.get(checkKey(key));
        if (value == null) {
            throw new IllegalArgumentException("The control " + key + " is null; give it a value");
        }
        if (type == null) {
            return value instanceof Number number ? (Object) finite(key, number.doubleValue(), value)
                    : value instanceof Duration duration ? shorterThanLongest(key, duration)
                    : value instanceof Boolean || value instanceof Region ? value : value.toString().strip();
        }
        return switch (type.kind) {
            case CHOICE -> choice(key, value, type.choices);
            case DURATION -> duration(key, value);
            case REGION -> region(key, value);
            case INTEGER -> integer(key, value, type);
            default -> number(key, value, type);
        };
    }

    /**
     * Validates a key.
     *
     * @param key the key
     * @return the key
     * @throws IllegalArgumentException if it is neither one of {@link ControlKeys} nor of the form of a device's own control
     */
    public static String checkKey(String key) {
        return checkKey(key, List::of);
    }

    private static String checkKey(String key, Supplier<List<ControlInfo>> offered) {
        if (key == null || key.isBlank()) {
            throw new IllegalArgumentException("The control key is empty; name one of ControlKeys, such as exposure.time");
        }
        if (!TYPES.containsKey(key) && (!OWN_KEY.matcher(key).matches() || isOfKnownGroup(key))) {
            List<ControlInfo> ofDevice = offered.get();
            throw new IllegalArgumentException("There is no control '" + key + "'; " + SimilarControls.findByName(key, ofDevice)
                    .or(() -> similar(key)).or(() -> SimilarControls.find(key, ofDevice))
                    .map(name -> "did you mean '" + name + "'?")
                    .orElseGet(() -> "there are " + String.join(", ", sameGroup(key))
                            + "; a device's own has the name of its backend before it, such as v4l2.led1_mode"));
        }
        return key;
    }

    /**
     * Converts a value of a camera whose device may be known.
     *
     * @param key see {@link #convert(String, Object)}
     * @param value see {@link #convert(String, Object)}
     * @param offered returns the controls of the device in use, or an empty list; called only for a wrong key or value
     * @return see {@link #convert(String, Object)}
     * @throws IllegalArgumentException see {@link #convert(String, Object)}; the message says also what the device accepts
     */
    public static Object convert(String key, Object value, Supplier<List<ControlInfo>> offered) {
        checkKey(key, offered);
        try {
            return convert(key, value);
        } catch (IllegalArgumentException e) {
            ControlInfo info = offered.get().stream().filter(each -> each.key().equals(key)).findFirst().orElse(null);
            if (info == null || info.kind() == Kind.REGION || info.kind() == Kind.TEXT) {
                throw e;
            }
            throw new IllegalArgumentException(e.getMessage() + "; the device accepts " + ControlText.accepted(info), e);
        }
    }

    /**
     * Converts the values of several controls of a camera whose device may be known; null values stay null.
     *
     * @param values by key
     * @param offered see {@link #convert(String, Object, Supplier)}
     * @return the converted values
     * @throws IllegalArgumentException see {@link #convert(String, Object, Supplier)}
     */
    public static Map<String, Object> convert(Map<String, ? extends Object> values,
            Supplier<List<ControlInfo>> offered) {
        Map<String, Object> converted = new LinkedHashMap<>();
        values.forEach((key, value) -> converted.put(checkKey(key, offered), value == null ? null : convert(key, value, offered)));
        return converted;
    }

    private static Optional<String> similar(String key) {
        String last = "." + key.toLowerCase(Locale.ROOT);
        return TYPES.keySet().stream().filter(name -> name.endsWith(last)).findFirst()
                .or(() -> SimilarWords.find(key.toLowerCase(Locale.ROOT), TYPES.keySet()));
    }

    /** Returns whether a key is one of {@link ControlKeys}. */
    static boolean isKnown(String key) {
        return TYPES.containsKey(key);
    }

    /** Returns whether a key begins as some of {@link ControlKeys}, such as {@code exposure.}. */
    static boolean isOfKnownGroup(String key) {
        String group = group(key);
        return !group.isEmpty() && TYPES.keySet().stream().anyMatch(known -> known.startsWith(group));
    }

    /** Returns the keys of {@link ControlKeys} that begin as another, or all where none does. */
    private static Set<String> sameGroup(String key) {
        Set<String> known = new TreeSet<>(TYPES.keySet());
        if (isOfKnownGroup(key)) {
            known.removeIf(each -> !each.startsWith(group(key)));
        }
        return known;
    }

    private static String group(String key) {
        return key.substring(0, key.indexOf('.') + 1);
    }

    private static String choice(String key, Object value, List<String> choices) {
        String text = value instanceof Boolean on ? (on ? "on" : "off")
                : value.toString().strip().toLowerCase(Locale.ROOT).replace('_', '-');
        if (!choices.contains(text)) {
            throw refused(key, value, "one of " + String.join(", ", choices));
        }
        return text;
    }

    private static Duration duration(String key, Object value) {
        Duration result;
        try {
            result = value instanceof Duration duration ? duration : time(value.toString());
        } catch (IllegalArgumentException e) {
            throw refused(key, value, "a time such as 10ms, 250us, 0.5s or 1/250");
        }
        if (result.isZero() || result.isNegative()) {
            throw refused(key, value, "a time above zero");
        }
        return shorterThanLongest(key, result);
    }

    private static Duration shorterThanLongest(String key, Duration value) {
        if (value.abs().compareTo(LONGEST) > 0) {
            throw refused(key, value, "a time of at most " + LONGEST.toDays() + " days");
        }
        return value;
    }

    /**
     * Reads a time, such as {@code 10ms} or {@code 1/250}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Duration time(String text) {
        Matcher fraction = FRACTION.matcher(text.strip());
        if (!fraction.matches()) {
            return Durations.parse(text, Duration.ofSeconds(1));
        }
        double nanos = Double.parseDouble(fraction.group(1)) / Double.parseDouble(fraction.group(2)) * 1e9;
        if (!(nanos < Long.MAX_VALUE)) { // NaN, too
            throw new IllegalArgumentException("'" + text + "' is no time");
        }
        return Duration.ofNanos(Math.round(nanos));
    }

    private static Region region(String key, Object value) {
        try {
            return value instanceof Region region ? region : Region.parse(value.toString());
        } catch (IllegalArgumentException e) {
            throw refused(key, value, "x,y,width,height in pixels, such as 320,180,640,360; none above 65535, width and height 1 or more");
        }
    }

    private static Integer integer(String key, Object value, Type type) {
        double number = number(key, value, type);
        if (number != Math.rint(number) || number > Integer.MAX_VALUE || number < (type.positive ? 1 : Integer.MIN_VALUE)) {
            throw refused(key, value, type.right);
        }
        return (int) number;
    }

    private static Double number(String key, Object value, Type type) {
        if (value instanceof Number number) {
            return finite(key, number.doubleValue(), value);
        }
        String text = value.toString().strip();
        for (String unit : type.units) {
            if (text.toLowerCase(Locale.ROOT).endsWith(unit.toLowerCase(Locale.ROOT))) {
                text = text.substring(0, text.length() - unit.length()).strip();
                break;
            }
        }
        try {
            return finite(key, number(text), value);
        } catch (NumberFormatException e) {
            throw refused(key, value, type.right);
        }
    }

    /**
     * Reads a decimal number.
     *
     * @throws NumberFormatException if it is none
     */
    public static double number(String text) {
        if (!NUMBER.matcher(text.strip()).matches()) { // Double.parseDouble takes Java's 0x1p-1 and 0.5f, too
            throw new NumberFormatException("'" + text + "' is no number");
        }
        return Double.parseDouble(text);
    }

    private static Double finite(String key, double number, Object value) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw refused(key, value, "a finite number");
        }
        return number;
    }

    private static IllegalArgumentException refused(String key, Object value, String right) {
        String clause = "it must be " + right;
        return new WrongValueException("The control " + key + " is '" + ControlText.of(value) + "'; " + clause, clause);
    }
}
