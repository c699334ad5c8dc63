package org.obscura.camera.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.obscura.camera.CaptureOptions.UnsupportedControl;
import org.obscura.camera.ControlInfo;
import org.obscura.camera.ControlInfo.Kind;
import org.obscura.camera.ControlInfo.Trait;
import org.obscura.camera.ControlKeys;
import org.obscura.camera.Region;

class ControlResolverTest {
    private static final ControlInfo MODE = ControlInfo.choice(ControlKeys.EXPOSURE_MODE, "Exposure", List.of("auto", "manual"));
    private static final ControlInfo TIME = ControlInfo.range(ControlKeys.EXPOSURE_TIME, Kind.DURATION, "Exposure time", 0.0001, 0.5, "")
            .withStep(0.0001)
            .withTraits(Set.of(Trait.INACTIVE));
    private static final ControlInfo BRIGHTNESS = ControlInfo.range(ControlKeys.IMAGE_BRIGHTNESS, Kind.INTEGER, "Brightness", 0, 255, "")
            .withStep(5.0);
    private static final List<ControlInfo> OFFERED = List.of(MODE, TIME, BRIGHTNESS);

    private static ControlResolver.Resolved resolve(Map<String, Object> wanted, UnsupportedControl policy) {
        return ControlResolver.resolve(wanted, OFFERED, key -> policy);
    }

    private static String refusal(Map<String, Object> wanted) {
        return assertThrows(IllegalArgumentException.class, () -> resolve(wanted, UnsupportedControl.FAIL)).getMessage();
    }

    @Test
    void acceptedValuesAreAppliedOnAStepOfTheRange() {
        Map<String, Object> values = resolve(
                Map.of(ControlKeys.EXPOSURE_MODE, "manual", ControlKeys.EXPOSURE_TIME, Duration.ofNanos(10_040_000),
                        ControlKeys.IMAGE_BRIGHTNESS, 127.0),
                UnsupportedControl.FAIL).values();
        assertEquals(Duration.ofMillis(10), values.get(ControlKeys.EXPOSURE_TIME));
        assertEquals(125.0, values.get(ControlKeys.IMAGE_BRIGHTNESS));
        assertEquals("manual", values.get(ControlKeys.EXPOSURE_MODE));
    }

    @Test
    void aValueOutsideOfTheRangeIsRefusedWithTheRange() {
        String message = refusal(Map.of(ControlKeys.IMAGE_BRIGHTNESS, 300.0));
        assertEquals("The control image.brightness cannot be set to '300': it must be 0 to 255", message);
        String time = refusal(Map.of(ControlKeys.EXPOSURE_MODE, "manual", ControlKeys.EXPOSURE_TIME, Duration.ofSeconds(2)));
        assertTrue(time.contains("'2s'") && time.contains("0.1ms to 500ms"), time);
    }

    @Test
    void aValueThatAnAutomaticModeRulesIsRefusedWithTheModeToSet() {
        for (Map<String, Object> wanted : List.<Map<String, Object>>of(Map.of(ControlKeys.EXPOSURE_TIME, Duration.ofMillis(10)),
                Map.of(ControlKeys.EXPOSURE_TIME, Duration.ofMillis(10), ControlKeys.EXPOSURE_MODE, "auto"))) {
            String message = refusal(wanted);
            assertTrue(message.startsWith("The control exposure.time cannot be set: it has no effect"), message);
            assertTrue(message.contains("exposure.mode=manual"), message);
        }
    }

