package org.obscura.camera.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import javax.inject.Inject;

import org.junit.Before;
import org.junit.Test;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.CaptureException;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;

/** Each setting there is, taken from the metatype so that none is forgotten, is changed while requests wait and one is being exposed. */
@ExamReactorStrategy(PerClass.class)
public class SettingsIT extends FelixTestBase {
    private static final String CAMERA = "set";
    private static final String DEVICE = "set-device";
    private static final int REQUESTS = 8;
    /** A device under these settings does not deliver pictures, so requests may fail, but each once. */
    private static final Set<String> FAULTS = Set.of("failure.rate", "short.frame", "short.rate", "stall", "stall.rate", "unplug",
            "unplug.rate");

    @Inject
    private MetaTypeService metatype;

    @Before
    public void setUp() throws Exception {
        device();
        fixture.camera(CAMERA);
        fixture.awaitDevice(CAMERA, "simulated:" + DEVICE);
    }

    private void device(Object... more) throws Exception {
        Map<String, Object> all = new LinkedHashMap<>(Map.of("frame.rate", 30, "resolutions", "320x240", "unplug.time", 200));
        for (int i = 0; i < more.length; i += 2) {
            all.put((String) more[i], more[i + 1]);
        }
        fixture.device(DEVICE, all.entrySet().stream().flatMap(entry -> Stream.of(entry.getKey(), entry.getValue())).toArray());
    }

    private Set<String> keys(String bundle, String pid) {
        Bundle of = fixture.bundle(bundle);
        AttributeDefinition[] all = metatype.getMetaTypeInformation(of).getObjectClassDefinition(pid, null)
                .getAttributeDefinitions(ObjectClassDefinition.ALL);
        Set<String> keys = new TreeSet<>(Arrays.stream(all).map(AttributeDefinition::getID).toList());
        keys.removeIf(key -> key.startsWith("webconsole."));
        return keys;
    }

    private Burst begin(CameraCapture capture) throws Exception {
        Burst burst = new Burst(CAMERA).fire(capture, REQUESTS, Files.createTempDirectory(folder, "burst"));
        eventLog.await(burst.events(CameraEvents.TOPIC_IMAGE_EXPOSED).or(burst.events(CameraEvents.TOPIC_CAPTURE_FAILED)), 2);
        return burst;
    }

    private void assertEachEndedOnce(Burst burst, String setting) throws Exception {
        burst.awaitEnds();
        assertEquals(setting, REQUESTS, eventLog.await(burst.ends(), REQUESTS).size());
    }

    @Test
    public void everySettingOfACameraAppliesWithoutLosingARequest() throws Exception {
        Map<String, Object> values = new TreeMap<>(Map.ofEntries(Map.entry("device.target", "(camera.backend=simulated)"),
                Map.entry("autostart", false), Map.entry("directory", folder.toString()), Map.entry("format", "png"),
                Map.entry("quality", 50),
                Map.entry("allowed.directories", new String[] {folder.getParent().toString()}), Map.entry("existing", "rename"),
                Map.entry("sync", true), Map.entry("queue.capacity", REQUESTS), Map.entry("device.timeout", 0.0),
                Map.entry("open.timeout", 45.0),
                Map.entry("frame.timeout", 45.0), Map.entry("idle.timeout", 0.0), Map.entry("previews", 0),
                Map.entry("controls", "image.brightness=0.1"), Map.entry("image.mask", "0,0,20,20"), Map.entry("image.crop", "0,0,160,120"),
                Map.entry("image.rotate", "90"), Map.entry("image.flip", "horizontal"), Map.entry("image.scale", "160x160"),
                Map.entry("image.text", "{camera}"), Map.entry("image.text.position", "top-left"), Map.entry("image.text.size", 20),
                Map.entry("name.pattern", "{camera}-{counter:4}"), Map.entry("latest", "latest"), Map.entry("time.zone", "Asia/Tokyo"),
                Map.entry("retention.age", "30d"), Map.entry("retention.count", 100_000), Map.entry("retention.bytes", "100GB"),
                Map.entry("retention.free", "1MB")));
        Set<String> keys = keys(FrameworkFixture.CORE, "org.obscura.camera");
        assertTrue(keys.remove("camera.id")); // makes another camera of it: below
        assertEquals("settings that this test does not change, or that do not exist any more", keys, new TreeSet<>(values.keySet()));
        CameraCapture capture = fixture.capture(CAMERA);
        for (Map.Entry<String, Object> setting : values.entrySet()) {
            Burst burst = begin(capture);
            fixture.camera(CAMERA, setting.getKey(), setting.getValue());
            burst.assertAllSavedInOrder(eventLog);
            assertSame(setting.getKey(), capture, fixture.capture(CAMERA));
            fixture.camera(CAMERA); // the next burst is of whole test cards
        }
    }

