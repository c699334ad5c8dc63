package org.obscura.camera.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.options;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import javax.inject.Inject;

import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.CaptureException;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;

/** Each setting there is, taken from the metatype so that none is forgotten, is changed while requests wait and one is being exposed. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class SettingsIT {
    private static final String CAMERA = "set";
    private static final String DEVICE = "set-device";
    private static final int REQUESTS = 8;
    /** A device under these settings does not deliver pictures, so requests may fail, but each once. */
    private static final Set<String> FAULTS = Set.of("failure.rate", "short.frame", "short.rate", "stall", "stall.rate", "unplug", "unplug.rate");

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();
    @Inject
    private BundleContext context;
    @Inject
    private MetaTypeService metatype;
    private Stage stage;
    private SignalLog signals;
    private Path folder;

    @Configuration
    public Option[] configuration() {
        return options(Bundles.system());
    }

    @Before
    public void setUp() throws Exception {
        folder = temporary.newFolder("pictures").toPath().toRealPath();
        stage = new Stage(context);
        signals = new SignalLog(context);
        stage.device(DEVICE, with(deviceSettings()));
        stage.camera(CAMERA, with(cameraSettings()));
        stage.awaitDevice(CAMERA, "simulated:" + DEVICE);
    }

    @After
    public void tearDown() throws Exception {
        signals.close();
        stage.reset();
    }

    private static Map<String, Object> deviceSettings() {
        return Map.of("frame.rate", 30, "resolutions", "320x240");
    }

    private static Map<String, Object> cameraSettings() {
        return Map.of("frame.timeout", 0.5);
    }

    private static Object[] with(Map<String, Object> settings, Object... more) {
        Map<String, Object> all = new LinkedHashMap<>(settings);
        for (int i = 0; i < more.length; i += 2) {
            all.put((String) more[i], more[i + 1]);
        }
        List<Object> flat = new ArrayList<>();
        all.forEach((key, value) -> flat.addAll(List.of(key, value)));
        return flat.toArray();
    }

    private Set<String> keys(String bundle, String pid) {
        Bundle of = stage.bundle(bundle);
        AttributeDefinition[] all = metatype.getMetaTypeInformation(of).getObjectClassDefinition(pid, null)
                .getAttributeDefinitions(ObjectClassDefinition.ALL);
        Set<String> keys = new TreeSet<>(Arrays.stream(all).map(AttributeDefinition::getID).toList());
        keys.removeIf(key -> key.startsWith("webconsole."));
        return keys;
    }

    private Burst begin(CameraCapture capture) throws Exception {
        Burst burst = new Burst(CAMERA).fire(capture, REQUESTS, Files.createTempDirectory(folder, "burst"));
        signals.await(burst.signals(CameraEvents.TOPIC_IMAGE_EXPOSED), 2);
        return burst;
    }

    private void assertEachEndedOnce(Burst burst, String setting) throws Exception {
        burst.awaitEnds();
        signals.await(SignalLog.end().and(event -> burst.ids().contains(event.getProperty(CameraEvents.REQUEST_ID))), REQUESTS);
        assertEquals(setting, REQUESTS, signals.all(SignalLog.end().and(event -> burst.ids().contains(event.getProperty(CameraEvents.REQUEST_ID)))).size());
    }

    @Test
    public void everySettingOfACameraAppliesWithoutLosingARequest() throws Exception {
        Map<String, Object> values = new LinkedHashMap<>(Map.ofEntries(Map.entry("device.target", "(camera.backend=simulated)"),
                Map.entry("autostart", false), Map.entry("directory", folder.toString()), Map.entry("format", "png"), Map.entry("quality", 50),
                Map.entry("allowed.directories", new String[] {folder.getParent().toString()}), Map.entry("existing", "rename"),
                Map.entry("sync", true), Map.entry("queue.capacity", REQUESTS), Map.entry("device.timeout", 0.0), Map.entry("open.timeout", 5.0),
                Map.entry("frame.timeout", 3.0), Map.entry("idle.timeout", 0.0), Map.entry("previews", 0)));
        Set<String> keys = keys(Stage.CORE, "org.obscura.camera");
        assertTrue(keys.remove("camera.id")); // makes another camera of it: below
        assertEquals("settings that this test does not change, or that are gone", keys, new TreeSet<>(values.keySet()));
        CameraCapture capture = stage.capture(CAMERA);
        for (Map.Entry<String, Object> setting : values.entrySet()) {
            Burst burst = begin(capture);
            stage.camera(CAMERA, with(cameraSettings(), setting.getKey(), setting.getValue()));
            burst.assertAllSavedInOrder(signals);
            assertSame(setting.getKey(), capture, stage.capture(CAMERA));
        }
    }

    @Test
    public void renamedCameraEndsItsRequestsAndTakesPicturesUnderItsNewName() throws Exception {
        Burst burst = begin(stage.capture(CAMERA));
        stage.camera(CAMERA, with(cameraSettings(), "camera.id", "renamed"));
        for (CaptureException failure : burst.awaitEnds().values()) {
            assertEquals("NOT_READY", failure.getError().name());
        }
        assertEachEndedOnce(burst, "camera.id");
        new Burst("renamed").fire(stage.capture("renamed"), 2, folder).assertAllSavedInOrder(signals);
    }

    @Test
    public void everySettingOfADeviceAppliesWithoutLosingARequest() throws Exception {
        Path pictures = Files.createDirectory(folder.resolve("shown"));
        Map<String, Object> values = new LinkedHashMap<>(Map.ofEntries(Map.entry("id", "other"), Map.entry("name", "Other"),
                Map.entry("position", "front"), Map.entry("orientation", 90), Map.entry("service.ranking", 7),
                Map.entry("resolutions", "640x480"), Map.entry("frame.rate", 15), Map.entry("pixel.format", "rgb24"),
                Map.entry("picture", pictures.toString()), Map.entry("latency", 40), Map.entry("open.latency", 50), Map.entry("seed", 5),
                Map.entry("failure.rate", 0.5), Map.entry("stall", true), Map.entry("stall.rate", 0.5), Map.entry("short.frame", true),
                Map.entry("short.rate", 0.5), Map.entry("unplug", true), Map.entry("unplug.rate", 0.5), Map.entry("unplug.time", 300)));
        assertEquals("settings that this test does not change, or that are gone", keys(Stage.SIMULATED, Stage.SIMULATED), values.keySet()
                .stream().collect(TreeSet::new, Set::add, Set::addAll));
        CameraCapture capture = stage.capture(CAMERA);
        for (Map.Entry<String, Object> setting : values.entrySet()) {
            String key = setting.getKey();
            if (key.equals("picture")) {
                CameraCapture shown = capture;
                new Burst(CAMERA).fire(shown, 1, pictures).assertAllSavedInOrder(signals);
            }
            Burst burst = begin(capture);
            stage.device(DEVICE, with(deviceSettings(), key, setting.getValue()));
            if (FAULTS.contains(key)) {
                Stage.await("end or fault", () -> capture.getPendingCount() < REQUESTS - 3 || !capture.isReady() ? true : null);
                stage.device(DEVICE, with(deviceSettings()));
                assertEachEndedOnce(burst, key);
            } else if (key.equals("picture")) {
                assertEachEndedOnce(burst, key); // its strips are those of the picture that is shown
                assertEquals(Map.of(), burst.awaitEnds());
            } else {
                burst.assertAllSavedInOrder(signals);
            }
            stage.device(DEVICE, with(deviceSettings()));
            stage.awaitDevice(CAMERA, "simulated:" + DEVICE);
        }
    }
}
