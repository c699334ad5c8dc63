package org.obscura.camera.core.config;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.core.pattern.NamePattern;
import org.obscura.camera.support.config.ConfigReader;

/** Reads the settings of file names. */
final class NameSettings {
    private NameSettings() {
    }

    /** Reads the pattern. The suffix is left to the format, which each request may choose. */
    static NamePattern pattern(ConfigReader config) {
        return config.read("name.pattern", text -> {
            NamePattern pattern = NamePattern.parse(text);
            if (pattern.isFolder()) {
                throw new IllegalArgumentException("it ends with '/', but the name of the file belongs behind it, such as {counter:8}");
            }
            if (!pattern.hasFields()) {
                throw new IllegalArgumentException("it has no field, so that all images have the same name; add {counter:3} or {time}");
            }
            if (!pattern.suffix().isEmpty()) {
                throw new IllegalArgumentException("leave ." + pattern.suffix() + " out; the format gives the suffix");
            }
            return pattern;
        }, "a pattern such as {date:yyyy-MM-dd}/{camera}-{time:HHmmss}-{counter:3}");
    }

    static @Nullable NamePattern latest(ConfigReader config) {
        return config.read("latest", text -> {
            if (text.isEmpty()) {
                return List.<NamePattern>of();
            }
            NamePattern pattern = NamePattern.parse(text);
            if (pattern.isFolder() || pattern.hasFolders() || pattern.hasCounter()) {
                throw new IllegalArgumentException("it has a '/' or a counter");
            }
            return List.of(pattern);
        }, "a name such as latest.jpg or {camera}-latest.jpg, without folders").stream().findFirst().orElse(null);
    }

    static ZoneId zone(ConfigReader config) {
        return config.read("time.zone", text -> {
            try {
                return text.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(text);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        }, "a time zone such as UTC, Europe/Berlin or +02:00");
    }
}
