package org.obscura.camera.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraBackend.BackendState;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;

class DeviceLifecycleTest {
    private final SimulatedBackend backend = new SimulatedBackend();
    private final Map<CameraDevice, Map<String, Object>> registered = new LinkedHashMap<>();
    private final List<Work> scheduled = new ArrayList<>();
    private final List<String> logged = new ArrayList<>();
    private final DeviceLifecycle plug = plug("first");
    /** Run as a service is unregistered. */
    private Runnable onUnregister = () -> {};

    private record Work(Duration delay, Runnable work) {
    }

    private DeviceLifecycle plug(String subject) {
        return new DeviceLifecycle(subject, backend, (device, properties) -> {
            registered.put(device, properties);
            return () -> {
                onUnregister.run();
                registered.remove(device);
            };
        }, (delay, work) -> {
            Work w = new Work(delay, work);
            scheduled.add(w);
            return () -> scheduled.remove(w);
        }, new DeviceLifecycle.Log() {
            @Override
            public void warn(String sentence) {
                logged.add("warn: " + sentence);
            }

            @Override
            public void info(String sentence) {
                logged.add("info: " + sentence);
            }
        }, new JumpingClock());
    }

    private CameraDevice device() {
        assertEquals(1, registered.size());
        return registered.keySet().iterator().next();
    }

    private void runScheduled() {
        List<Work> now = List.copyOf(scheduled);
        scheduled.clear();
        now.forEach(w -> w.work().run());
    }

    private static Reason reason(CameraStream stream) {
        return assertThrows(CameraException.class, () -> stream.nextFrame(Duration.ofSeconds(1))).getReason();
    }

    @Test
    void aDeviceIsRegisteredWithAllItsProperties() {
        plug.apply(Map.of("id", "front", "name", "Door", "position", "front", "orientation", "270", "service.ranking", "5"));
        assertEquals(Map.of("camera.device.id", "simulated:front", "camera.device.name", "Door", "camera.backend", "simulated",
                "camera.device.position", "FRONT_FACE", "camera.device.orientation", 270, "camera.device.simulated", true,
                "service.ranking", 5, "service.description",
                "Door"),
                registered.get(device()));
        assertEquals(BackendState.OK, backend.getState());
        assertEquals("", backend.getReason());
        assertEquals("simulated", backend.getName());
    }

    @Test
    void faultsAreAppliedToTheSameDeviceAndItsStream() throws CameraException {
        plug.apply(Map.of());
        CameraDevice device = device();
        CameraStream stream = device.open(null);
        plug.apply(Map.of("failure.rate", 1));
        assertSame(device, device());
        assertEquals(Reason.FAILED, reason(stream));
        plug.apply(Map.of());
        stream.nextFrame(Duration.ofSeconds(1)).close();
    }

    @Test
    void anotherIdentityIsAnotherDevice() throws CameraException {
        plug.apply(Map.of("id", "a"));
        CameraDevice before = device();
        CameraStream stream = before.open(null);
        plug.apply(Map.of("id", "b", "resolutions", "320x240"));
        assertNotSame(before, device());
        assertEquals("simulated:b", device().getInfo().id());
        assertEquals(List.of(new Resolution(320, 240)), device().getResolutions());
        assertEquals(Reason.DISCONNECTED, reason(stream));
    }

    @Test
    void unplugTakesTheServiceAwayBeforeTheStreamEndsAndClearingBringsAnother() throws CameraException {
        plug.apply(Map.of());
        CameraDevice before = device();
        CameraStream stream = before.open(null);
        onUnregister = () -> {
            try {
                stream.nextFrame(Duration.ofSeconds(1)).close();
                logged.add("good while unregistering");
            } catch (CameraException e) {
                throw new AssertionError(e);
            }
        };
        plug.apply(Map.of("unplug", "true"));
        onUnregister = () -> {};
        assertEquals(List.of("good while unregistering"), logged);
        assertEquals(Map.of(), registered);
        assertEquals(Reason.DISCONNECTED, reason(stream));
        plug.apply(Map.of("unplug", "true", "latency", 5));
        assertEquals(Map.of(), registered);
        plug.apply(Map.of("unplug", "false"));
        assertNotSame(before, device());
        assertEquals(Reason.DISCONNECTED, assertThrows(CameraException.class, () -> before.open(null)).getReason());
        device().open(null).close();
    }

