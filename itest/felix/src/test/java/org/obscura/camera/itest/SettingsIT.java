package org.obscura.camera.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

import javax.imageio.ImageIO;
import javax.inject.Inject;

import org.junit.Before;
import org.junit.Test;
import org.obscura.camera.Camera;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureException;
import org.obscura.camera.CaptureListener;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.ControlKeys;
import org.obscura.camera.ViewFrame;
import org.obscura.camera.ViewOptions;
import org.obscura.camera.ViewSession;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.ImageEncoder;
import org.obscura.camera.spi.ImageFormat;
import org.obscura.camera.spi.PixelFormat;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.Event;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;

/** Each setting there is, taken from the metatype so that none is forgotten, is changed while requests wait and one is being exposed. */
@ExamReactorStrategy(PerClass.class)
public class SettingsIT extends FelixTestBase {
    private static final String CAMERA = "set";
    private static final String DEVICE = "set-device";
    private static final int REQUESTS = 8;
    /** A device under these settings does not deliver images, so requests may fail, but each once. */
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
                Map.entry("controls", "image.brightness=0.1"), Map.entry("image.mask", "0,0,20,20"),
                Map.entry("image.mask.size", "640x480"), Map.entry("image.crop", "0,0,160,120"),
                Map.entry("image.rotate", "90"), Map.entry("image.flip", "horizontal"), Map.entry("image.scale", "160x160"),
                Map.entry("image.text", "{camera}"), Map.entry("image.text.position", "top-left"), Map.entry("image.text.size", 20),
                Map.entry("name.pattern", "{camera}-{counter:4}"), Map.entry("latest", "latest"), Map.entry("time.zone", "Asia/Tokyo"),
                Map.entry("retention.age", "30d"), Map.entry("retention.count", 100_000), Map.entry("retention.bytes", "100GB"),
                Map.entry("retention.free", "1MB"), Map.entry("resolution", "320x240"), Map.entry("metadata", "Title=Yard")));
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
    public void followersOfACameraLearnWhatAChangeOfItsSettingsChanges() throws Exception {
        List<String> calls = new CopyOnWriteArrayList<>();
        ServiceRegistration<CaptureListener> registration = context.registerService(CaptureListener.class, new CaptureListener() {
            @Override
            public void onPropertyChanged(String cameraId, String property, Object value) {
                calls.add(property + "=" + value);
            }

            @Override
            public void onDeviceChanged(String cameraId, String deviceId) {
                calls.add("device=" + deviceId);
            }
        }, new Hashtable<>(Map.of(CameraEvents.CAMERA_ID, CAMERA)));
        try {
            fixture.camera(CAMERA, "controls", "image.brightness=0.25");
            eventLog.await(changed("controls", Map.of(ControlKeys.IMAGE_BRIGHTNESS, 0.25)), 1);
            assertEquals(Map.of(ControlKeys.IMAGE_BRIGHTNESS, 0.25), fixture.capture(CAMERA).getControls());
            fixture.camera(CAMERA, "controls", "image.brightness=0.25", "quality", 40); // nothing that is followed
            fixture.camera(CAMERA);
            eventLog.await(changed("controls", Map.of()), 1);
            fixture.camera(CAMERA, "device.target", "(camera.device.id=none)");
            eventLog.await(event -> "".equals(event.getProperty(CameraEvents.DEVICE_ID)), 1);
            fixture.camera(CAMERA);
            FrameworkFixture.await("the last call", () -> calls.contains("device=simulated:" + DEVICE) ? calls : null);
            assertEquals(List.of("controls={image.brightness=0.25}", "controls={}", "device=", "device=simulated:" + DEVICE),
                    calls.stream().filter(call -> !call.startsWith("ready")).toList());
        } finally {
            registration.unregister();
        }
    }

    private static Predicate<Event> changed(String property, Object value) {
        return event -> CAMERA.equals(event.getProperty(CameraEvents.CAMERA_ID))
                && property.equals(event.getProperty(CameraEvents.PROPERTY))
                && value.equals(event.getProperty(CameraEvents.VALUE));
    }

    @Test
    public void aViewFollowsTheMaskOfItsCamera() throws Exception {
        BlockingQueue<ViewFrame> frames = new LinkedBlockingQueue<>();
        try (ViewSession view = fixture.find(Camera.class, CAMERA).view(new ViewOptions(320, 30), frames::add)) {
            assertFalse("the test card is not black", isBlack(next(frames)));
            fixture.camera(CAMERA, "image.mask", "0,0,320,240");
            next(frames); // may have been rendered before
            frames.clear();
            next(frames);
            for (int i = 0; i < 5; i++) {
                assertTrue("frame " + i + " shows what is masked", isBlack(next(frames)));
            }
            assertTrue(view.isOpen());
        }
    }

    private static ViewFrame next(BlockingQueue<ViewFrame> frames) throws InterruptedException {
        ViewFrame frame = frames.poll(Patience.SECONDS, TimeUnit.SECONDS);
        assertNotNull("no frame within " + Patience.SECONDS + " s", frame);
        return frame;
    }

    private static boolean isBlack(ViewFrame frame) throws Exception {
        byte[] jpeg = new byte[frame.jpeg().remaining()];
        frame.jpeg().get(jpeg);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
        return Arrays.stream(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .allMatch(color -> (color & 0xf0f0f0) == 0);
    }

    @Test
    public void aFormatThatNoEncoderMakesIsReportedOnceAndKept() throws Exception {
        CameraCapture capture = fixture.capture(CAMERA);
        try (CoreLog log = new CoreLog(fixture.bundle(FrameworkFixture.CORE))) {
            fixture.camera(CAMERA, "directory", folder.toString(), "format", "later");
            fixture.camera("another", "format", "png"); // says nothing about the first one
            assertEquals(List.of("Camera set: format=later is none that an installed encoder makes; available are bmp, jpeg, png, tiff"),
                    log.warnings("an installed encoder makes"));
            CaptureException failure = failure(capture.submit(CaptureOptions.defaults()));
            assertEquals(CaptureError.FORMAT, failure.getError());
            assertEquals("There is no format 'later'; the formats are bmp, jpeg, png, tiff", failure.getMessage());
            assertTrue("a suffix counts before the setting", Files.exists(
                    capture.submit(CaptureOptions.to("a.png")).getResult().toCompletableFuture().get(Patience.SECONDS, TimeUnit.SECONDS)
                            .path()));
            ServiceRegistration<ImageEncoder> encoder = context.registerService(ImageEncoder.class, new LaterEncoder(), null);
            try {
                Path later = capture.submit(CaptureOptions.defaults()).getResult().toCompletableFuture()
                        .get(Patience.SECONDS, TimeUnit.SECONDS).path();
                assertEquals("IMG_00000001.later", later.getFileName().toString());
            } finally {
                encoder.unregister();
            }
            fixture.camera(CAMERA, "directory", folder.toString(), "format", "png");
            assertEquals("png", capture.submit(CaptureOptions.defaults()).getResult().toCompletableFuture()
                    .get(Patience.SECONDS, TimeUnit.SECONDS).format());
            assertEquals(1, log.warnings("an installed encoder makes").size());
        }
    }

    private static CaptureException failure(CaptureRequest request) throws Exception {
        return (CaptureException) assertThrows(ExecutionException.class,
                () -> request.getResult().toCompletableFuture().get(Patience.SECONDS, TimeUnit.SECONDS)).getCause();
    }

    /** An encoder whose format did not exist when a camera was configured with it. */
    private static final class LaterEncoder implements ImageEncoder {
        @Override
        public Set<ImageFormat> getFormats() {
            return Set.of(new ImageFormat("later", List.of("later"), "image/x-later"));
        }

        @Override
        public Set<PixelFormat> getPixelFormats() {
            return Set.of(PixelFormat.BGR24, PixelFormat.RGB24, PixelFormat.GRAY8);
        }

        @Override
        public ByteBuffer encode(Frame frame, String format, int quality) {
            return ByteBuffer.wrap(new byte[100]);
        }
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
                assertEachEndedOnce(burst, key); // its strips are those of the image that is shown
                assertEquals(Map.of(), burst.awaitEnds());
            } else {
                burst.assertAllSavedInOrder(eventLog);
            }
            device();
            fixture.awaitDevice(CAMERA, "simulated:" + DEVICE);
        }
    }
}
