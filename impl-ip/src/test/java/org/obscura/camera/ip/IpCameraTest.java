package org.obscura.camera.ip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.ip.server.CameraServer;
import org.obscura.camera.spi.CameraBackend.BackendState;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.osgi.service.component.ComponentConstants;

/** The device of a configuration comes and goes with the camera. */
class IpCameraTest {
    private final Framework framework = new Framework();
    private final IpBackend backend = new IpBackend();

    @Test
    void cameraThatIsAwayIsUnregisteredUntilItIsBack() throws Exception {
        try (CameraServer server = new CameraServer()) {
            IpCamera camera = new IpCamera(framework.context(), backend, framework.log(), TestDevice.config(server.url("/snapshot.jpg")));
            CameraDevice device = framework.await(1).get(0);
            assertEquals("ip:front", device.getInfo().id());
            framework.await(() -> backend.getState() == BackendState.OK);
            CameraStream stream = device.open(null);
            server.unplug();
            assertEquals(Reason.DISCONNECTED, assertThrows(CameraException.class, () -> TestDevice.frame(stream)).getReason());
            framework.await(0);
            framework.await(() -> backend.getState() == BackendState.UNAVAILABLE);
            assertTrue(backend.getReason().contains("cannot be reached at 127.0.0.1"), backend.getReason());
            server.plug();
            framework.await(1).get(0).open(null).close();
            framework.await(() -> backend.getState() == BackendState.OK);
            camera.close(ComponentConstants.DEACTIVATION_REASON_DISPOSED);
            assertEquals(List.of(), framework.devices());
            assertEquals(BackendState.OK, backend.getState());
        }
    }

    @Test
    void configurationThatIsWrongIsNamedAndLeavesTheDevice() throws Exception {
        try (CameraServer server = new CameraServer()) {
            IpCamera camera = new IpCamera(framework.context(), backend, framework.log(), TestDevice.config(server.url("/snapshot.jpg")));
            CameraDevice device = framework.await(1).get(0);
            camera.apply(TestDevice.config("http://root:s3cret@cam/"));
            assertSame(device, framework.devices().get(0));
            assertEquals(BackendState.DEGRADED, backend.getState());
            assertTrue(framework.lines().contains("put them into 'username' and '.password'"), framework.lines());
            camera.apply(TestDevice.config(server.url("/snapshot.jpg"), "latency", "soon", "tpye", "still"));
            framework.await(() -> framework.devices().size() == 1 && framework.devices().get(0) != device);
            assertTrue(framework.lines().contains("latency=soon is wrong; it must be a duration from 0s to 1m"), framework.lines());
            assertTrue(framework.lines().contains("'tpye' is unknown; did you mean 'type'?"), framework.lines());
            camera.apply(TestDevice.config(server.url("/snapshot.jpg")));
            framework.await(() -> backend.getState() == BackendState.OK);
            camera.close(ComponentConstants.DEACTIVATION_REASON_DISPOSED);
            assertFalse(framework.lines().contains("s3cret"), "the log holds a password");
            assertFalse(framework.lines().contains(CameraServer.PASSWORD), "the log holds a password");
        }
    }

    @Test
    void arrivalOfTheImagesIsMeasured() throws Exception {
        try (CameraServer server = new CameraServer()) {
            IpCamera camera = new IpCamera(framework.context(), backend, framework.log(),
                    TestDevice.config(server.url("/snapshot.jpg"), "latency", "200ms"));
            CameraDevice device = framework.await(1).get(0);
            assertEquals("1 configuration org.obscura.camera.ip~NAME", backend.getFindings(), "nothing is measured yet");
            try (CameraStream stream = device.open(null)) {
                TestDevice.frame(stream).close();
                TestDevice.frame(stream).close();
            }
            Matcher measured = Pattern.compile("1 configuration org.obscura.camera.ip~NAME; ip:front: images arrived (\\d+) ms after the "
                    + "request \\(median of 2, at most (\\d+) ms; latency=200ms included\\)").matcher(backend.getFindings());
            assertTrue(measured.matches(), backend.getFindings());
            assertTrue(Integer.parseInt(measured.group(1)) >= 200, "the wait for the latency is included");
            assertTrue(Integer.parseInt(measured.group(2)) >= Integer.parseInt(measured.group(1)));
            camera.close(ComponentConstants.DEACTIVATION_REASON_DISPOSED);
            assertEquals("no configuration org.obscura.camera.ip~NAME", backend.getFindings());
        }
    }

