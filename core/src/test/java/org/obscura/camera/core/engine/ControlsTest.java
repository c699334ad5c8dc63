package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureOptions.UnsupportedControl;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.ControlInfo;
import org.obscura.camera.ControlInfo.Kind;
import org.obscura.camera.ControlInfo.Trait;
import org.obscura.camera.ControlKeys;
import org.obscura.camera.MetadataKeys;
import org.obscura.camera.Region;

/** Controls are frozen with a request, applied as a whole set, and reported. */
class ControlsTest extends EngineTestBase {
    private static final List<ControlInfo> CONTROLS = List.of(
            ControlInfo.choice(ControlKeys.EXPOSURE_MODE, "Mode", List.of("auto", "manual")),
            ControlInfo.range(ControlKeys.EXPOSURE_TIME, Kind.DURATION, "Time", 0.001, 1, "s"),
            ControlInfo.range(ControlKeys.EXPOSURE_COMPENSATION, Kind.NUMBER, "Compensation", -3, 3, "EV"),
            ControlInfo.range(ControlKeys.IMAGE_BRIGHTNESS, Kind.NUMBER, "Brightness", 0, 255, ""));

    private ManualDevice device(String name, int ranking) {
        ManualDevice device = new ManualDevice(name);
        device.controls = CONTROLS;
        return context.plug(device, ranking);
    }

