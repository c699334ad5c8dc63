package org.obscura.camera.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.Camera;
import org.obscura.camera.Camera.Status;
import org.obscura.camera.CameraStatistics;
import org.obscura.camera.CameraStatistics.Latency;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.RetentionStatus;
import org.obscura.camera.DeviceInfo.Position;
import org.obscura.camera.spi.CameraBackend;

class CameraCheckTest {
    private static final DeviceInfo DEVICE = new DeviceInfo("webcam:1", "Webcam", "webcam", Position.UNSPECIFIED, 0, "", "");

    private final Set<String> simulated = new HashSet<>();
    private RetentionStatus retention;

    @TempDir
    Path folder;

    private Camera camera(Status status, boolean device, int failures) {
        Latency none = new Latency(0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
        CameraStatistics statistics = new CameraStatistics(9, 9 - failures, 0, Map.of(), 0, none, 0, Duration.ZERO, Duration.ZERO,
                failures == 0 ? "" : "the lens fell off", failures);
        Map<String, Object> answers = Map.of("getRetention", Optional.ofNullable(retention), "getStatus", status, "getDevice",
                device ? Optional.of(DEVICE) : Optional.empty(),
                "getStatistics",
                statistics, "getDirectory", folder.resolve("not/yet/made"));
        return (Camera) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Camera.class},
                (proxy, method, arguments) -> answers.get(method.getName()));
    }

    private static CameraBackend backend(CameraBackend.BackendState state, String reason) {
        return new CameraBackend() {
            @Override
            public String getName() {
                return "webcam";
            }

            @Override
            public BackendState getState() {
                return state;
            }

            @Override
            public String getReason() {
                return reason;
            }
        };
    }

    private static String text(Result result) {
        return StreamSupport.stream(result.spliterator(), false).map(entry -> entry.getStatus() + " " + entry.getMessage())
                .collect(Collectors.joining("\n"));
    }

    private Result check(Camera camera, CameraBackend... backends) {
        return new CameraCheck(camera, () -> List.of(backends), simulated::contains, 0, 0).execute();
    }

    @Test
    void aBackendThatFailsToReportItsStateIsNamed() {
        CameraBackend faulty = backend(null, "");
        Result result = check(camera(Status.ACTIVE, true, 0), faulty, backend(CameraBackend.BackendState.SEARCHING, ""));
        assertTrue(text(result).contains("WARN The backend webcam is DEGRADED: The backend fails to report its state: "
                + "java.lang.NullPointerException: getState returned null"), text(result));
        assertTrue(text(result).contains("The backend webcam scans for devices"), text(result));
    }

    @Test
    void aCameraWithADeviceIsWell() {
        Result result = check(camera(Status.ACTIVE, true, 0), backend(CameraBackend.BackendState.OK, ""));
        assertEquals(Result.Status.OK, result.getStatus(), text(result));
        assertTrue(text(result).contains("Webcam (webcam:1)"), text(result));
    }

    @Test
    void aSimulatedDeviceWarns() {
        simulated.add("webcam:1");
        Result result = check(camera(Status.ACTIVE, true, 0), backend(CameraBackend.BackendState.OK, ""));
        assertEquals(Result.Status.WARN, result.getStatus(), text(result));
        assertTrue(text(result).contains("WARN The device Webcam (webcam:1) is simulated"), text(result));
    }

    @Test
    void aRetentionThatCannotKeepItsLimitWarns() {
        retention = new RetentionStatus(7, 7_000, 3, 3_000, "");
        Result result = check(camera(Status.ACTIVE, true, 0), backend(CameraBackend.BackendState.OK, ""));
        assertEquals(Result.Status.OK, result.getStatus(), text(result));
        retention = new RetentionStatus(7, 7_000, 3, 3_000, "1 GB must be free and nothing may be deleted");
        result = check(camera(Status.ACTIVE, true, 0), backend(CameraBackend.BackendState.OK, ""));
        assertEquals(Result.Status.WARN, result.getStatus(), text(result));
        assertTrue(text(result).contains("WARN 1 GB must be free and nothing may be deleted"), text(result));
    }

    @Test
    void withoutADeviceTheReasonOfTheBackendIsTold() {
        Result result = check(camera(Status.WAITING, false, 0), backend(CameraBackend.BackendState.UNAVAILABLE, "install libv4l-0"));
        assertEquals(Result.Status.CRITICAL, result.getStatus());
        assertTrue(text(result).contains("CRITICAL The backend webcam cannot work: install libv4l-0"), text(result));
    }

    @Test
    void aBackendThatIsNotNeededOnlyWarns() {
        Result result = check(camera(Status.ACTIVE, true, 0), backend(CameraBackend.BackendState.UNAVAILABLE, "install libv4l-0"));
        assertEquals(Result.Status.WARN, result.getStatus(), text(result));
    }

    @Test
    void aBackendForOtherMachinesIsNoProblem() {
        Result result = check(camera(Status.ACTIVE, true, 0), backend(CameraBackend.BackendState.UNSUPPORTED, "made for x86"));
        assertEquals(Result.Status.OK, result.getStatus(), text(result));
        assertTrue(text(result).contains("The backend webcam is not for this machine: made for x86"), text(result));
    }

    @Test
    void failuresWarnThenAreCritical() {
        assertEquals(Result.Status.WARN, check(camera(Status.ACTIVE, true, 1)).getStatus());
        Result result = check(camera(Status.ACTIVE, true, 3));
        assertEquals(Result.Status.CRITICAL, result.getStatus());
        assertTrue(text(result).contains("the lens fell off"), text(result));
    }

    @Test
    void littleSpaceIsTold() {
        Result result = new CameraCheck(camera(Status.ACTIVE, true, 0), List::of, id -> false, Long.MAX_VALUE, 0).execute();
        assertEquals(Result.Status.WARN, result.getStatus(), text(result));
        assertEquals(Result.Status.CRITICAL,
                new CameraCheck(camera(Status.ACTIVE, true, 0), List::of, id -> false, 0, Long.MAX_VALUE).execute().getStatus());
    }

    @Test
    void aStoppedCameraIsNoFault() {
        assertEquals(Result.Status.OK, check(camera(Status.INACTIVE, false, 0)).getStatus());
    }
}