    /** A camera that serves one client at a time refuses a request right behind the one that showed the type. */
    @ParameterizedTest
    @ValueSource(strings = {"/snapshot.jpg", "/mjpeg/good", "/mjpeg/slow"})
    void answerThatShowsTheTypeIsTheFirstImageToo(String path) throws Exception {
        try (CameraServer server = new CameraServer()) {
            IpDevice device = TestDevice.of(TestDevice.config(server.url(path)));
            device.open(null).close();
            assertEquals(1, server.requests());
            device.open(null).close();
            assertEquals(2, server.requests());
        }
    }

    @Test
    void configurationWithoutAddressMakesNoDevice() {
        IpCamera camera = new IpCamera(framework.context(), backend, framework.log(), TestDevice.config(""));
        assertEquals(BackendState.UNAVAILABLE, backend.getState());
        assertTrue(backend.getReason().contains("'url' is missing"), backend.getReason());
        camera.close(ComponentConstants.DEACTIVATION_REASON_DISPOSED);
    }

    @Test
    void passwordThatIsRefusedDegradesTheBackend() throws Exception {
        try (CameraServer server = new CameraServer()) {
            IpCamera camera = new IpCamera(framework.context(), backend, framework.log(),
                    TestDevice.config(server.url("/digest/snapshot.jpg"), ".password", "wrong"));
            CameraDevice device = framework.await(1).get(0);
            assertThrows(CameraException.class, () -> device.open(null));
            framework.await(() -> backend.getState() == BackendState.DEGRADED); // searching until a moment after the registration
            assertTrue(backend.getReason().contains("refused the user name or the password"), backend.getReason());
            camera.apply(TestDevice.config(server.url("/digest/snapshot.jpg")));
            framework.await(() -> framework.devices().size() == 1 && framework.devices().get(0) != device);
            framework.devices().get(0).open(null).close();
            framework.await(() -> backend.getState() == BackendState.OK);
            camera.close(ComponentConstants.DEACTIVATION_REASON_DISPOSED);
        }
    }

    /** As a job that starts the program each minute. */
    @Test
    void passwordThatIsRefusedIsRememberedByTheNextProgram(@TempDir Path state) throws Exception {
        try (CameraServer server = new CameraServer()) {
            Map<String, Object> wrong = TestDevice.config(server.url("/digest/snapshot.jpg"), ".password", "wrong-4711");
            for (int i = 0; i < 10; i++) {
                String message = run(state, wrong, ComponentConstants.DEACTIVATION_REASON_BUNDLE_STOPPED);
                assertTrue(message.contains("refused the user name or the password"), message);
                assertTrue(message.contains("; to send the same ones again, delete " + state.resolve("refused")), message);
            }
            Map<String, Object> other = new HashMap<>(wrong);
            other.putAll(Map.of("latency", "10ms", "name", "Gate", "service.ranking", 60));
            run(state, other, 0);
            assertEquals(1, server.wrongPasswords(), "the change has nothing to do with the password");

            assertEquals("", run(state, TestDevice.config(server.url("/digest/snapshot.jpg")), 0), "the configuration is another one");
            assertEquals(1, server.wrongPasswords());

            String message = run(state, wrong, ComponentConstants.DEACTIVATION_REASON_CONFIGURATION_DELETED);
            assertEquals(2, server.wrongPasswords(), message);
            message = run(state, wrong, 0);
            assertEquals(3, server.wrongPasswords(), "the configuration was deleted and made again");
            Files.delete(Path.of(message.replaceFirst(".* delete ", "")));
            run(state, wrong, 0);
            assertEquals(4, server.wrongPasswords(), "the user wanted it");
        }
    }

    /** Takes an image. Returns why there is none, or "". */
    private static String run(Path state, Map<String, Object> config, int end) throws Exception {
        Framework next = new Framework(state);
        IpCamera camera = new IpCamera(next.context(), new IpBackend(), next.log(), config);
        try {
            next.await(1).get(0).open(null).close();
            return "";
        } catch (CameraException e) {
            return e.getMessage();
        } finally {
            camera.close(end);
        }
    }
}