    private static CapturedImage image(CaptureRequest request) throws Exception {
        return request.getResult().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static CaptureOptions.Builder memory() {
        return options().inMemory().format("bmp");
    }

    @Test
    void laterChangesDoNotAffectARequest() throws Exception {
        ManualDevice device = device("a", 0);
        CameraService camera = context.camera("front");
        camera.setControl(ControlKeys.IMAGE_BRIGHTNESS, "10");
        CaptureRequest first = camera.submit(memory().build());
        camera.setControl(ControlKeys.IMAGE_BRIGHTNESS, 20);
        CaptureRequest second = camera.submit(memory().control(ControlKeys.EXPOSURE_COMPENSATION, -1).build());
        camera.setControl(ControlKeys.IMAGE_BRIGHTNESS, null);
        CaptureRequest third = camera.submit(memory().build());
        device.free();
        assertEquals(Map.of(ControlKeys.IMAGE_BRIGHTNESS, 10.0), image(first).controls());
        assertEquals(Map.of(ControlKeys.IMAGE_BRIGHTNESS, 20.0, ControlKeys.EXPOSURE_COMPENSATION, -1.0), image(second).controls());
        assertEquals(Map.of(), image(third).controls());
        assertEquals(3, device.applied.size());
        assertEquals(Map.of(), device.applied.get(2), "the whole set, so that nothing of the request before is left");
        image(camera.submit(memory().build()));
        assertEquals(3, device.applied.size(), "an unchanged set is not applied again");
    }

    @Test
    void wrongValueEndsTheRequestBeforeTheExposureAndLeavesTheCameraUsable() throws Exception {
        ManualDevice device = device("a", 0).free();
        CameraService camera = context.camera("front");
        String message = context.awaitFailed(camera.submit(memory().control(ControlKeys.IMAGE_BRIGHTNESS, 300).build()).getId(),
                CaptureError.NOT_SUPPORTED);
        assertTrue(message.contains("image.brightness") && message.contains("300") && message.contains("0 to 255"), message);
        message = context.awaitFailed(camera.submit(memory().control("v4l2.led", 1).build()).getId(), CaptureError.NOT_SUPPORTED);
        assertTrue(message.contains("v4l2.led"), message);
        message = context.awaitFailed(camera.submit(memory().control(ControlKeys.EXPOSURE_MODE, "auto")
                .control(ControlKeys.EXPOSURE_TIME, "10ms").build()).getId(), CaptureError.NOT_SUPPORTED);
        assertTrue(message.contains("set exposure.mode=manual"), message);
        assertEquals(List.of(), device.applied);
        assertThrows(IllegalArgumentException.class, () -> camera.setControl(ControlKeys.EXPOSURE_TIME, "quick"));
        image(camera.submit(memory().build()));
        assertEquals(1, device.opened.size(), "the stream stayed open");
    }

    @Test
    void valueOfTheCameraIsAdjustedUnlessAPolicyIsGiven() throws Exception {
        device("a", 0).free();
        CameraService camera = context.camera("front", "controls", "image.brightness=999");
        assertEquals(Map.of(ControlKeys.IMAGE_BRIGHTNESS, 999.0), camera.getControls());
        assertEquals(Map.of(ControlKeys.IMAGE_BRIGHTNESS, 255.0), image(camera.submit(memory().build())).controls());
        context.awaitFailed(camera.submit(memory().unsupported(UnsupportedControl.FAIL).build()).getId(), CaptureError.NOT_SUPPORTED);
        assertEquals(Map.of(), image(camera.submit(memory().unsupported(UnsupportedControl.IGNORE).build())).controls());
        assertEquals(Map.of(), image(camera.submit(memory().control(ControlKeys.IMAGE_BRIGHTNESS, null).build())).controls());
    }

    private List<String> warnings() {
        return context.warnings.stream().filter(warning -> warning.contains("the control")).toList();
    }

    @Test
    void valueOfTheCameraThatIsAdjustedIsAWarningOnceUntilItChanges() throws Exception {
        device("a", 0).free();
        CameraService camera = context.camera("front", "controls", "image.brightness=999");
        camera.setControl(ControlKeys.ZOOM, 2);
        String brightness = "the control image.brightness=999 becomes 255: it must be 0 to 255";
        assertEquals(List.of(), camera.getUnsupportedControls(), "this device lists its controls while it is open");
        image(camera.submit(memory().build()));
        assertEquals(2, camera.getUnsupportedControls().size());
        assertTrue(camera.getUnsupportedControls().contains(brightness), camera.getUnsupportedControls()::toString);
        assertTrue(camera.getUnsupportedControls().stream()
                .anyMatch(sentence -> sentence.startsWith("the control zoom=2 is left out: the device has no such control; it has ")));
        image(camera.submit(memory().build()));
        image(camera.submit(memory().control(ControlKeys.EXPOSURE_COMPENSATION, 1).build()));
        assertEquals(2, warnings().size(), warnings()::toString);
        assertTrue(warnings().stream().anyMatch(warning -> warning.contains("front") && warning.contains(brightness)),
                warnings()::toString);
        image(camera.submit(memory().unsupported(UnsupportedControl.NEAREST).control(ControlKeys.IMAGE_BRIGHTNESS, 998).build()));
        assertEquals(2, warnings().size(), "a request that names its policy expects it");
        camera.setControl(ControlKeys.IMAGE_BRIGHTNESS, 255);
        camera.setControl(ControlKeys.ZOOM, null);
        assertEquals(List.of(), camera.getUnsupportedControls());
        image(camera.submit(memory().build()));
        camera.setControl(ControlKeys.IMAGE_BRIGHTNESS, 999);
        image(camera.submit(memory().build()));
        assertEquals(3, warnings().size(), warnings()::toString);
    }

    @Test
    void modeOfTheRequestBeforeDoesNotCountForTheNext() throws Exception {
        ManualDevice device = device("a", 0).free();
        ControlInfo mode = CONTROLS.get(0);
        ControlInfo time = CONTROLS.get(1);
        device.controls = List.of(mode, time.withTraits(Set.of(Trait.INACTIVE)));
        CameraService camera = context.camera("front", "controls", "exposure.time=5ms");
        image(camera.submit(memory().build()));
        device.controls = List.of(mode, time);
        image(camera.submit(memory().control(ControlKeys.EXPOSURE_MODE, "manual").build()));
        assertEquals(Map.of(ControlKeys.EXPOSURE_MODE, "manual", ControlKeys.EXPOSURE_TIME, Duration.ofMillis(5)), last(device.applied));
        assertEquals(1, camera.getUnsupportedControls().size(), "a request without the mode leaves the time out");
        image(camera.submit(memory().build()));
        assertEquals(Map.of(), last(device.applied));
    }

    @Test
    void changeByAnotherProgramIsKnownAfterTheNextImage() throws Exception {
        ManualDevice device = device("a", 0).free();
        device.controls = CONTROLS.stream().map(control -> control.withValue(64.0)).toList();
        CameraService camera = context.camera("front");
        image(camera.submit(memory().build()));
        assertEquals(64.0, value(camera, ControlKeys.IMAGE_BRIGHTNESS));
        device.controls = CONTROLS.stream().map(control -> control.withValue(50.0)).toList();
        image(camera.submit(memory().build()));
        assertEquals(64.0, value(camera, ControlKeys.IMAGE_BRIGHTNESS), "the controls are not read for each image");
        device.setByOther(ControlKeys.IMAGE_BRIGHTNESS, 50.0);
        image(camera.submit(memory().build()));
        assertEquals(50.0, value(camera, ControlKeys.IMAGE_BRIGHTNESS));
    }

    private static Object value(CameraService camera, String key) {
        return camera.getSupportedControls().stream().filter(control -> control.key().equals(key)).findFirst().orElseThrow().value();
    }

    @Test
    void modeThatAnotherProgramHasSetCountsForTheNextRequest() throws Exception {
        ManualDevice device = device("a", 0).free();
        List<ControlInfo> automatic = List.of(CONTROLS.get(0), CONTROLS.get(1).withTraits(Set.of(Trait.INACTIVE)));
        device.controls = automatic;
        CameraService camera = context.camera("front");
        CaptureOptions fiveMillis = memory().control(ControlKeys.EXPOSURE_TIME, "5ms").build();
        context.awaitFailed(camera.submit(fiveMillis).getId(), CaptureError.NOT_SUPPORTED);
        device.controls = CONTROLS; // it has set the mode to manual
        image(camera.submit(fiveMillis));
        assertEquals(Map.of(ControlKeys.EXPOSURE_TIME, Duration.ofMillis(5)), last(device.applied));
        device.controls = automatic;
        image(camera.submit(memory().build()));
        context.awaitFailed(camera.submit(memory().control(ControlKeys.EXPOSURE_TIME, "6ms").build()).getId(), CaptureError.NOT_SUPPORTED);
    }

    @Test
    void modeOfTheDevicesOwnThatARequestSetDoesNotCountForTheNext() throws Exception {
        ManualDevice device = device("a", 0).free();
        ControlInfo mode = ControlInfo.choice("v4l2.gain_automatic", "Gain, Automatic", List.of("manual", "auto"));
        ControlInfo gain = ControlInfo.range(ControlKeys.EXPOSURE_GAIN, Kind.NUMBER, "Gain", 0, 255, "");
        device.controls = List.of(mode, gain.withTraits(Set.of(Trait.INACTIVE)));
        CameraService camera = context.camera("front");
        device.onApply = values -> device.controls = List.of(mode,
                "manual".equals(values.get(mode.key())) ? gain : gain.withTraits(Set.of(Trait.INACTIVE)));
        CaptureOptions.Builder fifty = memory().control(ControlKeys.EXPOSURE_GAIN, 50);
        image(camera.submit(fifty.control(mode.key(), "manual").build()));
        assertEquals(Map.of(ControlKeys.EXPOSURE_GAIN, 50.0, mode.key(), "manual"), last(device.applied));
        camera.setControl(ControlKeys.EXPOSURE_GAIN, 60);
        image(camera.submit(memory().build()));
        assertEquals(Map.of(), last(device.applied), "left out, since the device determines it");
    }

    private static Map<String, Object> last(List<Map<String, Object>> all) {
        return all.get(all.size() - 1);
    }

    @Test
    void warningOfTheCameraComesOnceAlthoughRequestsSetTheControlThemselves() throws Exception {
        device("a", 0).free();
        CameraService camera = context.camera("front", "controls", "image.brightness=999");
        for (int i = 0; i < 3; i++) {
            image(camera.submit(memory().build()));
            image(camera.submit(memory().control(ControlKeys.IMAGE_BRIGHTNESS, i).build()));
        }
        assertEquals(1, warnings().size(), warnings()::toString);
    }

    @Test
    void modeOfARequestIsNoMistakeOfTheCamera() throws Exception {
        device("a", 0).free();
        CameraService camera = context.camera("front", "controls", "exposure.mode=manual, exposure.time=5ms");
        CaptureOptions automatic = memory().control(ControlKeys.EXPOSURE_MODE, "auto").build();
        assertEquals(Map.of(ControlKeys.EXPOSURE_MODE, "auto"), image(camera.submit(automatic)).controls());
        image(camera.submit(memory().build()));
        assertEquals(Map.of(ControlKeys.EXPOSURE_MODE, "auto"), image(camera.submit(automatic)).controls());
        assertEquals(List.of(), warnings());
    }

    @Test
    void regionOfTheCameraIsMovedIntoTheSensorOfTheDevice() throws Exception {
        ManualDevice device = device("a", 0).free();
        device.controls = List.of(ControlInfo.of(ControlKeys.REGION, Kind.REGION, "Region").withDefault(new Region(0, 0, 640, 480)));
        CameraService camera = context.camera("front", "controls", "region=500,400,320,240");
        assertEquals(Map.of(ControlKeys.REGION, new Region(320, 240, 320, 240)), image(camera.submit(memory().build())).controls());
        assertEquals(1, warnings().size(), warnings()::toString);
        assertTrue(warnings().get(0).contains("region=500,400,320,240 becomes 320,240,320,240: it must be within 0,0,640,480"),
                warnings()::toString);
        String message = context.awaitFailed(camera.submit(memory().control(ControlKeys.REGION, "0,0,641,1").build()).getId(),
                CaptureError.NOT_SUPPORTED);
        assertTrue(message.contains("region") && message.contains("within 0,0,640,480"), message);
        assertEquals(new Region(0, 0, 640, 480), image(camera.submit(memory().control(ControlKeys.REGION, "9,9,2000,2000")
                .unsupported(UnsupportedControl.NEAREST).build())).controls().get(ControlKeys.REGION));
    }

    @Test
    void wrongValueNamesWhatTheDeviceAccepts() throws Exception {
        device("a", 0).free();
        CameraService camera = context.camera("front");
        image(camera.submit(memory().build()));
        for (String[] wrong : new String[][] {{ControlKeys.EXPOSURE_MODE, "best", "auto, manual"},
                {ControlKeys.IMAGE_BRIGHTNESS, "high", "0 to 255"}}) {
            String ending = "; the device accepts " + wrong[2];
            String set = assertThrows(IllegalArgumentException.class, () -> camera.setControl(wrong[0], wrong[1])).getMessage();
            assertTrue(set.endsWith(ending), set);
            String submitted = assertThrows(IllegalArgumentException.class,
                    () -> camera.submit(memory().control(wrong[0], wrong[1]).build())).getMessage();
            assertTrue(submitted.endsWith(ending), submitted);
        }
    }

    @Test
    void requestThatMovesToADeviceWithoutTheControlFollowsItsPolicy() throws Exception {
        ManualDevice first = device("a", 1);
        CameraService camera = context.camera("front");
        List<CaptureRequest> requests = new ArrayList<>();
        for (UnsupportedControl policy : UnsupportedControl.values()) {
            requests.add(camera.submit(memory().control(ControlKeys.IMAGE_BRIGHTNESS, 7).unsupported(policy).build()));
        }
        first.awaitAsked();
        context.plug("plain").free();
        context.unplug(first);
        context.awaitFailed(requests.get(UnsupportedControl.FAIL.ordinal()).getId(), CaptureError.NOT_SUPPORTED);
        for (UnsupportedControl policy : List.of(UnsupportedControl.NEAREST, UnsupportedControl.IGNORE)) {
            CapturedImage image = image(requests.get(policy.ordinal()));
            assertEquals(Map.of(), image.controls());
            assertEquals(1, image.unsupportedControls().size(), image::toString);
            assertTrue(image.unsupportedControls().get(0).startsWith("the control image.brightness=7 is left out: "), image::toString);
        }
    }

    @Test
    void imageSaysWhatItsDeviceDidNotAccept() throws Exception {
        ManualDevice plain = context.plug("plain");
        CameraService camera = context.camera("front", "controls", "image.brightness=999");
        CaptureRequest moved = camera.submit(memory().build());
        plain.awaitAsked();
        device("a", -1).free();
        context.unplug(plain);
        assertEquals(List.of("the control image.brightness=999 becomes 255: it must be 0 to 255"), image(moved).unsupportedControls(),
                "of the device that exposed it, not of the one before");
        assertEquals(1, image(camera.submit(memory().build())).unsupportedControls().size(), "of each image, not of the first alone");
        assertEquals(List.of(), image(camera.submit(memory().control(ControlKeys.IMAGE_BRIGHTNESS, 7).build())).unsupportedControls());
    }

    @Test
    void bracketIsASeries() throws Exception {
        device("a", 0).free();
        CameraService camera = context.camera("front");
        List<Object> seen = new ArrayList<>();
        List<CaptureRequest> requests = new ArrayList<>();
        var series = camera.submitSeries(memory().bracket(ControlKeys.EXPOSURE_COMPENSATION, -2, 0, 2).build(), requests::add);
        assertEquals(3, series.getResult().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS).taken());
        for (CaptureRequest request : requests) {
            seen.add(image(request).controls().get(ControlKeys.EXPOSURE_COMPENSATION));
        }
        assertEquals(List.of(-2.0, 0.0, 2.0), seen);
    }

