package org.obscura.camera.shell;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.obscura.camera.DeviceInfo.Position;
import org.obscura.camera.Region;
import org.obscura.camera.support.config.ValueText;
import org.obscura.camera.support.text.Printable;

/** How values are put into words. */
final class TextFormat {
    private static final String NONE = "-";

    private TextFormat() {
    }

    /** Returns a position in lower case; null if it is not specified. */
    static String of(Position position) {
        return position == Position.UNSPECIFIED ? null : position.name().toLowerCase(Locale.ROOT).replace("_face", "");
    }

    /** Returns a value as it stands in a column: safe to print, never empty. */
    static String cell(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? "yes" : "no";
        }
        if (value instanceof Duration duration) {
            return duration.toMillis() + " ms";
        }
        if (value instanceof Collection<?> values) {
            return cell(values.stream().map(TextFormat::cell).collect(Collectors.joining(", ")));
        }
        return value == null || value.toString().isEmpty() ? NONE : Printable.of(ValueText.of(value));
    }

    /** Returns a value as it is written in a setting; a number stays one, for JSON. */
    static Object setting(Object value) {
        return value instanceof Region || value instanceof Duration ? ValueText.of(value) : value;
    }

    /** Returns values by key, each as it is written in a setting. */
    static Map<String, Object> settings(Map<?, ?> values) {
        Map<String, Object> settings = new LinkedHashMap<>();
        values.forEach((key, value) -> settings.put(String.valueOf(key), setting(value)));
        return settings;
    }

    /** Returns values by key in a line, such as {@code zoom=2, exposure.time=10ms}. */
    static String line(Map<String, Object> settings) {
        return settings.entrySet().stream().map(each -> each.getKey() + "=" + ValueText.of(each.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** Returns null for a text that is empty. */
    static String orNull(String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    /** Returns the camera named by an argument that may be left out; null if it is. */
    static String orNull(Optional<String> argument) {
        return argument.orElse(null);
    }
}
