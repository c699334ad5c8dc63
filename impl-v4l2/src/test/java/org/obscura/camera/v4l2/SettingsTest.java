package org.obscura.camera.v4l2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obscura.camera.support.config.ConfigReader;

class SettingsTest {

    private static Settings accepted(Map<String, Object> values) {
        ConfigReader reader = new ConfigReader(V4l2Config.class, values, Map.of());
        Settings settings = Settings.of(reader);
        assertEquals(List.of(), reader.errors());
        return settings;
    }

    @Test
    void absentValuesAreThoseOfTheMetatype() throws Exception {
        Settings settings = accepted(Map.of());
        assertEquals(List.of((String[]) V4l2Config.class.getMethod("formats").getDefaultValue()),
                settings.formats().stream().map(VideoFormat::toString).toList());
        assertEquals(V4l2Config.class.getMethod("frame_rate").getDefaultValue(), settings.frameRate());
        assertEquals(V4l2Config.class.getMethod("buffers").getDefaultValue(), settings.buffers());
        assertEquals(V4l2Config.class.getMethod("warm_up").getDefaultValue(), settings.warmUp());
        assertEquals(V4l2Config.class.getMethod("ranking").getDefaultValue(), settings.ranking());
        assertEquals(V4l2Config.class.getMethod("controls_settle_frames").getDefaultValue(), settings.settleFrames());
        assertEquals(V4l2Config.class.getMethod("controls_restore").getDefaultValue(), settings.restoreControls());
        assertNull(settings.exposureLead(), "auto: from the driver");
        assertTrue(settings.nameFilter().matcher("any camera").find());
    }

    @Test
    void formatsAreInTheOrderOfTheirPreference() {
        assertEquals(List.of(VideoFormat.YUYV, VideoFormat.MJPG), accepted(Map.of("formats", "yuyv, MJPG, YUYV")).formats());
    }

    @Test
    void unknownFormatIsNamedAndTheOthersAreUsed() {
        ConfigReader reader = new ConfigReader(V4l2Config.class, Map.of("formats", "H264, YUYV"), Map.of());
        assertEquals(List.of(VideoFormat.YUYV), Settings.of(reader).formats());
        assertEquals(List.of("formats: 'H264' is wrong; it must be one of MJPG, JPEG, YUYV, UYVY, NV12, YU12, BGR3, RGB3, GREY; "
                + "formats=YUYV is in force"), reader.errors());
    }

    @Test
    void unknownFormatsAreNamedInOneSentenceWithTheKnownOnes() {
        ConfigReader reader = new ConfigReader(V4l2Config.class, Map.of("formats", "YUYVX,MJPEG"), Map.of());
        assertEquals(accepted(Map.of()).formats(), Settings.of(reader).formats());
        assertEquals(List.of("formats: 'YUYVX' (did you mean 'YUYV'?), 'MJPEG' (did you mean 'MJPG'?) are wrong; each must be one of MJPG, "
                + "JPEG, YUYV, UYVY, NV12, YU12, BGR3, RGB3, GREY; "
                + "formats=MJPG, JPEG, BGR3, RGB3, YUYV, UYVY, NV12, YU12, GREY is in force by default"), reader.errors());
    }

    @Test
    void aLeadWithoutAUnitIsAcceptedWithALine() {
        ConfigReader reader = new ConfigReader(V4l2Config.class, Map.of("exposure.lead", "10"), Map.of());
        assertEquals(Duration.ofMillis(10), Settings.of(reader).exposureLead());
        assertEquals(List.of("exposure.lead=10 has no unit and is taken as 10ms; write exposure.lead=10ms"), reader.sentences());
    }

    @Test
    void exposureLeadIsADuration() {
        assertEquals(Duration.ofMillis(10), accepted(Map.of("exposure.lead", "10ms")).exposureLead());
        assertNull(accepted(Map.of("exposure.lead", "auto")).exposureLead());
    }

    @ParameterizedTest
    @CsvSource({"frame.rate, 0, from 0.01 to 1000", "buffers, 1, a whole number from 2 to 32", "warm.up, -1, 0 to 1000",
            "exposure.lead, soon, 'auto' or a duration such as 10ms", "open.timeout, 0s, a duration", "look.interval, 10ms, a duration",
            "name.filter, (, a regular expression", "ranking, high, a whole number", "controls.settle.frames, 1001, 0 to 1000",
            "controls.restore, perhaps, true or false"})
    void wrongValueIsNamedWithWhatWouldBeRightAndTheDefaultIsUsed(String key, String value, String right) {
        ConfigReader reader = new ConfigReader(V4l2Config.class, Map.of(key, value), Map.of());
        Settings settings = Settings.of(reader);
        assertEquals(1, reader.errors().size(), reader.errors().toString());
        String error = reader.errors().get(0);
        assertTrue(error.contains(key + "=" + value) && error.contains(right), error);
        Settings defaults = accepted(Map.of());
        assertEquals(List.of(defaults.buffers(), defaults.openTimeout(), defaults.ranking(), defaults.restoreControls()),
                List.of(settings.buffers(), settings.openTimeout(), settings.ranking(), settings.restoreControls()));
    }
}
