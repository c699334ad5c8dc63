package org.obscura.camera.support.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obscura.camera.ControlInfo;
import org.obscura.camera.ControlInfo.Kind;

class SimilarControlsTest {
    /** As Linux calls those of USB cameras. */
    private static final List<ControlInfo> WEBCAM = List.of(control("image.brightness", "Brightness"),
            control("white-balance.mode", "White Balance, Automatic"), control("exposure.gain", "Gain"),
            control("exposure.flicker", "Power Line Frequency"), control("white-balance.temperature", "White Balance Temperature"),
            control("exposure.mode", "Auto Exposure"), control("exposure.time", "Exposure Time, Absolute"),
            control("focus.distance", "Focus, Absolute"), control("focus.mode", "Focus, Automatic Continuous"),
            control("zoom", "Zoom, Absolute"), control("v4l2.exposure_dynamic_framerate", "Exposure, Dynamic Framerate"),
            control("v4l2.led1_mode", "LED1 Mode"));

    private static ControlInfo control(String key, String label) {
        return ControlInfo.of(key, Kind.NUMBER, label);
    }

    @ParameterizedTest
    @CsvSource({"v4l2.brightness, image.brightness", "v4l2.white_balance_automatic, white-balance.mode", "v4l2.gain, exposure.gain",
            "v4l2.power_line_frequency, exposure.flicker", "v4l2.exposure_auto, exposure.mode", "v4l2.exposure_absolute, exposure.time",
            "v4l2.exposure_time_absolute, exposure.time", "v4l2.focus_auto, focus.mode", "v4l2.zoom_absolute, zoom",
            "v4l2.white_balance_temperature, white-balance.temperature", "v4l2.led1_mod, v4l2.led1_mode", "ip.Brightness, image.brightness",
            "exposure.dynamic_framerate, v4l2.exposure_dynamic_framerate", "led1_mode, v4l2.led1_mode"})
    void theNameOfTheDriverIsAnsweredWithTheKey(String key, String meant) {
        assertEquals("the device has no such control; did you mean '" + meant + "'?", SimilarControls.missing(key, WEBCAM));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"exposure.iso | exposure.gain, exposure.flicker, exposure.mode, exposure.time and 8 others",
            "pan | 12 others", "v4l2.foo | v4l2.exposure_dynamic_framerate, v4l2.led1_mode and 10 others", "ip.a | 12 others"})
    void whereNoneIsMeantThoseOfTheGroupAreNamed(String key, String named) {
        assertEquals("the device has no such control; it has " + named, SimilarControls.missing(key, WEBCAM));
    }

    @Test
    void fewAreNamedAndOfALargeGroupTheFirst() {
        assertEquals("the device has no controls", SimilarControls.missing("zoom", List.of()));
        assertEquals("the device has no such control; it has image.brightness, white-balance.mode",
                SimilarControls.missing("zoom", WEBCAM.subList(0, 2)));
        List<ControlInfo> many = Stream
                .concat(IntStream.range(0, 20).mapToObj(i -> control("v4l2.a" + i, "A" + i)), Stream.of(control("zoom", "Zoom"))).toList();
        assertEquals("the device has no such control; it has v4l2.a0, v4l2.a1, v4l2.a2, v4l2.a3, v4l2.a4, v4l2.a5, v4l2.a6, v4l2.a7"
                + " and 13 others", SimilarControls.missing("v4l2.something", many));
    }
}