    @Test
    void anUnplugRateTakesTheDeviceAwayForTheUnplugTime() throws CameraException {
        plug.apply(Map.of("unplug.rate", 1, "unplug.time", 250));
        CameraStream stream = device().open(null);
        assertEquals(Reason.TIMEOUT, reason(stream), "nothing was unplugged yet, and no frame came");
        runScheduled();
        assertEquals(Map.of(), registered);
        assertEquals(Reason.DISCONNECTED, reason(stream));
        assertEquals(List.of(Duration.ofMillis(250)), scheduled.stream().map(Work::delay).toList());
        runScheduled();
        device().open(null).close();
    }

    @Test
    void aWrongValueIsReportedAndTheDeviceHasTheDefault() throws CameraException {
        plug.apply(Map.of("service.pid", "org.obscura.camera.simulated~first", "latency", "soon", "name", "Door"));
        assertEquals("Door", device().getInfo().displayName());
        device().open(null).nextFrame(Duration.ofSeconds(1)).close();
        assertEquals(BackendState.DEGRADED, backend.getState());
        assertTrue(backend.getReason().contains("Configuration org.obscura.camera.simulated~first: ")
                && backend.getReason().contains("latency=soon"), backend.getReason());
        assertEquals(1, logged.size());
        assertTrue(logged.get(0).startsWith("warn: ") && logged.get(0).contains("latency=soon is wrong"), logged.get(0));
        plug.apply(Map.of("latency", "10ms"));
        device();
        assertEquals(BackendState.OK, backend.getState());
    }

    @Test
    void aValueThatBecomesWrongLeavesTheDeviceAsItWas() throws CameraException {
        plug.apply(Map.of("id", "a", "failure.rate", 0));
        CameraDevice device = device();
        CameraStream stream = device.open(null);
        plug.apply(Map.of("id", "a b", "failure.rate", "often"));
        assertSame(device, device());
        stream.nextFrame(Duration.ofSeconds(1)).close();
        assertEquals(BackendState.DEGRADED, backend.getState());
        assertEquals(2, logged.size());
    }

    @Test
    void anUnknownKeyIsWarnedOf() {
        plug.apply(Map.of("framerate", "10"));
        device();
        assertEquals(List.of("warn: Configuration SimulatedCameraConfig: 'framerate' is unknown; did you mean 'frame.rate'?"), logged);
    }

    @Test
    void theSecondOfTwoWithOneIdWaitsForTheFirst() {
        DeviceLifecycle second = plug("second");
        plug.apply(Map.of("id", "a"));
        CameraDevice device = device();
        second.apply(Map.of("id", "a", "name", "other"));
        assertSame(device, device());
        assertTrue(backend.getReason().contains("second") && backend.getReason().contains("simulated:a"), backend.getReason());
        assertEquals(1, logged.size());
        plug.apply(Map.of("id", "b"));
        runScheduled();
        assertEquals(2, registered.size());
        assertEquals(BackendState.OK, backend.getState());
    }

    @Test
    void aFolderWithoutPicturesDegradesTheBackendUntilThereIsOne(@TempDir Path temp) throws IOException, CameraException {
        plug.apply(Map.of("picture", temp.toString()));
        CameraDevice device = device();
        assertEquals(BackendState.DEGRADED, backend.getState());
        assertTrue(backend.getReason().contains(temp.toString()), backend.getReason());
        runScheduled();
        assertEquals(1, logged.size(), "logged once");
        Files.write(temp.resolve("a.png"), TestImages.png(TestImages.plain(8, 6, 0)));
        runScheduled();
        assertEquals(BackendState.OK, backend.getState());
        assertSame(device, device());
        assertEquals(new Resolution(8, 6), device.open(null).getResolution());
        plug.apply(Map.of());
        assertEquals(List.of(), scheduled, "the folder is not watched any more");
    }

    @Test
    void aClosedPlugLeavesNothing() throws CameraException {
        plug.apply(Map.of("id", "a", "picture", "/nowhere"));
        DeviceLifecycle second = plug("second");
        second.apply(Map.of("id", "a"));
        DeviceLifecycle third = plug("third");
        third.apply(Map.of("stall", "x"));
        third.close();
        second.close();
        plug.close();
        runScheduled();
        assertEquals(Map.of(), registered);
        assertEquals("", backend.getReason());
        assertEquals(List.of(), scheduled);
    }
}