    @Test
    void aModeOfTheDevicesOwnRulesWhatItIsNamedAfter() {
        List<ControlInfo> offered = List.of(
                ControlInfo.range(ControlKeys.EXPOSURE_GAIN, Kind.NUMBER, "Gain", 0, 255, "").withTraits(Set.of(Trait.INACTIVE)),
                ControlInfo.range(ControlKeys.IMAGE_HUE, Kind.NUMBER, "Hue", 0, 255, "").withTraits(Set.of(Trait.INACTIVE)),
                ControlInfo.choice("v4l2.gain_automatic", "Gain, Automatic", List.of("manual", "auto")));
        Map<String, Object> wanted = new LinkedHashMap<>(Map.of(ControlKeys.EXPOSURE_GAIN, 50.0));
        String advice = "it has no effect while v4l2.gain_automatic is automatic; set v4l2.gain_automatic=manual as well";
        assertEquals("the control exposure.gain=50 is left out: " + advice,
                ControlResolver.resolve(wanted, offered, key -> UnsupportedControl.NEAREST).adjustments().get(ControlKeys.EXPOSURE_GAIN));
        wanted.put("v4l2.gain_automatic", "manual");
        assertEquals(wanted, ControlResolver.resolve(wanted, offered, key -> UnsupportedControl.FAIL).values());
        wanted.put("v4l2.gain_automatic", "auto");
        assertEquals("The control exposure.gain cannot be set: " + advice.replace("automatic; set", "auto; set"),
                assertThrows(IllegalArgumentException.class,
                        () -> ControlResolver.resolve(wanted, offered, key -> UnsupportedControl.FAIL)).getMessage());
        Map<String, Object> hue = Map.of(ControlKeys.IMAGE_HUE, 5.0);
        assertEquals(hue, ControlResolver.resolve(hue, offered, key -> UnsupportedControl.FAIL).values(), "the device knows what rules it");
    }

    @Test
    void theCompensationOfAnAutomaticExposureIsRefusedInManualMode() {
        ControlInfo compensation = ControlInfo.range(ControlKeys.EXPOSURE_COMPENSATION, Kind.NUMBER, "Compensation", -3, 3, "EV");
        for (ControlInfo offered : List.of(compensation, compensation.withTraits(Set.of(Trait.INACTIVE)))) {
            List<ControlInfo> all = List.of(MODE, TIME, offered);
            Map<String, Object> manual = Map.of(ControlKeys.EXPOSURE_MODE, "manual", ControlKeys.EXPOSURE_COMPENSATION, 1.0);
            String message = assertThrows(IllegalArgumentException.class,
                    () -> ControlResolver.resolve(manual, all, key -> UnsupportedControl.FAIL)).getMessage();
            assertTrue(message.endsWith("it has no effect while exposure.mode is manual; set exposure.mode=auto as well"), message);
            assertEquals(Map.of(ControlKeys.EXPOSURE_MODE, "manual"),
                    ControlResolver.resolve(manual, all, key -> UnsupportedControl.NEAREST).values());
            Map<String, Object> automatic = Map.of(ControlKeys.EXPOSURE_MODE, "auto", ControlKeys.EXPOSURE_COMPENSATION, 1.0);
            assertEquals(automatic, ControlResolver.resolve(automatic, all, key -> UnsupportedControl.FAIL).values());
        }
    }

    @Test
    void aValueIsLeftOutWithTheModeThatItNeeds() {
        Map<String, Object> wanted = Map.of(ControlKeys.EXPOSURE_TIME, Duration.ofMillis(10), ControlKeys.EXPOSURE_MODE,
                "shutter-priority");
        for (UnsupportedControl policy : List.of(UnsupportedControl.NEAREST, UnsupportedControl.IGNORE)) {
            assertEquals(Map.of(), resolve(wanted, policy).values());
            assertEquals(wanted.keySet(), resolve(wanted, policy).adjustments().keySet());
        }
    }

    @Test
    void aControlThatTheDeviceDoesNotHaveFollowsThePolicy() {
        Map<String, Object> wanted = Map.of(ControlKeys.ZOOM, 2.0);
        assertEquals("The control zoom cannot be set: the device has no such control; it has exposure.mode, exposure.time, "
                + "image.brightness", refusal(wanted));
        assertEquals(Map.of(), resolve(wanted, UnsupportedControl.IGNORE).values());
        assertEquals(1, resolve(wanted, UnsupportedControl.NEAREST).adjustments().size());
    }

    @Test
    void aValueBetweenStepsHasTheDecimalsOfTheStep() {
        List<ControlInfo> zoom = List.of(ControlInfo.range(ControlKeys.ZOOM, Kind.NUMBER, "Zoom", 1, 8, "x").withStep(0.1));
        for (double[] each : new double[][] {{2.4, 2.4}, {2.44, 2.4}, {1.7, 1.7}, {8, 8}}) {
            assertEquals(Map.of(ControlKeys.ZOOM, each[1]),
                    ControlResolver.resolve(Map.of(ControlKeys.ZOOM, each[0]), zoom, key -> UnsupportedControl.FAIL).values());
        }
        List<ControlInfo> gain = List.of(ControlInfo.range(ControlKeys.EXPOSURE_GAIN, Kind.NUMBER, "Gain", 0, 1, "x").withStep(0.3));
        assertEquals(Map.of(ControlKeys.EXPOSURE_GAIN, 0.9),
                ControlResolver.resolve(Map.of(ControlKeys.EXPOSURE_GAIN, 1.0), gain, key -> UnsupportedControl.FAIL).values());
    }

