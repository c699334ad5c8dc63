package org.obscura.camera.core.engine;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Selects the best device for one camera. Keeps the last answer, since it is needed several times for each image. */
final class DeviceSelector {
    private final String cameraId;
    private final DeviceRegistry devices;
    private volatile Selection last = new Selection(-1, null, Optional.empty());

    private record Selection(long version, Predicate<Map<String, Object>> target, Optional<RegisteredDevice> device) {
    }

    DeviceSelector(String cameraId, DeviceRegistry devices) {
        this.cameraId = cameraId;
        this.devices = devices;
    }

    /** Returns the best device that matches the target and answers. */
    Optional<RegisteredDevice> select(Predicate<Map<String, Object>> target) {
        Selection selection = last;
        long version = devices.version(); // read first: a change in between is seen next time
        if (selection.version != version || selection.target != target) {
            selection = new Selection(version, target, devices.findBest(target));
            last = selection;
        }
        return selection.device;
    }

    /** Returns why there is no device, as a sentence without its full stop. */
    String reasonForNone(Predicate<Map<String, Object>> target) {
        return devices.findStuck(target).map(device -> device + " does not return from an earlier call")
                .orElse("No camera device is available for camera " + cameraId);
    }
}