    @Test
    void usedValuesBecomeMetadataUnlessTheApplicationSetThem() throws Exception {
        device("a", 0).free();
        CameraService camera = context.camera("front", "controls", "exposure.mode=manual, exposure.time=1/50");
        Map<String, Object> metadata = image(camera.submit(memory().build())).metadata();
        assertEquals(0.02, metadata.get(MetadataKeys.EXPOSURE_TIME));
        assertEquals("manual", metadata.get(MetadataKeys.EXPOSURE_MODE));
        assertEquals("manual", metadata.get(MetadataKeys.EXPOSURE_PROGRAM));
        metadata = image(camera.submit(memory().metadata(MetadataKeys.EXPOSURE_TIME, 0.5).build())).metadata();
        assertEquals(0.5, metadata.get(MetadataKeys.EXPOSURE_TIME));
        assertEquals(Duration.ofMillis(20), camera.getControls().get(ControlKeys.EXPOSURE_TIME));
    }

    @Test
    void zoomIsADigitalZoomRatioWhereTheDeviceCountsInRatios() throws Exception {
        ManualDevice device = device("a", 0).free();
        device.controls = List.of(ControlInfo.range(ControlKeys.ZOOM, Kind.NUMBER, "Zoom", 1, 8, ControlInfo.RATIO));
        CameraService camera = context.camera("front");
        assertEquals(2.5, image(camera.submit(memory().control(ControlKeys.ZOOM, 2.5).build())).metadata()
                .get(MetadataKeys.DIGITAL_ZOOM_RATIO));
        context.unplug(device);
        ManualDevice counts = new ManualDevice("b");
        counts.controls = List.of(ControlInfo.range(ControlKeys.ZOOM, Kind.NUMBER, "Zoom", 100, 500, ""));
        context.plug(counts, 0).free();
        CapturedImage image = image(camera.submit(memory().control(ControlKeys.ZOOM, 250).build()));
        assertEquals(Map.of(ControlKeys.ZOOM, 250.0), image.controls());
        assertEquals(null, image.metadata().get(MetadataKeys.DIGITAL_ZOOM_RATIO));
    }

