package org.obscura.camera.ip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obscura.camera.ControlInfo;
import org.obscura.camera.ControlInfo.Trait;
import org.obscura.camera.ip.server.OnvifServer;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.support.credentials.RefusedPassword;
import org.obscura.camera.support.registration.BackendStatus;

/** Controls by ONVIF Imaging, and replies of the shapes that cameras send, made by the rules of the WSDL. */
class ImagingTest {
    private static final String BRIGHTNESS = "image.brightness";
    private final List<String> reported = new CopyOnWriteArrayList<>();
    private OnvifServer camera;

    @AfterEach
    void stop() throws Exception {
        camera.close();
    }

    private IpDevice device(String shape, Object... pairs) throws Exception {
        camera = new OnvifServer(shape);
        List<Object> all = new ArrayList<>(List.of(pairs));
        all.addAll(List.of("timeout", "30s", "controls.settle", "0ms"));
        return new IpDevice(TestDevice.settings(TestDevice.config(camera.url(), all.toArray())), RefusedPassword.inMemory(),
                new BackendStatus(), () -> {},
                reported::add);
    }

    private static ControlInfo control(List<ControlInfo> controls, String key) {
        return controls.stream().filter(each -> each.key().equals(key)).findFirst().orElseThrow();
    }

    private static String describe(ControlInfo info) {
        String range = info.choices().isEmpty() ? info.min() + ".." + info.max() + info.unit() : String.join("|", info.choices());
        return info.key() + "=" + info.value() + " of " + range + (info.traits().contains(Trait.INACTIVE) ? " inactive" : "");
    }

    private static String refused(CameraStream stream, String key, Object value) {
        CameraException e = assertThrows(CameraException.class, () -> stream.apply(Map.of(key, value)));
        assertEquals(Reason.NOT_SUPPORTED, e.getReason(), e.getMessage());
        return e.getMessage();
    }

    /** What is offered, and what is not: settings without a range, and of one value. */
    @ParameterizedTest
    @CsvSource(delimiter = '!', value = {
            "indented ! exposure.mode=manual of manual, exposure.time=PT0.04S of 3.3E-5..1.0s, image.brightness=47.0 of 0.0..100.0,"
                    + " image.contrast=52.0 of 0.0..100.0, image.saturation=50.0 of 0.0..100.0, image.sharpness=49.0 of 0.0..100.0",
            "default-namespace ! exposure.mode=auto of auto, image.brightness=50.0 of 0.0..100.0, image.contrast=50.0 of 0.0..100.0,"
                    + " image.saturation=50.0 of 0.0..100.0, white-balance.mode=auto of auto",
            "undeclared-prefixes ! image.brightness=0.0 of -1.0..1.0, image.contrast=1.0 of 0.0..2.0",
            "two-sources ! exposure.gain=null of 0.0..24.0dB inactive, exposure.mode=auto of auto|manual,"
                    + " exposure.time=null of 1.0E-4..0.066666664062s inactive, image.brightness=7.0 of 0.0..15.0",
            "other-address ! image.brightness=128.0 of 0.0..255.0, image.contrast=128.0 of 0.0..255.0,"
                    + " image.saturation=128.0 of 0.0..255.0, image.sharpness=7.0 of 0.0..15.0, ip.IrCutFilter=AUTO of AUTO"})
    void controlsAreThoseOfTheCamera(String shape, String expected) throws Exception {
        IpDevice device = device(shape);
        try (CameraStream stream = device.open(null)) {
            assertEquals(List.of(expected.strip().split(", +")),
                    stream.getControls().stream().map(ImagingTest::describe).sorted().toList());
            TestDevice.frame(stream).close();
        }
        assertEquals(List.of(), camera.written(), "nothing was set, so nothing is restored");
        assertEquals(List.of(), reported);
        assertNull(device.getControls().get(0).value());
    }

    @ParameterizedTest
    @CsvSource({"no-imaging, false, ''", "empty-address, false, ''", "one-category, false, ''",
            "no-imaging-for-source, true, does not support imaging",
            "no-right, true, give that user more rights"})
    void cameraWithoutControlsTakesImages(String shape, boolean asked, String reason) throws Exception {
        IpDevice device = device(shape);
        for (int i = 0; i < 2; i++) {
            try (CameraStream stream = device.open(null)) {
                assertEquals(List.of(), stream.getControls());
                TestDevice.frame(stream).close();
            }
        }
        assertEquals(asked, camera.operations().contains("GetOptions"), camera.operations().toString());
        assertFalse(camera.operations().contains("SetImagingSettings"));
        assertEquals(!asked, reported.isEmpty());
        assertTrue(String.join("", reported).contains(reason), reported.toString());
    }

