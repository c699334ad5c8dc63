package org.obscura.camera.core.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.obscura.camera.CaptureOptions.ExistingFile;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.ConfigurationException;

/** Reads the configuration of a camera. Values may be of their type or text, since a file in a folder gives text for everything. */
public final class SettingsReader {
    private final Map<String, Object> values;

    private SettingsReader(Map<String, Object> values) {
        this.values = values;
    }

    /**
     * Reads settings.
     *
     * @param name what the camera is called if {@code camera.id} is not there
     * @throws ConfigurationException with a sentence that says what would be right
     */
    public static CameraSettings read(String name, Map<String, Object> values) throws ConfigurationException {
        return new SettingsReader(values).read(name);
    }

    private CameraSettings read(String name) throws ConfigurationException {
        String directory = text("directory", "");
        return new CameraSettings(text("camera.id", name), target(), bool("autostart", true),
                directory.isEmpty() ? null : path("directory", directory),
                paths("allowed.directories"), text("format", "jpeg").toLowerCase(Locale.ROOT), integer("quality", 90, 1, 100), existing(),
                bool("sync", false), integer("queue.capacity", 256, 1, 1_000_000), seconds("device.timeout", 10, 0),
                seconds("open.timeout", 30, 0.001), seconds("frame.timeout", 5, 0.001), seconds("idle.timeout", 30, 0),
                integer("previews", 16, 0, 10_000));
    }

    private String text(String key, String absent) {
        Object value = values.get(key);
        String text = value == null ? "" : value.toString().trim();
        return text.isEmpty() ? absent : text;
    }

    private boolean bool(String key, boolean absent) throws ConfigurationException {
        String text = text(key, String.valueOf(absent));
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw new ConfigurationException(key, "'" + text + "' must be true or false");
        }
        return Boolean.parseBoolean(text);
    }

    private int integer(String key, int absent, int least, int most) throws ConfigurationException {
        String text = text(key, String.valueOf(absent));
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new ConfigurationException(key, "'" + text + "' must be a whole number from " + least + " to " + most);
    }

    private Duration seconds(String key, double absent, double least) throws ConfigurationException {
        String text = text(key, String.valueOf(absent));
        try {
            double value = Double.parseDouble(text);
            if (value >= least && value <= 1_000_000) {
                return Duration.ofNanos(Math.round(value * 1e9));
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new ConfigurationException(key, "'" + text + "' must be a number of seconds from " + least + " to 1000000");
    }

    private ExistingFile existing() throws ConfigurationException {
        String text = text("existing", "overwrite");
        return Arrays.stream(ExistingFile.values()).filter(value -> value.name().equalsIgnoreCase(text)).findFirst()
                .orElseThrow(() -> new ConfigurationException("existing", "'" + text + "' must be overwrite, fail or rename"));
    }

    private Predicate<Map<String, Object>> target() throws ConfigurationException {
        String text = text("device.target", "");
        if (text.isEmpty()) {
            return properties -> true;
        }
        try {
            return FrameworkUtil.createFilter(text)::matches;
        } catch (InvalidSyntaxException e) {
            throw new ConfigurationException("device.target",
                    "'" + text + "' must be an LDAP filter such as (camera.backend=webcam): " + e.getMessage());
        }
    }

    private List<Path> paths(String key) throws ConfigurationException {
        Object value = values.get(key);
        Stream<?> all = value == null ? Stream.empty()
                : value instanceof Object[] array ? Arrays.stream(array)
                : value instanceof Collection<?> collection ? collection.stream()
                : Arrays.stream(value.toString().split(","));
        List<String> texts = all.map(each -> each.toString().trim()).filter(each -> !each.isEmpty()).toList();
        Path[] paths = new Path[texts.size()];
        for (int i = 0; i < paths.length; i++) {
            paths[i] = path(key, texts.get(i));
        }
        return List.of(paths);
    }

    private static Path path(String key, String text) throws ConfigurationException {
        try {
            return Path.of(text).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new ConfigurationException(key, "'" + text + "' cannot be a path: " + e.getReason());
        }
    }
}