    @Test
    void refusalByTheDriverFailsTheRequestAndReopensTheDevice() throws Exception {
        ManualDevice device = device("a", 0).free();
        device.controls = List.of(ControlInfo.of("hand.text", Kind.TEXT, "Text"));
        CameraService camera = context.camera("front");
        assertEquals("the driver refuses broken",
                context.awaitFailed(camera.submit(memory().control("hand.text", "broken").build()).getId(), CaptureError.NOT_SUPPORTED));
        assertEquals(Map.of("hand.text", "good"), image(camera.submit(memory().control("hand.text", "good").build())).controls());
        assertEquals(2, device.opened.size());
        assertEquals(List.of("hand.text"), camera.getSupportedControls().stream().map(ControlInfo::key).toList());
    }

    @Test
    void refusalWithoutAMessageFailsTheRequestToo() throws Exception {
        ManualDevice device = device("a", 0).free();
        device.controls = List.of(ControlInfo.of("hand.text", Kind.TEXT, "Text"));
        CameraService camera = context.camera("front");
        String message = context.awaitFailed(camera.submit(memory().control("hand.text", "invalid").build()).getId(),
                CaptureError.NOT_SUPPORTED);
        assertTrue(message.contains("IllegalArgumentException"), message);
        assertEquals(Map.of("hand.text", "good"), image(camera.submit(memory().control("hand.text", "good").build())).controls());
        assertEquals(2, device.opened.size(), "what the device has set is not known");
    }

