package org.obscura.camera.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obscura.camera.CaptureOptions.ExistingFile;
import org.osgi.service.cm.ConfigurationException;

/** The configuration of a camera: defaults, types and text, and what is wrong with a value. */
class SettingsReaderTest {

    @Test
    void absentValuesAreTheDefaults() throws Exception {
        CameraSettings settings = SettingsReader.read("front", Map.of());
        assertEquals("front", settings.id());
        assertTrue(settings.deviceTarget().test(Map.of()));
        assertTrue(settings.autostart());
        assertEquals(null, settings.directory());
        assertEquals(List.of(), settings.allowedDirectories());
        assertEquals("jpeg", settings.format());
        assertEquals(90, settings.quality());
        assertEquals(ExistingFile.OVERWRITE, settings.existing());
        assertFalse(settings.sync());
        assertEquals(256, settings.queueCapacity());
        assertEquals(Duration.ofSeconds(10), settings.deviceTimeout());
        assertEquals(Duration.ofSeconds(5), settings.frameTimeout());
        assertEquals(Duration.ofSeconds(30), settings.idleTimeout());
        assertEquals(16, settings.previews());
    }

    @Test
    void textAndTypesAreReadAlike() throws Exception {
        Map<String, Object> text = Map.ofEntries(Map.entry("camera.id", " door "), Map.entry("device.target", "(camera.backend=webcam)"),
                Map.entry("autostart", "False"), Map.entry("directory", "/p"), Map.entry("allowed.directories", "/p, /q"),
                Map.entry("format", "PNG"),
                Map.entry("quality", "7"), Map.entry("existing", "Rename"), Map.entry("sync", "true"), Map.entry("queue.capacity", "3"),
                Map.entry("device.timeout", "1.5"), Map.entry("open.timeout", "2"), Map.entry("frame.timeout", "0.25"),
                Map.entry("idle.timeout", "0"),
                Map.entry("previews", "0"));
        Map<String, Object> typed = new HashMap<>(text);
        typed.putAll(Map.of("autostart", false, "allowed.directories", new String[] {"/p", "/q"}, "quality", 7, "sync", true,
                "queue.capacity", 3L,
                "device.timeout", 1.5, "open.timeout", 2, "frame.timeout", 0.25f, "idle.timeout", 0, "previews", 0));
        for (Map<String, Object> values : List.of(text, typed)) {
            CameraSettings settings = SettingsReader.read("x", values);
            assertEquals("door", settings.id());
            assertTrue(settings.deviceTarget().test(Map.of("camera.backend", "webcam")));
            assertFalse(settings.deviceTarget().test(Map.of("camera.backend", "hand")));
            assertFalse(settings.autostart());
            assertEquals(Path.of("/p"), settings.directory());
            assertEquals(List.of(Path.of("/p"), Path.of("/q")), settings.allowedDirectories());
            assertEquals("png", settings.format());
            assertEquals(7, settings.quality());
            assertEquals(ExistingFile.RENAME, settings.existing());
            assertTrue(settings.sync());
            assertEquals(3, settings.queueCapacity());
            assertEquals(Duration.ofMillis(1500), settings.deviceTimeout());
            assertEquals(Duration.ofSeconds(2), settings.openTimeout());
            assertEquals(Duration.ofMillis(250), settings.frameTimeout());
            assertEquals(Duration.ZERO, settings.idleTimeout());
            assertEquals(0, settings.previews());
        }
    }

    @Test
    void emptyTextIsAsAbsent() throws Exception {
        Map<String, Object> empty = new HashMap<>();
        for (String key : List.of("camera.id", "device.target", "autostart", "directory", "allowed.directories", "format", "quality",
                "existing", "sync",
                "queue.capacity", "device.timeout", "open.timeout", "frame.timeout", "idle.timeout", "previews")) {
            empty.put(key, " ");
        }
        assertEquals(SettingsReader.read("x", Map.of()).quality(), SettingsReader.read("x", empty).quality());
        assertEquals("x", SettingsReader.read("x", empty).id());
    }

    @ParameterizedTest
    @CsvSource({"device.target, (oops, LDAP filter", "autostart, yes, true or false", "sync, 1, true or false", "quality, 0, from 1 to 100",
            "quality, 101, from 1 to 100",
            "quality, 9.5, from 1 to 100", "quality, best, from 1 to 100", "existing, keep, 'overwrite, fail or rename'",
            "queue.capacity, 0, from 1 to 1000000",
            "device.timeout, -1, number of seconds", "device.timeout, soon, number of seconds", "device.timeout, NaN, number of seconds",
            "open.timeout, 0, number of seconds", "frame.timeout, 0, number of seconds", "frame.timeout, 1e99, number of seconds",
            "idle.timeout, -0.1, number of seconds", "previews, -1, from 0 to 10000"})
    void wrongValueIsNamedTogetherWithWhatWouldBeRight(String key, String value, String right) {
        ConfigurationException e = assertThrows(ConfigurationException.class, () -> SettingsReader.read("x", Map.of(key, value)));
        assertEquals(key, e.getProperty());
        assertTrue(e.getReason().contains("'" + value + "'") && e.getReason().contains(right), e.getReason());
    }

    @ParameterizedTest
    @CsvSource({"directory", "allowed.directories"})
    void pathThatCannotBeIsNamed(String key) {
        ConfigurationException e = assertThrows(ConfigurationException.class, () -> SettingsReader.read("x", Map.of(key, "a\0b")));
        assertEquals(key, e.getProperty());
        assertTrue(e.getReason().contains("cannot be a path"), e.getReason());
    }
}
