package org.obscura.camera.core.engine;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.core.config.WrongTarget;
import org.obscura.camera.core.logging.EngineLog;

/** Selects the best device for one camera. Keeps the last answer, since it is needed several times for each image. */
final class DeviceSelector {
    private final String cameraId;
    private final DeviceRegistry devices;
    private final SimulatedDevices simulated;
    private final EngineLog log;
    private volatile Selection last = new Selection(-1, properties -> false, Optional.empty());
    /** The device that was selected last; null before the first. */
    private volatile RegisteredDevice.@Nullable Identity lastDevice;
    /** Whether a real device was selected at any time: from then on no simulated one stands in for it. */
    private volatile boolean hadRealDevice;
    private volatile RegisteredDevice.@Nullable Identity warnedOf;

    private record Selection(long version, Predicate<Map<String, Object>> target, Optional<RegisteredDevice> device) {
    }

    DeviceSelector(String cameraId, EngineContext context) {
        this.cameraId = cameraId;
        this.devices = context.devices();
        this.simulated = context.simulated();
        this.log = context.log();
    }

    /** Returns the best device that matches the target, may be used, and answers. */
    Optional<RegisteredDevice> select(Predicate<Map<String, Object>> target) {
        Selection selection = last;
        long version = devices.version(); // read first: a change in between is seen next time
        if (selection.version != version || selection.target != target || selection.device.isEmpty()) {
            Optional<RegisteredDevice> device = devices.findBest(candidate -> isUsable(candidate, target));
            device.ifPresent(selected -> {
                lastDevice = selected.identity();
                hadRealDevice |= !selected.isSimulated();
            });
            selection = new Selection(version, target, device);
            last = selection;
        }
        return selection.device;
    }

    private boolean isUsable(RegisteredDevice device, Predicate<Map<String, Object>> target) {
        return target.test(device.properties()) && (!device.isSimulated() || SimulatedDevices.isNamed(target, device.properties())
                || !hadRealDevice && simulated.isFallbackAllowed());
    }

    /** Logs a simulated device that stands in for another, once and not before it is used: to list cameras takes no image. */
    void used(RegisteredDevice device, Predicate<Map<String, Object>> target) {
        if (device.isSimulated() && device.identity() != warnedOf && !SimulatedDevices.isNamed(target, device.properties())) {
            warnedOf = device.identity();
            log.warn("Camera {} uses the simulated device {}: no other device is available ({}={})", cameraId, device,
                    SimulatedDevices.PROPERTY, SimulatedDevices.FALLBACK);
        }
    }

    /** Returns why there is no device, as a sentence without its full stop. */
    String reasonForNone(Predicate<Map<String, Object>> target) {
        if (target instanceof WrongTarget wrong) {
            return "Camera " + cameraId + " uses no device: " + wrong.mistake();
        }
        Optional<RegisteredDevice> stuck = devices.findStuck(device -> isUsable(device, target));
        if (stuck.isPresent()) {
            return stuck.get() + " does not return from an earlier call";
        }
        RegisteredDevice.Identity lost = lostDevice();
        String reason = lost == null ? "No device is available for camera " + cameraId
                : "The device " + lost + " of camera " + cameraId + " was disconnected or is no longer available";
        return devices.findBest(device -> target.test(device.properties())).map(device -> reason + "; the simulated device " + device
                + (hadRealDevice ? " does not stand in for a real one" + (lost == null ? " unless device.target names it" : "")
                        : " is used only if device.target names it, such as (camera.backend=simulated), or the"
                                + " framework property " + SimulatedDevices.PROPERTY + " is " + SimulatedDevices.FALLBACK))
                .orElseGet(() -> reason
                        + (devices.findBest(device -> true).isPresent() ? "; no device that is present matches device.target" : "")
                        + "; camera:devices lists what each backend found");
    }

    /** Returns the device that was selected last if it is not registered any more; null if it is, or there was none. */
    private RegisteredDevice.@Nullable Identity lostDevice() {
        RegisteredDevice.Identity before = lastDevice;
        return before == null || devices.findBest(before::isOf).or(() -> devices.findStuck(before::isOf)).isPresent() ? null : before;
    }
}