    @Test
    void theNearestWholeNumberIsOneToo() {
        List<ControlInfo> offered = List.of(ControlInfo.range(ControlKeys.EXPOSURE_ISO, Kind.INTEGER, "ISO", 100, 3200, ""));
        assertEquals(Map.of(ControlKeys.EXPOSURE_ISO, 3200),
                ControlResolver.resolve(Map.of(ControlKeys.EXPOSURE_ISO, 6400), offered, key -> UnsupportedControl.NEAREST).values());
    }

    @Test
    void valuesOfADevicesOwnControlsHaveItsTypes() {
        List<ControlInfo> own = List.of(ControlInfo.of("own.time", Kind.DURATION, "Time"),
                ControlInfo.of("own.region", Kind.REGION, "Region"),
                ControlInfo.of("own.number", Kind.NUMBER, "Number"), ControlInfo.of("own.text", Kind.TEXT, "Text"),
                ControlInfo.of("own.flag", Kind.BOOLEAN, "Flag"), ControlInfo.choice("own.menu", "Menu", List.of("Off", "50 Hz", "3")));
        Map<String, Object> given = Map.of("own.time", "1/4", "own.region", "1,2,3,4", "own.number", "-1.5", "own.text", 7.0, "own.flag",
                1.0,
                "own.menu", "50 HZ");
        Map<String, Object> values = ControlResolver.resolve(given, own, key -> UnsupportedControl.FAIL).values();
        assertEquals(Map.of("own.time", Duration.ofMillis(250), "own.region", new Region(1, 2, 3, 4), "own.number", -1.5, "own.text", "7",
                "own.flag", true, "own.menu", "50 Hz"), values);
        assertEquals(Map.of("own.menu", "3"),
                ControlResolver.resolve(Map.of("own.menu", 3.0), own, key -> UnsupportedControl.FAIL).values());
        for (String[] wrong : new String[][] {{"own.time", "soon"}, {"own.region", "1,2"}, {"own.number", "NaN"}, {"own.number", "0x1p1"},
                {"own.flag", "maybe"}, {"own.menu", "60 Hz"}}) {
            Map<String, Object> value = Map.of(wrong[0], wrong[1]);
            assertThrows(IllegalArgumentException.class, () -> ControlResolver.resolve(value, own, key -> UnsupportedControl.FAIL),
                    wrong[1]);
            assertEquals(Map.of(), ControlResolver.resolve(value, own, key -> UnsupportedControl.NEAREST).values(), wrong[1]);
        }
    }

    @Test
    void nearestIsTheBoundOfTheRange() {
        assertEquals(Map.of(ControlKeys.IMAGE_BRIGHTNESS, 255.0),
                resolve(Map.of(ControlKeys.IMAGE_BRIGHTNESS, 1e6), UnsupportedControl.NEAREST).values());
        assertEquals(Map.of(ControlKeys.IMAGE_BRIGHTNESS, 0.0),
                resolve(Map.of(ControlKeys.IMAGE_BRIGHTNESS, -3.0), UnsupportedControl.NEAREST).values());
        assertEquals(Map.of(), resolve(Map.of(ControlKeys.EXPOSURE_MODE, "shutter-priority"), UnsupportedControl.NEAREST).values());
    }

    @Test
    void whatCanOnlyBeReadIsRefused() {
        ControlInfo readOnly = ControlInfo.of("v4l2.privacy", Kind.BOOLEAN, "Privacy").withTraits(Set.of(Trait.READ_ONLY));
        String message = assertThrows(IllegalArgumentException.class,
                () -> ControlResolver.resolve(Map.of("v4l2.privacy", true), List.of(readOnly), key -> UnsupportedControl.FAIL))
                .getMessage();
        assertTrue(message.contains("only be read"), message);
    }
}