    @Test
    public void renamedCameraEndsItsRequestsAndTakesPicturesUnderItsNewName() throws Exception {
        Burst burst = begin(fixture.capture(CAMERA));
        fixture.camera(CAMERA, "camera.id", "renamed");
        for (CaptureException failure : burst.awaitEnds().values()) {
            assertEquals("NOT_READY", failure.getError().name());
        }
        assertEachEndedOnce(burst, "camera.id");
        new Burst("renamed").fire(fixture.capture("renamed"), 2, folder).assertAllSavedInOrder(eventLog);
    }

    @Test
    public void everySettingOfADeviceAppliesWithoutLosingARequest() throws Exception {
        Path pictures = Files.createDirectory(folder.resolve("shown"));
        Map<String, Object> values = new TreeMap<>(Map.ofEntries(Map.entry("id", "other"), Map.entry("name", "Other"),
                Map.entry("position", "front"), Map.entry("orientation", 90), Map.entry("service.ranking", 7),
                Map.entry("resolutions", "640x480"), Map.entry("frame.rate", 15), Map.entry("pixel.format", "rgb24"),
                Map.entry("picture", pictures.toString()), Map.entry("latency", 40), Map.entry("open.latency", 50), Map.entry("seed", 5),
                Map.entry("settle.frames", 2),
                Map.entry("failure.rate", 0.5), Map.entry("stall", true), Map.entry("stall.rate", 0.5), Map.entry("short.frame", true),
                Map.entry("short.rate", 0.5), Map.entry("unplug", true), Map.entry("unplug.rate", 0.5), Map.entry("unplug.time", 300)));
        assertEquals("settings that this test does not change, or that do not exist any more",
                keys(FrameworkFixture.SIMULATED, FrameworkFixture.SIMULATED), new TreeSet<>(values.keySet()));
        CameraCapture capture = fixture.capture(CAMERA);
        for (Map.Entry<String, Object> setting : values.entrySet()) {
            String key = setting.getKey();
            if (key.equals("picture")) {
                new Burst(CAMERA).fire(capture, 1, pictures).assertAllSavedInOrder(eventLog);
            }
            if (FAULTS.contains(key)) {
                fixture.camera(CAMERA, "frame.timeout", 0.5);
            }
            Burst burst = begin(capture);
            device(key, setting.getValue());
            if (FAULTS.contains(key)) {
                if (key.equals("unplug")) { // nothing ends without a device
                    fixture.awaitDevice(CAMERA, "");
                    device();
                }
                assertEachEndedOnce(burst, key);
                fixture.camera(CAMERA);
            } else if (key.equals("picture")) {
                assertEachEndedOnce(burst, key); // its strips are those of the picture that is shown
                assertEquals(Map.of(), burst.awaitEnds());
            } else {
                burst.assertAllSavedInOrder(eventLog);
            }
            device();
            fixture.awaitDevice(CAMERA, "simulated:" + DEVICE);
        }
    }
}
