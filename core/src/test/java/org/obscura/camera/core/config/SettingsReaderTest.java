package org.obscura.camera.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obscura.camera.CaptureOptions.ExistingFile;
import org.obscura.camera.Resolution;
import org.obscura.camera.Region;
import org.obscura.camera.support.config.ConfigReader;

/** The configuration of a camera: defaults, types and text, and what is wrong with a value. */
class SettingsReaderTest {

    private final List<String> logged = new ArrayList<>();

    private CameraSettings read(String name, Map<String, ?> values) {
        ConfigReader reader = new ConfigReader(CameraConfiguration.class, values, Map.of());
        CameraSettings settings = SettingsReader.read(name, reader);
        reader.log(logged::add);
        return settings;
    }

    @Test
    void valuesOfControlsMayHoldCommas() {
        assertEquals(Map.of("region", new Region(1, 2, 3, 4), "zoom", 2.0),
                read("front", Map.of("controls", "region=1,2,3,4, zoom=2")).controls());
        assertEquals(List.of(), logged);
        assertEquals(Map.of("zoom", 2.0), read("front", Map.of("controls", "image.brightness=0,5, zoom=2")).controls());
        assertEquals(1, logged.size());
        assertTrue(logged.get(0).contains("controls: 'image.brightness=0,5' is wrong; it must be a number; it is left out"), logged.get(0));
    }

    @Test
    void resolutionAndMetadataOfRequestsThatSetNone() {
        CameraSettings settings = read("front", Map.of("resolution", "1280x720", "metadata", "Title=Yard, left, ISOSpeedRatings=200"));
        assertEquals(new Resolution(1280, 720), settings.resolution());
        assertEquals(Map.of("Title", "Yard, left", "ISOSpeedRatings", 200), settings.metadata());
        assertEquals(List.of(), logged);
        CameraSettings wrong = read("front", Map.of("resolution", "large", "metadata", "Title=Yard, ISOSpeedRatings=fast"));
        assertEquals(null, wrong.resolution());
        assertEquals(Map.of("Title", "Yard"), wrong.metadata());
        assertTrue(logged.get(0).contains("resolution=large is wrong; it must be a size such as 1280x720"), logged.get(0));
        assertTrue(logged.get(1).contains("metadata: 'ISOSpeedRatings=fast' is wrong; it must be a number; it is left out"), logged.get(1));
    }

    @Test
    void aControlThatDoesNotExistIsLeftOut() {
        assertEquals(Map.of(), read("front", Map.of("controls", "brightness=3")).controls());
        assertTrue(logged.get(0).endsWith("controls: 'brightness=3' is wrong; there is no control 'brightness'; did you mean "
                + "'image.brightness'? It is left out"), logged.get(0));
    }

    @Test
    void aTimeOfAControlWithoutAUnitIsAcceptedWithALine() {
        assertEquals(Map.of("exposure.time", Duration.ofSeconds(10)),
                read("front", Map.of("controls", "exposure.time=10")).controls());
        assertEquals(1, logged.size());
        assertTrue(logged.get(0).endsWith("controls: exposure.time=10 has no unit and is taken as 10s; write exposure.time=10s"),
                logged.get(0));
    }

    @Test
    void controlThatIsSetTwiceIsAMistake() {
        assertEquals(Map.of("zoom", 2.0), read("front", Map.of("controls", "zoom=2, zoom=3")).controls());
        assertTrue(logged.get(0).contains("'zoom=3' is wrong; 'zoom' is set twice; zoom=2 counts"), logged.get(0));
    }

    @Test
    void absentValuesAreTheDefaults() {
        CameraSettings settings = read("front", Map.of());
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
        assertEquals(Duration.ofSeconds(30), settings.openTimeout());
        assertEquals(Duration.ofSeconds(5), settings.frameTimeout());
        assertEquals(Duration.ofSeconds(30), settings.idleTimeout());
        assertEquals(16, settings.previews());
    }