    @Test
    void setValuesAreReadBackToldWithTheFrameAndRestored() throws Exception {
        IpDevice device = device("all-settings");
        try (CameraStream stream = device.open(null)) {
            stream.apply(Map.of(BRIGHTNESS, 60.0, "image.sharpness", 12.5, "ip.IrCutFilter", "OFF"));
            try (Frame frame = TestDevice.frame(stream)) {
                assertEquals(60.0, frame.getControls().get(BRIGHTNESS));
                assertEquals(50.0, frame.getControls().get("image.contrast"));
                assertEquals("auto", frame.getControls().get("exposure.mode"));
                assertNull(frame.getControls().get("exposure.time"), "the camera chooses it");
            }
            assertEquals(60.0, control(stream.getControls(), BRIGHTNESS).value());
            stream.apply(Map.of(BRIGHTNESS, 61.0));
            assertEquals(List.of("Brightness=60 IrCutFilter=OFF Sharpness=12.5", "Brightness=61 IrCutFilter=AUTO Sharpness=50"),
                    camera.written());
        }
        assertEquals("Brightness=50", camera.written().get(2));
        assertEquals(3, camera.written().size());
    }

    /** The service expects the mode with the values of a group, and groups in the order of the schema. */
    @Test
    void modesAreSetWithTheirValues() throws Exception {
        IpDevice device = device("all-settings");
        try (CameraStream stream = device.open(null)) {
            String message = refused(stream, "exposure.time", Duration.ofMillis(10));
            assertTrue(message.contains("exposure.mode=manual"), message);
            stream.apply(Map.of("white-balance.mode", "manual", "exposure.time", Duration.ofMillis(10), "exposure.mode", "manual",
                    "exposure.gain", 6.0, "focus.mode", "manual"));
            assertEquals("Exposure(Mode=MANUAL ExposureTime=10000 Gain=6) Focus(AutoFocusMode=MANUAL)"
                    + " WhiteBalance(Mode=MANUAL CrGain=100 CbGain=100)", camera.written().get(0));
            try (Frame frame = TestDevice.frame(stream)) {
                assertEquals(Duration.ofMillis(10), frame.getControls().get("exposure.time"));
                assertEquals(6.0, frame.getControls().get("exposure.gain"));
            }
        }
        assertEquals("AUTO", camera.setting("Exposure", "Mode"));
        assertEquals("AUTO", camera.setting("Focus", "AutoFocusMode"));
        assertEquals("AUTO", camera.setting("WhiteBalance", "Mode"));
    }

    @Test
    void refusedValueIsNotSupportedAndTheStreamGoesOn() throws Exception {
        try (CameraStream stream = device("all-settings").open(null)) {
            camera.refuse("The requested settings are incorrect.");
            assertTrue(refused(stream, BRIGHTNESS, 60.0).contains("The requested settings are incorrect."));
            assertTrue(refused(stream, "zoom", 2.0).contains("zoom"));
            camera.refuse("");
            TestDevice.frame(stream).close();
        }
        assertEquals("50", camera.setting("Brightness"));
    }

    @Test
    void whatAnotherClientChangedIsReportedAndLeft() throws Exception {
        try (CameraStream stream = device("all-settings").open(null)) {
            stream.apply(Map.of(BRIGHTNESS, 60.0, "image.contrast", 60.0));
            camera.set("77", "Brightness");
        }
        assertEquals("77", camera.setting("Brightness"));
        assertEquals("50", camera.setting("Contrast"));
        assertTrue(reported.get(0).contains("image.brightness to 77"), reported.toString());
    }

    @Test
    void whatCouldNotBeRestoredIsRestoredByTheNextOpening() throws Exception {
        IpDevice device = device("all-settings");
        try (CameraStream stream = device.open(null)) {
            stream.apply(Map.of(BRIGHTNESS, 60.0));
            camera.refuse("busy");
        }
        assertTrue(reported.get(0).contains("restored when it is opened next"), reported.toString());
        camera.refuse("");
        device.open(null).close();
        assertEquals("50", camera.setting("Brightness"));
    }

    @Test
    void settingsStayIfTheConfigurationSaysSo() throws Exception {
        IpDevice device = device("all-settings", "controls.restore", false);
        try (CameraStream stream = device.open(null)) {
            stream.apply(Map.of(BRIGHTNESS, 60.0));
        }
        device.open(null).close();
        assertEquals("60", camera.setting("Brightness"));
    }

    @Test
    void eachVideoSourceHasItsControls() throws Exception {
        IpDevice device = device("two-sources", "profile", "right");
        try (CameraStream stream = device.open(null)) {
            stream.apply(Map.of("exposure.mode", "manual", "exposure.time", Duration.ofMillis(5)));
            assertEquals(List.of("Exposure(Mode=MANUAL ExposureTime=5000)"), camera.written());
        }
        assertEquals("AUTO", camera.setting("Exposure", "Mode"));
    }
}
