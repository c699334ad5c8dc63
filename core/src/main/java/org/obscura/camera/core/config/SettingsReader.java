package org.obscura.camera.core.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.CaptureOptions.ExistingFile;
import org.obscura.camera.core.metadata.MetadataSchema;
import org.obscura.camera.support.config.ConfigReader;
import org.obscura.camera.support.control.ControlSchema;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;

/** Reads the settings of a camera. */
public final class SettingsReader {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(10);
    /** In place of allowed folders that are all wrong: a mistake in a restriction must not lift it. */
    private static final List<Path> NOWHERE = List.of(Path.of("/none: allowed.directories is wrong"));

    private SettingsReader() {
    }

    /**
     * Reads settings. The reader collects what is wrong.
     *
     * @param name the id of the camera if {@code camera.id} is absent
     */
    public static CameraSettings read(String name, ConfigReader config) {
        String id = config.text("camera.id");
        return new CameraSettings(id.isEmpty() ? name : id, target(config), config.flag("autostart"), directory(config),
                NameSettings.pattern(config), NameSettings.latest(config), NameSettings.zone(config), RetentionSettings.read(config),
                allowed(config),
                config.text("format").toLowerCase(Locale.ROOT), EditSettings.read(config), config.integer("quality", 1, 100),
                config.choice("existing", ExistingFile.class), config.flag("sync"), config.integer("queue.capacity", 1, 1_000_000),
                config.duration("device.timeout", Duration.ZERO, LONGEST, SECOND),
                config.duration("open.timeout", SHORTEST, LONGEST, SECOND),
                config.duration("frame.timeout", SHORTEST, LONGEST, SECOND),
                config.duration("idle.timeout", Duration.ZERO, LONGEST, SECOND), config.integer("previews", 0, 10_000),
                config.resolution("resolution").orElse(null),
                Collections.unmodifiableMap(
                        config.pairs("metadata", MetadataSchema::check, "a key and its value, such as Title=Yard")),
                Collections.unmodifiableMap(
                        config.pairs("controls", ControlSchema::convert, "a control and its value, such as exposure.time=10ms")));
    }

    private static Predicate<Map<String, Object>> target(ConfigReader config) {
        return config.<Predicate<Map<String, Object>>>read("device.target", text -> {
            if (text.isEmpty()) {
                return properties -> true;
            }
            try {
                return FrameworkUtil.createFilter(text)::matches;
            } catch (InvalidSyntaxException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        }, "an LDAP filter such as (camera.backend=webcam)", () -> new WrongTarget(last(config.errors())));
    }

    private static String last(List<String> errors) {
        return errors.get(errors.size() - 1);
    }

    private static @Nullable Path directory(ConfigReader config) {
        return config.read("directory", text -> text.isEmpty() ? List.<Path>of() : List.of(path(text)), "the path of a folder").stream()
                .findFirst().orElse(null);
    }

    private static List<Path> allowed(ConfigReader config) {
        List<String> texts = config.texts("allowed.directories");
        List<Path> paths = config.list("allowed.directories", SettingsReader::path, "the path of a folder", "no folder is allowed");
        return paths.isEmpty() && !texts.isEmpty() ? NOWHERE : paths;
    }

    private static Path path(String text) {
        if (text.matches("\".*\"")) {
            throw new IllegalArgumentException("it is in quotes");
        }
        if (text.matches("(~|\\$\\{?[A-Z]).*")) {
            throw new IllegalArgumentException("no shell replaces " + text.replaceFirst("[/\\\\].*", "") + ", so write the whole path");
        }
        try {
            return Path.of(text).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(e.getReason(), e);
        }
    }
}
