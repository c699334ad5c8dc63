package org.obscura.camera.itest.karaf;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;

import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.obscura.camera.itest.support.RtspCamera;
import org.obscura.camera.itest.support.StillServer;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.service.cm.Configuration;

/** Devices of three backends replace each other in a real Karaf while requests wait. */
@ExamReactorStrategy(PerClass.class)
public class NetworkSwapIT extends KarafTestBase {
    private static final String SIMULATED = "org.obscura.camera.simulated";
    private static final String IP = "org.obscura.camera.ip";
    private static final String PROCESS = "org.obscura.camera.process";
    private static final String DESK = "simulated:desk";
    /** Each device delivers an image a second, so that requests wait while a slow machine starts the next. */
    private static final int REQUESTS = 100;
    /** The last device is quick. */
    private static final int MANY = 200;

    @Rule
    public final StillServer server = new StillServer();

    @Before
    public void setUp() throws Exception {
        if (cameras.isMissing("line")) {
            install("camera-simulated camera-shell camera-ip camera-process");
            Files.writeString(ETC.resolve("org.obscura.camera-line.cfg"), "device.timeout=10m\nopen.timeout=2m\nframe.timeout=10m\n"
                    + "device.target=(|(camera.backend=simulated)(camera.backend=webcam)(camera.backend=ip)(camera.backend=process))\n");
        }
        for (String command : new String[] {"list", "capture", "devices"}) {
            cameras.awaitCommand(shell, command);
        }
        cameras.awaitListed(shell, "line", true);
    }

    @After
    public void tearDown() throws Exception {
        for (String name : new String[] {SIMULATED + "~desk", IP + "~door", PROCESS + "~rail"}) {
            Configuration[] found = configurations.listConfigurations("(service.pid=" + name + ")");
            if (found != null) {
                found[0].delete();
            }
        }
    }

    private void configure(String pid, String name, Map<String, Object> values) throws Exception {
        configurations.getFactoryConfiguration(pid, name, "?").update(new Hashtable<>(values));
    }

    private void desk(Map<String, Object> more) throws Exception {
        Hashtable<String, Object> values = new Hashtable<>(Map.of("service.ranking", 10, "resolutions", "320x240"));
        values.putAll(more);
        configurations.getFactoryConfiguration(SIMULATED, "desk", "?").update(values);
    }

    private void door(int ranking, String latency) throws Exception {
        configure(IP, "door", Map.of("url", server.url(), "latency", latency,
                "service.ranking", ranking));
    }

    private int request(String options) throws Exception {
        return Integer.parseInt(shell.run("camera:capture -c line -b " + options).trim());
    }

    @Test
    public void noRequestIsLostBetweenDevicesOfThreeBackends() throws Exception {
        assumeTrue("ffmpeg is not installed", Files.isExecutable(Path.of("/usr/bin/ffmpeg")));
        desk(Map.of("frame.rate", 1));
        cameras.awaitDevice(DESK);
        try (EventRecorder events = new EventRecorder(context)) {
            List<Integer> requests = queue(REQUESTS);
            events.awaitExposed(DESK, 2);
            door(100, "1s");
            events.awaitExposed("ip:door", 3);
            String devices = shell.run("camera:devices");
            assertTrue(devices, devices.contains("ip:door: images arrived "));
            configure(PROCESS, "rail", Map.of("preset", "ffmpeg", "source", "lavfi:testsrc=size=320x240:rate=1", "latency", "0ms",
                    "service.ranking", 200, "start.timeout", "2m"));
            events.awaitExposed("process:rail", 3);
            shell.run("bundle:stop " + PROCESS);
            shell.run("bundle:stop " + IP);
            int exposed = events.all("IMAGE_EXPOSED").size();
            assertTrue("requests still wait: " + exposed, exposed < REQUESTS);
            desk(Map.of("frame.rate", 0));
            assertEachSavedOnce(requests, events);
            List<String> used = events.all("IMAGE_EXPOSED").stream().map(EventRecorder.Signal::text).distinct().toList();
            assertEquals(List.of(DESK, "ip:door", "process:rail"), used);
        } finally {
            shell.run("bundle:start " + IP);
            shell.run("bundle:start " + PROCESS);
        }
    }

    @Test
    public void noRequestIsLostFromAWebcamToAnIpCameraToRtsp() throws Exception {
        assumeTrue("ffmpeg is not installed", Files.isExecutable(Path.of("/usr/bin/ffmpeg")));
        try (RtspCamera rtsp = new RtspCamera(Path.of(System.getProperty("obscura.modules")));
                EventRecorder events = new EventRecorder(context)) {
            Files.writeString(ETC.resolve("org.obscura.camera.webcam.cfg"), "driver=org.obscura.camera.itest.karaf.driver.WallDriver\n"
                    + "driver.classpath=" + System.getProperty("driver.classpath") + "\nranking=10\n");
            shell.run("feature:install camera-webcam");
            cameras.awaitDevice("webcam:wall");
            List<Integer> requests = queue(MANY);
            events.awaitExposed("webcam:wall", 2);
            door(100, "1s");
            events.awaitExposed("ip:door", 3);
            configure(PROCESS, "rail", Map.of("preset", "ffmpeg", "source", rtsp.url(), "latency", "0ms", "service.ranking", 200,
                    "start.timeout", "2m"));
            events.awaitExposed("process:rail", 3);
            assertEachSavedOnce(requests, events);
        } finally {
            shell.run("feature:uninstall camera-webcam");
        }
    }

    @Test
    public void requestsWithControlsFollowTheirPolicyOnADeviceWithoutThem() throws Exception {
        desk(Map.of("stall", true));
        cameras.awaitDevice(DESK);
        try (EventRecorder events = new EventRecorder(context)) {
            String control = " --control image.brightness=0.25 -o " + folder;
            List<Integer> requests = List.of(request("-o " + folder + "/exposing.jpg"), request(control + "/fails.jpg"),
                    request("--unsupported ignore" + control + "/ignores.jpg"), request("--unsupported nearest" + control + "/nearest.jpg"),
                    request("-o " + folder + "/plain.jpg"));
            door(5, "0ms");
            cameras.awaitDevice("ip:door");
            assertEquals("the device of the higher ranking is in use until it is unplugged", List.of(), events.ends());
            desk(Map.of("unplug", true));
            List<EventRecorder.Signal> ends = events.awaitEnds(requests);
            assertEquals(requests, ends.stream().map(EventRecorder.Signal::request).sorted().toList());
            String why = "";
            for (EventRecorder.Signal end : ends) {
                boolean refused = end.request() == requests.get(1);
                assertEquals(end.toString(), refused ? "CAPTURE_FAILED" : "IMAGE_SAVED", end.name());
                why = refused ? end.text() : why;
            }
            assertTrue(why, why.startsWith("NOT_SUPPORTED") && why.contains("image.brightness"));
            assertEquals(List.of("ip:door"), events.all("IMAGE_EXPOSED").stream().map(EventRecorder.Signal::text).distinct().toList());
        }
    }
}
