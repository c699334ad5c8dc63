package org.obscura.camera.ip.onvif;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.w3c.dom.Element;

import org.obscura.camera.ControlInfo;
import org.obscura.camera.ControlInfo.Kind;
import org.obscura.camera.ControlInfo.Trait;
import org.obscura.camera.ControlKeys;

/** The settings of the ONVIF Imaging service that are controls, in the order in which the service expects them. */
enum ImagingControl {
    BRIGHTNESS(ControlKeys.IMAGE_BRIGHTNESS, "", "Brightness", Kind.NUMBER),
    SATURATION(ControlKeys.IMAGE_SATURATION, "", "ColorSaturation", Kind.NUMBER),
    CONTRAST(ControlKeys.IMAGE_CONTRAST, "", "Contrast", Kind.NUMBER),
    EXPOSURE_MODE(ControlKeys.EXPOSURE_MODE, "Exposure", "Mode", Kind.CHOICE),
    EXPOSURE_TIME(ControlKeys.EXPOSURE_TIME, "Exposure", "ExposureTime", Kind.DURATION),
    EXPOSURE_GAIN(ControlKeys.EXPOSURE_GAIN, "Exposure", "Gain", Kind.NUMBER),
    FOCUS_MODE(ControlKeys.FOCUS_MODE, "Focus", "AutoFocusMode", Kind.CHOICE),
    IR_CUT_FILTER("ip.IrCutFilter", "", "IrCutFilter", Kind.CHOICE),
    SHARPNESS(ControlKeys.IMAGE_SHARPNESS, "", "Sharpness", Kind.NUMBER),
    WHITE_BALANCE_MODE(ControlKeys.WHITE_BALANCE_MODE, "WhiteBalance", "Mode", Kind.CHOICE),
    RED_GAIN("ip.WhiteBalance.CrGain", "WhiteBalance", "CrGain", Kind.NUMBER),
    BLUE_GAIN("ip.WhiteBalance.CbGain", "WhiteBalance", "CbGain", Kind.NUMBER);

    private static final double MICROS = 1e6;
    private static final int NANOS_OF_MICRO = 1000;

    private final String key;
    private final String group;
    private final String element;
    private final Kind kind;

    ImagingControl(String key, String group, String element, Kind kind) {
        this.key = key;
        this.group = group;
        this.element = element;
        this.kind = kind;
    }

    String key() {
        return key;
    }

    /** Returns the element that holds it beside others; "" if it stands alone. */
    String group() {
        return group;
    }

    String element() {
        return element;
    }

    boolean isMode() {
        return this == EXPOSURE_MODE || this == FOCUS_MODE || this == WHITE_BALANCE_MODE;
    }

    /** Returns the mode that must be manual for the value to count; null if there is none. */
    ImagingControl mode() {
        return switch (this) {
            case EXPOSURE_TIME, EXPOSURE_GAIN -> EXPOSURE_MODE;
            case RED_GAIN, BLUE_GAIN -> WHITE_BALANCE_MODE;
            default -> null;
        };
    }

    /** Returns the name of what describes it in the options, which is not the same for all. */
    private String option() {
        return switch (this) {
            case FOCUS_MODE -> "AutoFocusModes";
            case IR_CUT_FILTER -> "IrCutFilterModes";
            case RED_GAIN -> "YrGain";
            case BLUE_GAIN -> "YbGain";
            default -> element;
        };
    }

    /** Describes it by the options of a camera; null if the camera has no such setting, or one that has one value. */
    ControlInfo describe(Element options) {
        List<Element> found = Xml.children(options, group, option());
        if (found.isEmpty()) {
            return null;
        }
        if (kind == Kind.CHOICE) {
            List<String> words = new ArrayList<>();
            found.forEach(each -> words.add(word(each.getTextContent())));
            words.removeIf(String::isEmpty);
            return words.isEmpty() ? null : ControlInfo.choice(key, label(), words.stream().distinct().toList());
        }
        Double min = decimal(Xml.text(found.get(0), "Min"));
        Double max = decimal(Xml.text(found.get(0), "Max"));
        if (min == null || max == null || min >= max) {
            return null;
        }
        String unit = kind == Kind.DURATION ? "s" : this == EXPOSURE_GAIN ? "dB" : "";
        return ControlInfo.range(key, kind, label(), min / parts(), max / parts(), unit);
    }

    private String label() {
        return group.isEmpty() ? element : group + " " + element;
    }

    /** Restricts a description to what the values of now allow. */
    static ControlInfo inactive(ControlInfo info, boolean ruled) {
        return ruled ? info.withTraits(Set.of(Trait.INACTIVE)) : info;
    }

    /** Reads the value from settings; null if they do not have it. */
    Object read(Element settings) {
        String text = Xml.children(settings, group, element).stream().map(each -> each.getTextContent().strip()).findFirst().orElse("");
        if (kind == Kind.CHOICE) {
            return text.isEmpty() ? null : word(text);
        }
        Double number = decimal(text);
        return number == null ? null : kind == Kind.DURATION ? Duration.ofNanos(Math.round(number * NANOS_OF_MICRO)) : number;
    }

    /** Returns a value as the service writes it. */
    String text(Object value) {
        if (value instanceof Duration time) {
            return plain(time.toNanos() / (double) NANOS_OF_MICRO);
        }
        return value instanceof Number number ? plain(number.doubleValue()) : value.toString().toUpperCase(Locale.ROOT);
    }

    private static String plain(double number) {
        return new BigDecimal(String.valueOf((float) number)).stripTrailingZeros().toPlainString();
    }

    /** Returns how many parts of a unit of the API the service counts in. */
    private double parts() {
        return kind == Kind.DURATION ? MICROS : 1;
    }

    /** Returns the word of the API; controls that it has no key for keep theirs. */
    private String word(String text) {
        return this == IR_CUT_FILTER ? text.strip() : text.strip().toLowerCase(Locale.ROOT);
    }

    private static Double decimal(String text) {
        try {
            double number = Double.parseDouble(text);
            return Double.isFinite(number) ? number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
