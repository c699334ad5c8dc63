package org.obscura.camera.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.DeviceInfo.Position;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.PixelFormat;
import org.obscura.camera.support.config.ConfigReader;

class SettingsTest {
    private static final List<Resolution> SIZES = List.of(new Resolution(640, 480), new Resolution(1280, 720), new Resolution(1920, 1080));

    private List<String> errors = List.of();

    private Settings parse(Map<String, ?> values) {
        ConfigReader reader = new ConfigReader(SimulatedCameraConfig.class, values, Map.of());
        Settings settings = Settings.read(reader, values);
        errors = reader.errors();
        return settings;
    }

    @Test
    void withoutAConfigurationThereIsAHealthyCamera() {
        Settings s = parse(Map.of("component.id", 3L, "component.name", "x"));
        assertEquals(
                new DeviceInfo("simulated:default", "Simulated camera", "simulated", Position.UNSPECIFIED, 0, "Obscura",
                        "Simulated camera"),
                s.identity().info());
        assertEquals(-100, s.identity().ranking());
        assertEquals(SIZES, s.identity().resolutions());
        assertEquals(Optional.empty(), s.identity().folder());
        assertEquals(30, s.frameRate());
        assertEquals(PixelFormat.BGR24, s.pixelFormat());
        assertEquals(new Settings.Faults(Duration.ZERO, Duration.ZERO, 1, 0, false, 0, false, 0, false, 0, Duration.ofSeconds(1)),
                s.faults());
    }

    @Test
    void textFromAFileAndTypedValuesMeanTheSame() {
        Settings fromFile = parse(Map.of("id", "a", "position", "FRONT_FACE", "orientation", "90", "service.ranking", "7", "resolutions",
                "640x480, 1280x720,1920x1080", "frame.rate", "12.5", "pixel.format", "GRAY8", "latency", "20", "stall", "TRUE"));
        Settings typed = parse(Map.of("id", "simulated:a", "position", "front", "orientation", 90, "service.ranking", 7, "resolutions",
                new String[] {"640x480", "1280x720", "1920x1080"}, "frame.rate", 12.5, "pixel.format", "gray8", "latency", 20L,
                "stall", true));
        assertEquals(typed, fromFile);
        assertEquals(typed, parse(Map.of("id", "a", "position", "front", "orientation", 90, "service.ranking", 7, "resolutions",
                List.of("640x480", "1280x720", "1920x1080"), "frame.rate", 12.5f, "pixel.format", "gray8", "latency", 20, "stall",
                "true")));
    }

    @ParameterizedTest
    @CsvSource({
            "org.obscura.camera.simulated~front, , simulated:front",
            "org.obscura.camera.simulated.1-2-3, file:/srv/conf/org.obscura.camera.simulated-front.cfg, simulated:front",
            "org.obscura.camera.simulated.1-2-3, , simulated:1-2-3",
            "org.obscura.camera.simulated~a b, , simulated:a-b",
            "org.obscura.camera.simulated, , simulated:default"})
    void theNameOfTheConfigurationIsTheId(String pid, String file, String id) {
        Map<String, Object> config = file == null ? Map.of("service.pid", pid, "service.factoryPid", Settings.PID)
                : Map.of("service.pid", pid, "service.factoryPid", Settings.PID, "felix.fileinstall.filename", file);
        assertEquals(id, parse(config).identity().info().id());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "id|a b|letters", "position|left|unspecified, back or front", "orientation|45|0, 90, 180 or 270",
            "service.ranking|high|whole number",
            "resolutions|640|1280x720", "resolutions|60000x60000|too large", "frame.rate|-1|frames per second from 0 to 10000",
            "frame.rate|fast|from 0 to 10000", "frame.rate|NaN|from 0 to 10000", "pixel.format|yuv|bgr24, rgb24, gray8 or jpeg",
            "latency|-5|0s to 1d", "open.latency|soon|0s to 1d", "failure.rate|1.5|from 0 to 1", "stall.rate|x|0 to 1",
            "short.rate|2|0 to 1",
            "unplug.rate|-0.1|0 to 1", "stall|yes|true or false", "unplug|1|true or false", "short.frame|on|true or false",
            "seed|x|whole number", "latency|2d|0s to 1d",
            "unplug.time|x|0s to 1d"})
    void aWrongValueIsNamedWithWhatWouldBeRightAndTheDefaultIsUsed(String key, String value, String right) {
        assertEquals(parse(Map.of()), parse(Map.of(key, value)));
        parse(Map.of(key, value));
        assertEquals(1, errors.size());
        assertTrue(errors.get(0).contains(key) && errors.get(0).contains(value) && errors.get(0).contains(right), errors.get(0));
    }

    @Test
    void eachWrongValueIsReported() {
        parse(Map.of("latency", "x", "stall", "maybe", "resolutions", "big"));
        assertEquals(3, errors.size());
    }

    @Test
    void ofSeveralResolutionsTheRightOnesAreUsed() {
        assertEquals(List.of(new Resolution(320, 240)), parse(Map.of("resolutions", "big, 320x240, 60000x60000")).identity().resolutions());
        assertEquals(1, errors.size());
    }

    @Test
    void aNumberWithoutAUnitIsMilliseconds() {
        assertEquals(Duration.ofMillis(20), parse(Map.of("latency", "20")).faults().latency());
        assertEquals(Duration.ofSeconds(2), parse(Map.of("latency", "2s")).faults().latency());
        assertEquals(List.of(), errors);
    }

    @Test
    void aFolderMayHaveACommaInItsName() {
        assertEquals(Optional.of(Path.of("/srv/a,b")), parse(Map.of("picture", "/srv/x/../a,b")).identity().folder());
    }
}
