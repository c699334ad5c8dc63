package org.obscura.camera.itest.karaf;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.apache.karaf.shell.api.console.SessionFactory;
import org.junit.Before;
import org.junit.Test;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.cm.Configuration;

/** Features are installed, uninstalled and refreshed in a real Karaf while requests wait. */
@ExamReactorStrategy(PerClass.class)
public class FeatureSwapIT extends KarafTestBase {
    private static final String DEVICE = "simulated:bench";
    /** Slow enough that requests still wait when features have been installed on a slow machine; 0: a frame whenever one is requested. */
    private static final int SLOW = 1;
    private static final int MANY = 200;

    @Before
    public void setUp() throws Exception {
        if (features.getFeature("camera-shell") == null) {
            install("camera-simulated camera-shell");
            Files.writeString(ETC.resolve("org.obscura.camera.webcam.cfg"), "driver=org.obscura.camera.itest.karaf.driver.WallDriver\n"
                    + "driver.classpath=" + System.getProperty("driver.classpath") + "\n");
            // a slow machine takes its time over a feature, and over a frame
            Files.writeString(ETC.resolve("org.obscura.camera-line.cfg"), "device.timeout=10m\nopen.timeout=2m\nframe.timeout=1m\n"
                    + "device.target=(|(camera.backend=simulated)(camera.backend=webcam))\n");
        }
        setRate(SLOW); // another test may have hurried
        for (String command : new String[] {"list", "capture"}) {
            cameras.awaitCommand(shell, command);
        }
        cameras.awaitListed(shell, "line", true);
    }

    @Test
    public void noRequestIsLostWhenAnotherBackendTakesOver() throws Exception {
        try (EventRecorder events = new EventRecorder(context)) {
            List<Integer> requests = queue(MANY);
            events.awaitExposed("simulated:", 2);
            shell.run("feature:uninstall camera-simulated");
            shell.run("feature:install camera-webcam");
            events.awaitExposed("webcam:", 2);
            shell.run("feature:install camera-simulated");
            List<ProcessHandle> children = ProcessHandle.current().children().toList();
            assertFalse("the camera has a process of its own", children.isEmpty());
            shell.run("feature:uninstall camera-webcam");
            for (ProcessHandle child : children) {
                child.onExit().get(120, TimeUnit.SECONDS);
            }
            int exposed = events.all("IMAGE_EXPOSED").size();
            assertTrue("requests still wait: " + exposed, exposed < MANY);
            hurry();
            assertEachSavedOnce(requests, events);
            events.awaitExposed("simulated:", 3);
        }
    }

    @Test
    public void noRequestIsLostWhenTheBackendIsRefreshed() throws Exception {
        try (EventRecorder events = new EventRecorder(context)) {
            List<Integer> requests = queue(MANY);
            events.awaitExposed("simulated:", 2);
            shell.run("bundle:refresh org.obscura.camera.simulated");
            events.awaitExposed("simulated:", 4);
            shell.run("bundle:update org.obscura.camera.simulated");
            events.awaitExposed("simulated:", 6);
            shell.run("bundle:restart org.obscura.camera.simulated");
            hurry();
            assertEachSavedOnce(requests, events);
        }
    }

    @Test
    public void noRequestIsLostWhenTheBackendOfRealCamerasIsRefreshed() throws Exception {
        shell.run("feature:install camera-webcam");
        cameras.awaitDevice("webcam:wall");
        try (EventRecorder events = new EventRecorder(context)) {
            List<Integer> requests = queue(MANY);
            events.awaitExposed("webcam:", 2);
            List<ProcessHandle> children = ProcessHandle.current().children().toList();
            shell.run("bundle:refresh org.obscura.camera.webcam");
            for (ProcessHandle child : children) {
                child.onExit().get(120, TimeUnit.SECONDS);
            }
            events.awaitExposed("webcam:", 4);
            shell.run("bundle:update org.obscura.camera.webcam");
            events.awaitExposed("webcam:", 6);
            int exposed = events.all("IMAGE_EXPOSED").size();
            assertTrue("requests still wait: " + exposed, exposed < MANY);
            shell.run("feature:uninstall camera-webcam");
            hurry();
            assertEachSavedOnce(requests, events);
        }
    }

