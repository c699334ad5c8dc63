package org.obscura.camera.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.obscura.camera.Camera.Status;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureException;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.core.config.CameraConfiguration;
import org.obscura.camera.core.config.SettingsReader;
import org.obscura.camera.spi.CameraBackend;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.support.config.ConfigReader;

/** A simulated device never stands in for a real one unnoticed. */
class SimulatedDevicesTest extends EngineTestBase {

    private ManualDevice simulated(String name) {
        ManualDevice device = new ManualDevice(name).free();
        Map<String, Object> properties = new HashMap<>(device.properties());
        properties.put(CameraBackend.BACKEND, "simulated");
        properties.put(CameraDevice.DEVICE_SIMULATED, true);
        context.plug(device, -100, properties);
        return device;
    }

    private static String deviceOf(CameraService camera) {
        return camera.getDevice().map(DeviceInfo::id).orElse("");
    }

    @Test
    void unused_unlessTheTargetNamesIt() {
        simulated("card");
        assertEquals("", deviceOf(context.camera("a")));
        assertEquals("", deviceOf(context.camera("b", "device.target", "(!(camera.backend=webcam))")));
        assertEquals("hand:card", deviceOf(context.camera("c", "device.target", "(camera.backend=simulated)")));
        assertEquals("hand:card", deviceOf(context.camera("d", "device.target", "(camera.device.simulated=true)")));
        assertEquals("hand:card", deviceOf(context.camera("e", "device.target", "(|(camera.backend=webcam)(camera.backend=simulated))")));
        assertEquals("hand:card", deviceOf(context.camera("f", "device.target", "(camera.device.id=hand:*)")));
    }

    @Test
    void reasonSaysHowToUseIt() throws Exception {
        simulated("card");
        CameraService camera = context.camera("front", "device.timeout", 0);
        String message = context.awaitFailed(camera.capture(), CaptureError.RESOURCE);
        assertTrue(message.contains("the simulated device Hand card (hand:card) is used only if device.target names it"), message);
        assertTrue(message.contains("obscura.simulated is fallback"), message);
    }

    @Test
    void reasonDoesNotCallADeviceLostThatIsThere() throws Exception {
        context.plug("real").free();
        CameraService camera = context.camera("front", "device.timeout", 0);
        context.awaitSaved(camera.capture());
        camera.update(context.settings("front", "device.timeout", 0, "device.target", "(camera.device.id=hand:other)"));
        assertEquals("No device is available for camera front; no device that is present matches device.target; camera:devices lists what"
                + " each backend found; waited 0s (device.timeout)", context.awaitFailed(camera.capture(), CaptureError.RESOURCE));
    }

    @Test
    void reasonSaysThatTheTargetIsWrong() throws Exception {
        context.plug("real").free();
        CameraService camera = context.camera("front");
        camera.update(SettingsReader.read("front", new ConfigReader(CameraConfiguration.class,
                Map.of("device.timeout", 0, "device.target", "camera.backend=webcam"), Map.of())));
        String message = context.awaitFailed(camera.capture(), CaptureError.RESOURCE);
        assertTrue(message.startsWith("Camera front uses no device: device.target=camera.backend=webcam is wrong; it must be an LDAP"
                + " filter such as (camera.backend=webcam)"), message);
    }

    @Test
    void fallback_isUsedWithAWarning() throws Exception {
        context.simulated = "fallback";
        simulated("card");
        CameraService camera = context.camera("front");
        assertEquals("hand:card", deviceOf(camera));
        assertEquals(List.of(), context.warnings, "before it is used");
        context.awaitSaved(camera.capture());
        context.awaitSaved(camera.capture());
        assertEquals(List.of("Camera front uses the simulated device Hand card (hand:card): no other device is available"
                + " (obscura.simulated=fallback)"), context.warnings);
    }

    @Test
    void fallback_neverForACameraThatHadARealDevice() throws Exception {
        context.simulated = "fallback";
        simulated("card");
        ManualDevice real = context.plug("real").free();
        CameraService camera = context.camera("front", "device.timeout", 0.2);
        context.awaitSaved(camera.capture());
        context.unplug(real);
        CaptureRequest request = camera.submit(options().build());
        assertEquals(Optional.empty(), camera.getDevice());
        assertEquals(Status.WAITING, camera.getStatus());
        String message = context.awaitFailed(request.getId(), CaptureError.RESOURCE);
        assertEquals("The device Hand real (hand:real) of camera front was disconnected or is no longer available; the simulated device"
                + " Hand card (hand:card) does not stand in for a real one; waited 200ms (device.timeout)", message);
        assertTrue(
                context.warnings.contains("Camera front: the device Hand real (hand:real) is no longer available, and there is no other"),
                () -> context.warnings.toString());
        ManualDevice again = context.plug("real").free();
        context.awaitSaved(camera.capture());
        assertTrue(context.warnings.contains("Camera front: the device Hand real (hand:real) is available again"),
                () -> context.warnings.toString());
        context.unplug(again);
        context.plug("next").free();
        context.awaitSaved(camera.capture());
        assertTrue(context.warnings.contains("Camera front: the device Hand next (hand:next) is used instead of Hand real (hand:real)"),
                () -> context.warnings.toString());
        assertTrue(context.warnings.stream().anyMatch(line -> line.startsWith("Camera front, request 2: RESOURCE: ")),
                "a failed capture is a warning");
        assertTrue(request.getResult().handle((image, e) -> e).toCompletableFuture().get() instanceof CaptureException);
    }
}