    @Test
    void eachOfManyRequestsHasItsOwnControlsWhileDevicesAreSwapped() throws Exception {
        device("base", 0).free();
        CameraService camera = context.camera("front", "queue.capacity", 2_000);
        Random random = new Random(11);
        Map<CaptureRequest, Map<String, Object>> expected = new LinkedHashMap<>();
        ManualDevice better = null;
        for (int i = 0; i < 1_000; i++) {
            double brightness = random.nextInt(256);
            camera.setControl(ControlKeys.IMAGE_BRIGHTNESS, brightness);
            boolean own = random.nextBoolean();
            CaptureOptions.Builder request = own ? memory().control(ControlKeys.EXPOSURE_COMPENSATION, i % 3) : memory();
            expected.put(camera.submit(request.build()), own
                    ? Map.of(ControlKeys.IMAGE_BRIGHTNESS, brightness, ControlKeys.EXPOSURE_COMPENSATION, (double) (i % 3))
                    : Map.of(ControlKeys.IMAGE_BRIGHTNESS, brightness));
            if (i % 50 == 0) {
                if (better != null) {
                    context.unplug(better);
                }
                better = device("better" + i, 5).free();
            }
        }
        for (Map.Entry<CaptureRequest, Map<String, Object>> entry : expected.entrySet()) {
            assertEquals(entry.getValue(), image(entry.getKey()).controls(), "request " + entry.getKey().getId());
        }
    }
}