    @Test
    public void formatsComeAndGoWithTheirFeaturesAndNoRequestIsLost() throws Exception {
        assumeTrue("libwebp or libjpeg-turbo is missing (Debian: apt install libwebp7 libturbojpeg0)",
                isThere("libwebp.so.7") && isThere("libturbojpeg.so.0"));
        try (EventRecorder events = new EventRecorder(context)) {
            List<Integer> requests = new ArrayList<>(queue(MANY));
            events.awaitExposed("simulated:", 2);
            BundleWiring wiring = FrameworkUtil.getBundle(SessionFactory.class).adapt(BundleWiring.class);
            shell.run("feature:install camera-turbojpeg camera-webp");
            cameras.awaitEncoder("org.obscura.camera.turbojpeg", true);
            cameras.awaitEncoder("org.obscura.camera.webp", true);
            hurry();
            Path file = folder.resolve("picture.webp");
            assertEquals(file.toString(), shell.run("camera:capture -c line -o '" + file + "'").trim());
            assertEquals("WEBP", new String(Files.readAllBytes(file), 8, 4, StandardCharsets.ISO_8859_1));
            requests.addAll(queue(MANY));
            shell.run("feature:uninstall camera-turbojpeg camera-webp");
            cameras.awaitEncoder("org.obscura.camera.turbojpeg", false);
            cameras.awaitEncoder("org.obscura.camera.webp", false);
            assertTrue("Karaf restarted its shell", wiring.isInUse());
            assertSame(wiring, FrameworkUtil.getBundle(SessionFactory.class).adapt(BundleWiring.class));
            requests.add(requests.get(MANY - 1) + 1); // that of the shell
            requests.sort(null);
            List<EventRecorder.Signal> ends = events.awaitEnds(requests);
            assertEquals(requests, ends.stream().map(EventRecorder.Signal::request).toList());
            assertEquals(List.of(), ends.stream().filter(end -> !end.name().equals("IMAGE_SAVED")).toList());
            String refused = assertThrows(Exception.class,
                    () -> shell.run("camera:capture -c line -o '" + folder.resolve("none.webp") + "'")).getMessage();
            assertTrue(refused, refused.contains("webp") && refused.contains("bmp, jpeg, png, tiff"));
        }
    }

    private static boolean isThere(String library) throws IOException {
        try (Stream<Path> found = Files.find(Path.of("/usr/lib"), 2, (path, attributes) -> path.endsWith(library))) {
            return found.findAny().isPresent();
        }
    }

    @Test
    public void everyRequestEndsWhenTheApiIsRefreshedAndTheCamerasWorkAgain() throws Exception {
        try (EventRecorder events = new EventRecorder(context)) {
            List<Integer> requests = queue(MANY);
            events.awaitExposed("simulated:", 2);
            cameras.expectChange("line");
            shell.run("bundle:refresh org.obscura.camera.api");
            List<Integer> ended = new ArrayList<>(events.awaitEnds(requests).stream().map(EventRecorder.Signal::request).toList());
            assertEquals(requests, ended.stream().sorted().toList());
            cameras.awaitChanged("line");
            cameras.awaitCommand(shell, "capture");
            cameras.awaitListed(shell, "line", true);
            Path file = folder.resolve("after.jpg");
            shell.run("camera:capture -c line -o " + file);
            assertNotNull(ImageIO.read(file.toFile()));
        }
    }

    /** Waits until the device has it. Its name says so too: a device of another name is another service, and its coming can be seen. */
    private void setRate(int framesPerSecond) throws Exception {
        Configuration bench = configurations.getFactoryConfiguration("org.obscura.camera.simulated", "bench", "?");
        Object rate = bench.getProperties() == null ? null : bench.getProperties().get("frame.rate");
        if (!Integer.valueOf(framesPerSecond).equals(rate)) {
            Object before = rate == null ? null : cameras.awaitDevice(DEVICE);
            bench.update(new Hashtable<>(Map.of("frame.rate", framesPerSecond, "name", "Bench at rate " + framesPerSecond)));
            cameras.awaitDeviceOtherThan(DEVICE, before);
        }
        cameras.awaitDevice(DEVICE);
    }

    /** The rest as fast as can be, with one more swap. */
    private void hurry() throws Exception {
        setRate(0);
    }
}
