package org.obscura.camera.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.options;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.Rule;
import org.junit.Test;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.itest.support.RtspCamera;
import org.obscura.camera.itest.support.StillServer;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.service.event.Event;

/** Under 200 queued requests a device of this machine is replaced by a network camera, that by a program, and that by the first again. */
@ExamReactorStrategy(PerClass.class)
public class NetworkSwapIT extends FelixTestBase {
    private static final String CAMERA = "gate";
    private static final String IP = "org.obscura.camera.ip";
    private static final String PROCESS = "org.obscura.camera.process";
    private static final int REQUESTS = 200;

    @Rule
    public final StillServer server = new StillServer();

    @Override
    @Configuration
    public Option[] configuration() {
        return options(Bundles.system(), composite(Bundles.start(IP), Bundles.start(PROCESS)));
    }

    @Test
    public void noRequestIsLostBetweenDevicesOfThreeBackends() throws Exception {
        new Program("ffmpeg", "ffmpeg", folder);
        fixture.device("desk", "service.ranking", 10, "frame.rate", 25, "resolutions", "320x240");
        // named, since a simulated device does not stand in for a real one
        fixture.camera(CAMERA, "queue.capacity", REQUESTS, "device.target",
                "(|(camera.backend=simulated)(camera.backend=ip)(camera.backend=process))");
        fixture.awaitDevice(CAMERA, "simulated:desk");
        CameraCapture capture = fixture.capture(CAMERA);
        Burst burst = new Burst(CAMERA).fire(capture, REQUESTS, folder);

        awaitExposed(burst, 20);
        fixture.configure(IP, "door", "url", server.url(), "latency", "0ms",
                "service.ranking", 100);
        awaitExposedBy(burst, "ip:door");
        fixture.configure(PROCESS, "rail", "preset", "ffmpeg", "source", "lavfi:testsrc=size=320x240:rate=30", "latency", "0ms",
                "service.ranking", 200);
        awaitExposedBy(burst, "process:rail");
        Bundle process = fixture.bundle(PROCESS);
        process.stop();
        fixture.bundle(IP).stop();
        assertEquals(Map.of(), burst.awaitEnds());
        process.start();
        fixture.bundle(IP).start();

        List<Event> ends = eventLog.await(burst.ends(), REQUESTS);
        assertEquals("saved in order, each once", burst.ids(),
                ends.stream().map(event -> event.getProperty(CameraEvents.REQUEST_ID)).toList());
        List<Object> devices = eventLog.all(burst.events(CameraEvents.TOPIC_IMAGE_EXPOSED)).stream()
                .map(event -> event.getProperty(CameraEvents.DEVICE_ID)).toList();
        assertEquals(REQUESTS, devices.size());
        for (String device : List.of("simulated:desk", "ip:door", "process:rail")) {
            assertTrue(device + " took part: " + devices, devices.contains(device));
        }
        assertEquals("the last device is the first: " + devices, "simulated:desk", devices.get(REQUESTS - 1));
    }

    @Test
    public void noRequestIsLostFromAWebcamToAnIpCameraToRtsp() throws Exception {
        new Program("ffmpeg", "ffmpeg", folder);
        FakeV4l webcams = new FakeV4l(temporary.getRoot().toPath().toRealPath());
        webcams.plug("video15");
        System.setProperty(FrameworkFixture.WEBCAM + ".dev", webcams.cameras().toString());
        fixture.configure(FrameworkFixture.WEBCAM, null, "java", webcams.java().toString(), "warm.up", 0, "ranking", 10);
        Bundle webcam = fixture.install(Bundles.file(FrameworkFixture.WEBCAM));
        try (RtspCamera rtsp = new RtspCamera(Path.of("../..").toRealPath())) {
            fixture.camera(CAMERA, "queue.capacity", REQUESTS, "device.target",
                    "(|(camera.backend=webcam)(camera.backend=ip)(camera.backend=process))");
            fixture.awaitDevice(CAMERA, "webcam:video15");
            Burst burst = new Burst(CAMERA).fire(fixture.capture(CAMERA), REQUESTS, folder);
            awaitExposedBy(burst, "webcam:video15");
            fixture.configure(IP, "door", "url", server.url(), "latency", "200ms", "service.ranking", 100);
            awaitExposedBy(burst, "ip:door");
            fixture.configure(PROCESS, "rail", "preset", "ffmpeg", "source", rtsp.url(), "latency", "0ms", "service.ranking", 200,
                    "start.timeout", "2m");
            awaitExposedBy(burst, "process:rail");
            assertEquals(Map.of(), burst.awaitEnds());
            List<Event> ends = eventLog.await(burst.ends(), REQUESTS);
            assertEquals("saved in order, each once", burst.ids(),
                    ends.stream().map(event -> event.getProperty(CameraEvents.REQUEST_ID)).toList());
        } finally {
            webcam.uninstall();
            System.clearProperty(FrameworkFixture.WEBCAM + ".dev");
        }
    }

    private void awaitExposed(Burst burst, int count) throws Exception {
        eventLog.await(burst.events(CameraEvents.TOPIC_IMAGE_EXPOSED), count);
    }

    private void awaitExposedBy(Burst burst, String device) throws Exception {
        eventLog.await(
                burst.events(CameraEvents.TOPIC_IMAGE_EXPOSED).and(event -> device.equals(event.getProperty(CameraEvents.DEVICE_ID))),
                5);
    }
}