    @Test
    void textAndTypesAreReadAlike() {
        Map<String, Object> text = Map.ofEntries(Map.entry("camera.id", " door "), Map.entry("device.target", "(camera.backend=webcam)"),
                Map.entry("autostart", "False"), Map.entry("directory", "/p"), Map.entry("allowed.directories", "/p, /q"),
                Map.entry("format", "PNG"),
                Map.entry("quality", "7"), Map.entry("existing", "Rename"), Map.entry("sync", "true"), Map.entry("queue.capacity", "3"),
                Map.entry("device.timeout", "1500ms"), Map.entry("open.timeout", "2s"), Map.entry("frame.timeout", "0.25 s"),
                Map.entry("idle.timeout", "0"),
                Map.entry("previews", "0"));
        Map<String, Object> typed = new HashMap<>(text);
        typed.putAll(Map.of("autostart", false, "allowed.directories", new String[] {"/p", "/q"}, "quality", 7, "sync", true,
                "queue.capacity", 3L,
                "device.timeout", 1.5, "open.timeout", 2, "frame.timeout", 0.25f, "idle.timeout", 0, "previews", 0));
        for (Map<String, Object> values : List.of(text, typed)) {
            CameraSettings settings = read("x", values);
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
    void aWrongControlLeavesTheOneInForce() {
        ConfigReader first = new ConfigReader(CameraConfiguration.class, Map.of("controls", "zoom=2, region=1,2,3,4, exposure.gain=loud"),
                Map.of());
        SettingsReader.read("front", first);
        ConfigReader second = new ConfigReader(CameraConfiguration.class,
                Map.of("controls", "zoom=near, exposure.gain=loud, image.hue=1, zoom=5"), first.accepted());
        assertEquals(Map.of("zoom", 2.0, "image.hue", 1.0), SettingsReader.read("front", second).controls());
        assertEquals(3, second.errors().size());
        assertTrue(
                second.errors().get(0)
                        .endsWith("'zoom=near' is wrong; it must be a number, in the unit of the device; zoom=2 stays in force"),
                second.errors()::toString);
        ConfigReader third = new ConfigReader(CameraConfiguration.class, Map.of("controls", "zoom=far"), second.accepted());
        assertEquals(Map.of("zoom", 2.0), SettingsReader.read("front", third).controls());
    }

    @ParameterizedTest
    @CsvSource({"~/images,no shell replaces ~", "$HOME/images,no shell replaces $HOME", "${HOME},no shell replaces ${HOME}",
            "\"/images\",write it without the quotes"})
    void aFolderAsAShellHasItIsAMistake(String directory, String expected) {
        assertEquals(null, read("x", Map.of("directory", directory)).directory());
        assertTrue(logged.get(0).contains("directory=" + directory + " is wrong; it must be the path of a folder")
                && logged.get(0).contains(expected), logged.get(0));
    }

    @Test
    void emptyTextIsAsAbsent() {
        Map<String, Object> empty = new HashMap<>();
        for (String key : List.of("camera.id", "device.target", "autostart", "directory", "allowed.directories", "format", "quality",
                "existing", "sync",
                "queue.capacity", "device.timeout", "open.timeout", "frame.timeout", "idle.timeout", "previews")) {
            empty.put(key, " ");
        }
        assertEquals(read("x", Map.of()).quality(), read("x", empty).quality());
        assertEquals("x", read("x", empty).id());
    }

    @Test
    void aPlainNumberIsSeconds() {
        assertEquals(Duration.ofMillis(1500), read("x", Map.of("device.timeout", "1.5")).deviceTimeout());
        assertEquals(1, logged.size());
        assertTrue(logged.get(0).contains("device.timeout=1.5 has no unit"), logged.get(0));
    }

    @ParameterizedTest
    @CsvSource({"device.target, (oops, LDAP filter", "autostart, yes, true or false", "sync, 1, true or false", "quality, 0, from 1 to 100",
            "quality, 101, from 1 to 100", "quality, 9.5, from 1 to 100", "quality, best, from 1 to 100",
            "existing, keep, 'overwrite, fail or rename'", "queue.capacity, 0, from 1 to 1000000", "device.timeout, -1, a duration from 0s",
            "device.timeout, soon, a duration from 0s", "device.timeout, NaN, a duration from 0s", "open.timeout, 0, a duration from 1ms",
            "frame.timeout, 0, a duration from 1ms", "frame.timeout, 1e99, to 10d", "idle.timeout, 11d, to 10d",
            "previews, -1, from 0 to 10000"})
    void aWrongValueIsNamedAndTheCameraWorksWithTheOthers(String key, String value, String right) {
        CameraSettings settings = read("x", Map.of(key, value, "format", "png"));
        assertEquals(1, logged.size());
        assertTrue(logged.get(0).contains(key + "=" + value + " is wrong; it must be") && logged.get(0).contains(right), logged.get(0));
        CameraSettings defaults = ConfiguredCameras.defaults("x");
        assertEquals("png", settings.format());
        assertEquals(defaults.quality(), settings.quality());
        assertEquals(defaults.deviceTimeout(), settings.deviceTimeout());
        assertEquals(defaults.openTimeout(), settings.openTimeout());
    }

    @Test
    void aWrongFilterMatchesNoDevice() {
        assertFalse(read("x", Map.of("device.target", "webcam")).deviceTarget().test(Map.of("camera.backend", "webcam")));
    }

    @Test
    void wrongAllowedFoldersAllowNoOther() {
        assertEquals(List.of(Path.of("/q")), read("x", Map.of("allowed.directories", "a\0b, /q")).allowedDirectories());
        assertEquals(1, read("x", Map.of("allowed.directories", "a\0b")).allowedDirectories().size());
        assertTrue(logged.get(0).endsWith("is wrong; it must be the path of a folder; allowed.directories=/q is in force"), logged.get(0));
        assertTrue(logged.get(1).endsWith("is wrong; it must be the path of a folder; no folder is allowed"), logged.get(1));
    }

    @Test
    void anArrayWhereOneValueBelongsIsNotTakenByItsText() {
        CameraSettings settings = read("x", Map.of("directory", new String[] {"/p", "/q"}, "camera.id", List.of("a", "b")));
        assertEquals(null, settings.directory());
        assertEquals("x", settings.id());
        assertEquals(List.of("Configuration CameraConfiguration: camera.id has 2 values (a, b) but takes one",
                "Configuration CameraConfiguration: directory has 2 values (/p, /q) but takes one"), logged);
    }

    @Test
    void aMistakeInAMaskHidesTheWholeImage() {
        ConfigReader reader = new ConfigReader(CameraConfiguration.class, Map.of("image.mask", "0,0,10"), Map.of());
        EditSettings edits = SettingsReader.read("front", reader).edits();
        assertEquals("0,0,65535,65535", edits.masks().toString());
        assertEquals(1, reader.errors().size());
        assertTrue(reader.errors().get(0).contains("until it is, images are hidden as a whole"), reader.errors()::toString);
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "'0,0,10,10', (camera.backend=webcam)"})
    void aMistakeInARestrictionIsNotReplacedByWhatWasInForce(String mask, String target) {
        ConfigReader reader = new ConfigReader(CameraConfiguration.class, Map.of("image.mask", "all", "device.target", "webcam"),
                Map.of("image.mask", mask, "device.target", target));
        CameraSettings settings = SettingsReader.read("front", reader);
        assertEquals("0,0,65535,65535", settings.edits().masks().toString());
        assertFalse(settings.deviceTarget().test(Map.of("camera.backend", "webcam")));
        assertEquals(2, reader.errors().size());
    }

    @ParameterizedTest
    @CsvSource({"'10,20,30,40', '', 640x480, '[10,20,30,40]'", "'10,20,30,40', 640x480, 1280x960, '[20,40,60,80]'",
            "'10,20,30,40', 640x480, 640x480, '[10,20,30,40]'", "'1,1,1,1', 3x3, 2x2, '[0,0,2,2]'",
            "'0,0,640,10', 640x480, 65535x1, '[0,0,65535,1]'", "'9,0,1,1', 8x8, 640x480, '[0,0,65535,65535]'",
            "'9,0,1,1', '', 8x8, '[0,0,65535,65535]'", "'0,0,1,1', wide, 640x480, '[0,0,640,480]'",
            "'5,0,1,1', wide, 640x480, '[0,0,65535,65535]'"})
    void aMaskHidesTheSamePartOfAFrameOfAnySize(String mask, String size, String frame, String hidden) {
        ConfigReader reader = new ConfigReader(CameraConfiguration.class, Map.of("image.mask", mask, "image.mask.size", size), Map.of());
        Masks masks = SettingsReader.read("front", reader).edits().masks();
        assertEquals(hidden, masks.in(Resolution.parse(frame)).toString());
        assertEquals(size.equals("wide") ? 1 : 0, reader.errors().size());
    }

    @Test
    void mistakesInNamesAreNamedAndLeaveThePatternInForce() {
        for (String wrong : List.of("{dat}", "{date}/", "plain", "x-{counter}.jpg")) {
            ConfigReader reader = new ConfigReader(CameraConfiguration.class, Map.of("name.pattern", wrong),
                    Map.of("name.pattern", "{camera}-{counter:4}"));
            assertTrue(SettingsReader.read("front", reader).namePattern().hasCounter());
            assertEquals(1, reader.errors().size());
            assertTrue(reader.errors().get(0).startsWith("name.pattern=" + wrong + " is wrong; it must be a pattern such as "),
                    reader.errors().get(0));
        }
    }
}
