package org.obscura.camera.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.options;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.Rule;
import org.junit.Test;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureException;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureOptions.UnsupportedControl;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.itest.support.StillServer;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.service.event.Event;

/** Requests wait for a device that has controls, and are exposed by one of another backend that has none. */
public class ControlSwapIT extends FelixTestBase {
    private static final String CAMERA = "gate";
    private static final String IP = "org.obscura.camera.ip";
    private static final String KEY = "image.brightness";

    @Rule
    public final StillServer server = new StillServer();

    @Override
    @Configuration
    public Option[] configuration() {
        return options(Bundles.system(), Bundles.start(IP));
    }

    private CaptureRequest submit(String name, UnsupportedControl policy) throws Exception {
        CaptureOptions.Builder options = CaptureOptions.builder().location(folder.resolve(name + ".jpg").toString());
        if (policy != null) {
            options.control(KEY, 0.25).unsupported(policy);
        }
        return fixture.capture(CAMERA).submit(options.build());
    }

    private static CapturedImage image(CaptureRequest request) throws Exception {
        return request.getResult().toCompletableFuture().get(Patience.SECONDS, TimeUnit.SECONDS);
    }

    @Test
    public void requestsFollowTheirPolicyOnTheNextDevice() throws Exception {
        fixture.device("desk", "service.ranking", 10, "resolutions", "320x240");
        fixture.camera(CAMERA, "device.target", "(|(camera.backend=simulated)(camera.backend=ip))", "idle.timeout", 0);
        fixture.awaitDevice(CAMERA, "simulated:desk");
        CapturedImage before = image(submit("before", UnsupportedControl.FAIL));
        assertEquals("simulated:desk", before.deviceId());
        assertEquals(0.25, (Double) before.controls().get(KEY), 1e-9);

        fixture.device("desk", "service.ranking", 10, "resolutions", "320x240", "stall", true);
        CaptureRequest exposing = submit("exposing", UnsupportedControl.IGNORE);
        CaptureRequest fails = submit("fails", UnsupportedControl.FAIL);
        CaptureRequest ignores = submit("ignores", UnsupportedControl.IGNORE);
        CaptureRequest nearest = submit("nearest", UnsupportedControl.NEAREST);
        CaptureRequest plain = submit("plain", null);
        fixture.configure(IP, "door", "url", server.url(), "latency", "0ms",
                "service.ranking", 5);
        CameraCapture capture = fixture.capture(CAMERA);
        assertEquals("the device of the higher ranking is in use until it is unplugged", 5, capture.getPendingCount());
        fixture.device("desk", "service.ranking", 10, "resolutions", "320x240", "unplug", true);

        CaptureException failure = (CaptureException) assertThrows(ExecutionException.class,
                () -> fails.getResult().toCompletableFuture().get(Patience.SECONDS, TimeUnit.SECONDS)).getCause();
        assertEquals(CaptureError.NOT_SUPPORTED, failure.getError());
        assertTrue(failure.getMessage(), failure.getMessage().contains(KEY) && failure.getMessage().contains("no control"));
        for (CaptureRequest request : List.of(exposing, ignores, nearest, plain)) {
            CapturedImage image = image(request);
            assertEquals("ip:door", image.deviceId());
            assertTrue(image.controls().toString(), image.controls().isEmpty());
        }
        List<Event> ends = eventLog.await(EventLog.end().and(event -> CAMERA.equals(event.getProperty(CameraEvents.CAMERA_ID))), 6);
        assertEquals("each has one end", 6, ends.stream().map(event -> event.getProperty(CameraEvents.REQUEST_ID)).distinct().count());

        // back to a device that has it
        fixture.device("desk", "service.ranking", 10, "resolutions", "320x240");
        fixture.awaitDevice(CAMERA, "simulated:desk");
        assertEquals(0.25, (Double) image(submit("after", UnsupportedControl.FAIL)).controls().get(KEY), 1e-9);
    }
}
