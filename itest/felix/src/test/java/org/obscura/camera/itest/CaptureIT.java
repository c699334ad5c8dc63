package org.obscura.camera.itest;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import javax.imageio.ImageIO;
import javax.inject.Inject;

import org.apache.felix.service.command.CommandProcessor;
import org.junit.Before;
import org.junit.Test;
import org.obscura.camera.Camera;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.CaptureListener;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.itest.support.TestPatternReading;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;

/** An image from the simulated camera to disk, in a real Felix, as an application and as a person at the shell see it. */
@ExamReactorStrategy(PerClass.class)
public class CaptureIT extends FelixTestBase {
    @Inject
    private Camera camera;
    @Inject
    private CameraCapture capture;
    @Inject
    private CommandProcessor processor;

    @Before
    public void setUp() throws Exception {
        fixture.camera("default"); // with time limits that a slow machine does not reach
    }

    private String shell(String line) throws Exception {
        return Shell.run(processor, line);
    }

    @Test
    public void thePictureOfTheServiceIsAnnouncedInOrderAndHoldsAFrameExposedAfterTheRequest() throws Exception {
        Path file = folder.resolve("picture.png");
        long before = System.currentTimeMillis();
        int id = capture.captureToLocation(file.toString());
        Event saved = eventLog.await(CameraEvents.TOPIC_IMAGE_SAVED, id);
        assertEquals(file.toString(), saved.getProperty(CameraEvents.PATH));
        assertEquals("default", saved.getProperty(CameraEvents.CAMERA_ID));
        assertTrue((Long) saved.getProperty(CameraEvents.TIMESTAMP) >= before);
        assertEquals(context.getServiceReference(CameraCapture.class).getProperty(Constants.SERVICE_ID),
                saved.getProperty(Constants.SERVICE_ID));
        assertArrayEquals(new String[] {CameraCapture.class.getName()}, (String[]) saved.getProperty(EventConstants.SERVICE_OBJECTCLASS));
        assertFalse("the name of the framework's property", saved.containsProperty(Constants.OBJECTCLASS));
        List<String> topics = eventLog.all(event -> Integer.valueOf(id).equals(event.getProperty(CameraEvents.REQUEST_ID))).stream()
                .map(Event::getTopic).distinct().toList();
        assertEquals(List.of(CameraEvents.TOPIC_IMAGE_EXPOSED, CameraEvents.TOPIC_IMAGE_CAPTURED,
                CameraEvents.TOPIC_IMAGE_METADATA_AVAILABLE, CameraEvents.TOPIC_IMAGE_SAVED), topics);
        TestPatternReading reading = TestPatternReading.of(file);
        assertTrue(reading + " was exposed before the request at " + before, reading.exposedMillis() >= before);
        assertEquals(file.toString(), capture.getCapturedImagePath());
    }

    @Test
    public void thePreviewOpensByItsUrlInAnotherBundle() throws Exception {
        capture.setResolution(org.obscura.camera.Resolution.parse("1280x720"));
        try {
            int id = capture.captureToLocation(folder.resolve("large.jpg").toString());
            String url = (String) eventLog.await(CameraEvents.TOPIC_IMAGE_CAPTURED, id).getProperty(CameraEvents.PREVIEW);
            URLConnection connection = new URL(url).openConnection();
            BufferedImage preview = ImageIO.read(connection.getInputStream());
            assertEquals("image/jpeg", connection.getContentType());
            assertEquals(640, preview.getWidth());
            assertEquals(360, preview.getHeight());
            eventLog.await(CameraEvents.TOPIC_IMAGE_SAVED, id);
        } finally {
            capture.setResolution(null);
        }
    }

    @Test
    public void aPictureInMemoryComesWithTheResultAndWithTheEvent() throws Exception {
        CapturedImage image = capture.submit(CaptureOptions.builder().inMemory().format("png").metadata("Title", "In memory").build())
                .getResult().toCompletableFuture().get(60, TimeUnit.SECONDS);
        byte[] bytes = new byte[image.bytes().remaining()];
        image.bytes().get(bytes);
        assertEquals(image.resolution().width(), ImageIO.read(new ByteArrayInputStream(bytes)).getWidth());
        assertEquals("In memory", image.metadata().get("Title"));
        Event available = eventLog.await(CameraEvents.TOPIC_IMAGE_AVAILABLE, image.requestId());
        assertEquals(image, available.getProperty(CameraEvents.IMAGE));
    }

    @Test
    public void aListenerForOneCameraHearsThatOne() throws Exception {
        List<String> cameras = List.of("one", "another");
        Map<String, BlockingQueue<String>> heard = new HashMap<>();
        List<ServiceRegistration<?>> listeners = new ArrayList<>();
        for (String camera : cameras) {
            fixture.camera(camera);
            BlockingQueue<String> queue = new LinkedBlockingQueue<>();
            heard.put(camera, queue);
            listeners.add(context.registerService(CaptureListener.class, new CaptureListener() {
                @Override
                public void onImageSaved(String cameraId, int requestId, String path) {
                    queue.add(cameraId + " " + path);
                }
            }, new Hashtable<>(Map.of(CameraEvents.CAMERA_ID, camera))));
        }
        try {
            for (String camera : cameras) {
                new Burst(camera).fire(fixture.capture(camera), 1, folder).assertAllSaved();
            }
            for (String camera : cameras) {
                // what a listener hears is in order: the other camera's would come before its own, or before the last
                assertEquals(camera + " " + folder.resolve(camera + "-0.jpg"), heard.get(camera).poll(60, TimeUnit.SECONDS));
            }
            new Burst("one").fire(fixture.capture("one"), 1, Files.createDirectory(folder.resolve("last"))).assertAllSaved();
            assertEquals("one " + folder.resolve("last").resolve("one-0.jpg"), heard.get("one").poll(60, TimeUnit.SECONDS));
        } finally {
            listeners.forEach(ServiceRegistration::unregister);
        }
    }

    @Test
    public void theShellTakesAPictureAndPrintsItsPath() throws Exception {
        Path file = folder.resolve("from the shell.jpg");
        assertEquals(file + System.lineSeparator(), shell("camera:capture --resolution 1280x720 --location '" + file + "'"));
        assertEquals(1280, ImageIO.read(file.toFile()).getWidth());
        assertTrue(shell("camera:list").contains("default"));
        assertTrue(shell("camera:devices").contains("simulated:default"));
    }

    @Test
    public void theShellSaysInASentenceWhatIsWrong() throws Exception {
        try {
            shell("camera:capture --location " + folder.resolve("missing/picture.jpg"));
            fail("a missing folder must fail the command");
        } catch (Exception e) {
            assertTrue(e.getMessage(), e.getMessage().contains("does not exist"));
        }
        try {
            shell("camera:info unknown");
            fail("an unknown camera must fail the command");
        } catch (Exception e) {
            assertTrue(e.getMessage(), e.getMessage().contains("unknown") && e.getMessage().contains("default"));
        }
        assertFalse(Files.exists(folder.resolve("missing")));
    }

    @Test
    public void stoppedCameraRefusesAndStartedOneWorksAgain() throws Exception {
        camera.stop();
        int refused = capture.captureToLocation(folder.resolve("refused.jpg").toString());
        assertEquals("NOT_READY", eventLog.await(CameraEvents.TOPIC_CAPTURE_FAILED, refused).getProperty(CameraEvents.ERROR));
        camera.start();
        int taken = capture.captureToLocation(folder.resolve("taken.jpg").toString());
        assertTrue("ids ascend", taken > refused);
        eventLog.await(CameraEvents.TOPIC_IMAGE_SAVED, taken);
    }
}
