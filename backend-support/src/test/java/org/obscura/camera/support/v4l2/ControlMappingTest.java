package org.obscura.camera.support.v4l2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obscura.camera.ControlInfo;
import org.obscura.camera.ControlInfo.Kind;
import org.obscura.camera.support.v4l2.Control.Type;

/** Ids, units and lists are those of the documentation of the kernel. */
class ControlMappingTest {
    private static final Control BIAS = new Control(0x9a0913, Type.INTEGER_MENU, "Auto Exposure, Bias", 0, 4, 1, 2, 0,
            Map.of(0L, "-2000", 1L, "-1000", 2L, "0", 3L, "1000", 4L, "2000"));
    private static final Control ISO = new Control(0x9a0917, Type.INTEGER_MENU, "ISO Sensitivity", 0, 3, 1, 0, 0,
            Map.of(0L, "100000", 1L, "200000", 2L, "400000", 3L, "800000"));

    private static ControlInfo describe(Control control) {
        return ControlMapping.of(control).describe(control);
    }

    @Test
    void exposureBias_isInEvAndOneOfTheList() {
        ControlInfo info = describe(BIAS);
        assertEquals("exposure.compensation", info.key());
        assertEquals(List.of(Kind.NUMBER, -2.0, 2.0, 0.0, "EV"),
                List.of(info.kind(), info.min(), info.max(), info.defaultValue(), info.unit()));
        assertNull(info.step());
        ControlMapping mapping = ControlMapping.of(BIAS);
        assertEquals(1.0, mapping.toApi(BIAS, 3L));
        assertEquals(1L, mapping.toKernel(BIAS, -1.0));
        assertEquals(4L, mapping.toKernel(BIAS, 1.7), "the nearest of the list");
        String why = assertThrows(IllegalArgumentException.class, () -> mapping.toKernel(BIAS, 3.0)).getMessage();
        assertTrue(why.contains("-2 to 2 EV"), why);
    }

    @Test
    void exposureBias_mayAlsoBeARange() {
        Control range = new Control(0x9a0913, Type.INTEGER, "Auto Exposure, Bias", -3000, 3000, 500, 0, 0, Map.of());
        ControlInfo info = describe(range);
        assertEquals(List.of(-3.0, 3.0, 0.5), List.of(info.min(), info.max(), info.step()));
        assertEquals(-1500L, ControlMapping.of(range).toKernel(range, -1.5));
    }

    @Test
    void sensitivity_isAWholeNumberOfTheListWhoseAutomaticModeHasANameOfItsOwn() {
        ControlInfo info = describe(ISO);
        assertEquals("exposure.iso", info.key());
        assertEquals(List.of(Kind.INTEGER, 100.0, 800.0, 100), List.of(info.kind(), info.min(), info.max(), info.defaultValue()));
        ControlMapping mapping = ControlMapping.of(ISO);
        assertEquals(400, mapping.toApi(ISO, 2L));
        assertEquals(1L, mapping.toKernel(ISO, 200));
        String why = assertThrows(IllegalArgumentException.class, () -> mapping.toKernel(ISO, 3200)).getMessage();
        assertTrue(why.contains("100 to 800"), why);
        Control auto = new Control(0x9a0918, Type.MENU, "ISO Sensitivity, Auto", 0, 1, 1, 1, 0, Map.of(0L, "Manual", 1L, "Auto"));
        assertEquals(List.of("manual", "auto"), describe(auto).choices());
        assertEquals(describe(auto).key(), mapping.mode());
        assertTrue(ControlMapping.of(auto).isMode());
    }

    @ParameterizedTest
    @CsvSource({"0x980912, Gain, exposure.gain, 0x980913", "0x980919, Hue, image.hue, 0x980903",
            "0x980920, Brightness, image.brightness, 0x980900"})
    void valueWithASwitchForItsAutomaticMode_isRuledByThat(String automatic, String name, String ruled, String value) {
        Control mode = new Control(Integer.decode(automatic), Type.BOOLEAN, name + ", Automatic", 0, 1, 1, 1, 0, Map.of());
        assertTrue(ControlMapping.of(mode).isMode());
        assertEquals(List.of("manual", "auto"), describe(mode).choices());
        ControlMapping mapping = ControlMapping.of(new Control(Integer.decode(value), Type.INTEGER, name, 0, 255, 1, 0, 0, Map.of()));
        assertEquals(List.of(ruled, "v4l2." + mode.variable()), List.of(mapping.key(), mapping.mode()));
        assertEquals(describe(mode).key(), mapping.mode());
    }

    @Test
    void exposureTime_isCountedInTenthsOfAMillisecond() {
        Control time = new Control(0x9a0902, Type.INTEGER, "Exposure Time, Absolute", 3, 2047, 1, 250, 0, Map.of());
        assertEquals(Duration.ofMillis(25), describe(time).defaultValue());
        assertEquals(100L, ControlMapping.of(time).toKernel(time, Duration.ofMillis(10)));
    }

    @Test
    void listOfTheDevicesOwn_staysAChoice() {
        Control own = new Control(0x98f90a, Type.INTEGER_MENU, "Integer Menu", 0, 2, 1, 1, 0, Map.of(0L, "1", 1L, "2", 2L, "42"));
        assertEquals(Kind.CHOICE, describe(own).kind());
        assertEquals("42", ControlMapping.of(own).toApi(own, 2L));
    }

    @Test
    void wholeRangeOf64Bits_isCountedWithoutOverflow() {
        Control wide = new Control(0x98f901, Type.INTEGER64, "Wide", Long.MIN_VALUE, Long.MAX_VALUE, 1, 0, 0, Map.of());
        ControlMapping mapping = ControlMapping.of(wide);
        for (long value : new long[] {0, 5, -5, 1L << 52, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertEquals(value, mapping.toKernel(wide, (double) value));
        }
        Control steps = new Control(0x98f901, Type.INTEGER64, "Steps", Long.MIN_VALUE, Long.MAX_VALUE, 1L << 61, 0, 0, Map.of());
        assertEquals(1L << 61, mapping.toKernel(steps, 0x1p61 + 0x1p59));
    }

    @Test
    void text_isCountedInBytes() {
        Control text = new Control(0x98f902, Type.STRING, "Text", 0, 4, 1, 0, 0, Map.of());
        ControlMapping mapping = ControlMapping.of(text);
        assertEquals("\u00e4\u00f6", mapping.toKernel(text, "\u00e4\u00f6"));
        for (String wrong : List.of("\u00e4\u00f6a", "abcde", "a\0b")) {
            assertThrows(IllegalArgumentException.class, () -> mapping.toKernel(text, wrong), wrong);
        }
    }
}
