package org.obscura.camera.support.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.ControlInfo;
import org.obscura.camera.ControlInfo.Kind;
import org.obscura.camera.ControlKeys;
import org.obscura.camera.Region;

class ControlSchemaTest {

    @ParameterizedTest
    @CsvSource({"10ms, 10000000", "1/250, 4000000", "250us, 250000", "0.5s, 500000000", "2, 2000000000", "100ns, 100", "1/3, 333333333",
            "1 / 60 s, 16666667"})
    void exposureTimesAreReadFromText(String text, long nanos) {
        assertEquals(Duration.ofNanos(nanos), ControlSchema.convert(ControlKeys.EXPOSURE_TIME, text));
    }

    @ParameterizedTest
    @CsvSource({"exposure.time, 0", "exposure.time, -1ms", "exposure.time, soon", "exposure.time, 1/0/2", "exposure.time, 1/0",
            "exposure.time, 0/0",
            "exposure.time, 1000000000000/1", "image.brightness, 0.5f", "image.brightness, 0x1p-1", "zoom, Infinity", "exposure.mode, best",
            "exposure.iso, 0", "exposure.iso, 1.5",
            "white-balance.temperature, warm", "zoom, NaN", "zoom, 2dB", "exposure.gain, 2xdB", "region, all", "image.brightness, high"})
    void wrongValuesAreRefusedWithControlAndValue(String key, String value) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> ControlSchema.convert(key, value));
        assertTrue(e.getMessage().contains(key), e.getMessage());
        assertTrue(e.getMessage().contains("'" + value + "'"), e.getMessage());
        assertTrue(e.getMessage().contains("must be"), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"zom, zoom", "brightness, image.brightness", "Exposure.Time, exposure.time", "exposure.tme, exposure.time"})
    void misspeltControlIsRefusedWithTheOneThatIsMeant(String key, String meant) {
        String message = assertThrows(IllegalArgumentException.class, () -> ControlSchema.checkKey(key)).getMessage();
        assertEquals("There is no control '" + key + "'; did you mean '" + meant + "'?", message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0,0,70000,10", "0,0,0,10", "1,2,3", "1000000,0,1,1"})
    void ofAWrongRegionTheMessageNamesTheLimits(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> ControlSchema.convert(ControlKeys.REGION, text)).getMessage();
        assertEquals(
                "The control region is '" + text + "'; it must be x,y,width,height in pixels, such as 320,180,640,360; none above 65535, "
                        + "width and height 1 or more",
                message);
    }

    @Test
    void unknownControlIsRefusedWithAllThatThereAre() {
        String message = assertThrows(IllegalArgumentException.class, () -> ControlSchema.checkKey("loudness")).getMessage();
        assertTrue(message.contains("exposure.time") && message.contains("zoom") && message.contains("v4l2.led1_mode"), message);
    }

    @Test
    void ofAnUnknownControlOfAGroupThatGroupIsNamed() {
        String message = assertThrows(IllegalArgumentException.class, () -> ControlSchema.checkKey("focus.auto_priority")).getMessage();
        assertEquals("There is no control 'focus.auto_priority'; there are focus.distance, focus.mode; a device's own has the name of its "
                + "backend before it, such as v4l2.led1_mode", message);
    }

    @ParameterizedTest
    @CsvSource({"exposure.auto_priority, v4l2.exposure_auto_priority", "led1_mode, v4l2.led1_mode", "exposure_auto, exposure.mode"})
    void aControlOfTheDeviceIsMeantByItsOwnName(String key, String meant) {
        List<ControlInfo> offered = List.of(ControlInfo.of("v4l2.exposure_auto_priority", Kind.BOOLEAN, "Exposure, Auto Priority"),
                ControlInfo.of("v4l2.led1_mode", Kind.NUMBER, "LED1 Mode"),
                ControlInfo.choice("exposure.mode", "Auto Exposure", List.of("auto", "manual")));
        String message = assertThrows(IllegalArgumentException.class, () -> ControlSchema.convert(Map.of(key, "1"), () -> offered))
                .getMessage();
        assertEquals("There is no control '" + key + "'; did you mean '" + meant + "'?", message);
    }

    @Test
    void whatTheDeviceAcceptsIsNamedWhereItIsKnown() {
        List<ControlInfo> offered = List.of(ControlInfo.choice("exposure.mode", "Mode", List.of("auto", "manual")),
                ControlInfo.range("image.brightness", Kind.INTEGER, "Brightness", -64, 64, ""),
                ControlInfo.range("exposure.time", Kind.DURATION, "Time", 0.0001, 0.5, "s"),
                ControlInfo.range("zoom", Kind.NUMBER, "Zoom", 1, 8.5, "x"));
        for (String[] wrong : new String[][] {{"exposure.mode", "best", "auto, manual"}, {"image.brightness", "high", "-64 to 64"},
                {"exposure.time", "soon", "0.1ms to 500ms"}, {"zoom", "NaN", "1 to 8.5 x"}}) {
            String message = assertThrows(IllegalArgumentException.class, () -> ControlSchema.convert(wrong[0], wrong[1], () -> offered))
                    .getMessage();
            assertTrue(message.endsWith("; the device accepts " + wrong[2]), message);
            String unknown = assertThrows(IllegalArgumentException.class, () -> ControlSchema.convert(wrong[0], wrong[1], List::of))
                    .getMessage();
            assertFalse(unknown.contains("accepts"), unknown);
        }
    }

    @Test
    void ofALongValueTheMessageHasTheBeginning() {
        String message = assertThrows(IllegalArgumentException.class, () -> ControlSchema.convert("zoom", "x".repeat(10_000))).getMessage();
        assertTrue(message.length() < 300 && message.contains("(10000 characters)"), message);
    }

    @Test
    void aTimeInAMessageIsWrittenAsItIsSet() {
        String message = assertThrows(IllegalArgumentException.class, () -> ControlSchema.convert("exposure.time", Duration.ofMillis(-4)))
                .getMessage();
        assertEquals("The control exposure.time is '-4ms'; it must be a time above zero", message);
    }

    @Test
    void aTimeThatNoClockCountsIsRefused() {
        for (String key : List.of(ControlKeys.EXPOSURE_TIME, "v4l2.time")) {
            Duration endless = Duration.ofSeconds(Long.MAX_VALUE);
            String message = assertThrows(IllegalArgumentException.class, () -> ControlSchema.convert(key, endless)).getMessage();
            assertTrue(message.endsWith("; it must be a time of at most 106751 days"), message);
        }
    }

    @Test
    void textIsConvertedToTheDocumentedType() {
        assertEquals(5600, ControlSchema.convert(ControlKeys.WHITE_BALANCE_TEMPERATURE, "5600K"));
        assertEquals(-1.5, ControlSchema.convert(ControlKeys.EXPOSURE_COMPENSATION, "-1.5 EV"));
        for (String gain : List.of("2x", "2 dB", "2")) {
            assertEquals(2.0, ControlSchema.convert(ControlKeys.EXPOSURE_GAIN, gain));
        }
        for (String pan : List.of("-10\u00b0", "-10 degrees", "-10")) {
            assertEquals(-10.0, ControlSchema.convert(ControlKeys.PAN, pan));
        }
        assertEquals("shutter-priority", ControlSchema.convert(ControlKeys.EXPOSURE_MODE, "Shutter_Priority"));
        assertEquals(new Region(1, 2, 3, 4), ControlSchema.convert(ControlKeys.REGION, "1,2,3,4"));
        assertEquals(2.0, ControlSchema.convert(ControlKeys.ZOOM, 2));
        assertEquals(400, ControlSchema.convert(ControlKeys.EXPOSURE_ISO, 400L));
    }

    @Test
    void everyKeyOfTheApiHasAType() throws IllegalAccessException {
        for (Field field : ControlKeys.class.getFields()) {
            String key = (String) field.get(null);
            assertEquals(key, ControlSchema.checkKey(key));
            assertThrows(IllegalArgumentException.class, () -> ControlSchema.convert(key, "neither a number nor a word of it"), key);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = {"zoom|x|a number, in the unit of the device", "focus.distance|near|a number, in the unit of the device",
                    "exposure.gain|x|a number, in the unit of the device", "pan|left|a number of degrees, such as -10",
                    "tilt|up|a number of degrees, such as -10", "exposure.compensation|+|a number of exposure values (EV), such as -0.5",
                    "white-balance.temperature|warm|a whole number of kelvin, 1 or more, such as 5600",
                    "white-balance.temperature|0|a whole number of kelvin, 1 or more, such as 5600",
                    "exposure.iso|fast|a whole number, 1 or more, such as 400", "exposure.iso|0.5|a whole number, 1 or more, such as 400",
                    "image.brightness|x|a number"})
    void aWrongNumberIsToldWhatItCounts(String key, String value, String right) {
        String message = assertThrows(IllegalArgumentException.class, () -> ControlSchema.convert(key, value)).getMessage();
        assertEquals("The control " + key + " is '" + value + "'; it must be " + right, message);
    }

    @Test
    void aDevicesOwnControlKeepsItsValue() {
        assertEquals(3.0, ControlSchema.convert("v4l2.led1_mode", 3));
        assertEquals(true, ControlSchema.convert("v4l2.privacy", true));
        assertEquals("Grey", ControlSchema.convert("v4l2.test_pattern", " Grey "));
    }

    @ParameterizedTest
    @CsvSource({"exposure.tme", "brightness", "''", "V4L2.x", "focus."})
    void aMisspeltKeyIsRefused(String key) {
        assertThrows(IllegalArgumentException.class, () -> ControlSchema.convert(key, 1));
    }
}
