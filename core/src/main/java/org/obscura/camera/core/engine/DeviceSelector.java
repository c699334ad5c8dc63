package org.obscura.camera.core.engine;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import org.obscura.camera.core.engine.DeviceRegistry.RegisteredDevice;

/** The best device for a target, which is asked for several times with each picture and seldom another. */
final class DeviceSelector {
    private final DeviceRegistry devices;
    private volatile Choice last = new Choice(-1, null, Optional.empty());

    private record Choice(long version, Predicate<Map<String, Object>> target, Optional<RegisteredDevice> best) {
    }

    DeviceSelector(DeviceRegistry devices) {
        this.devices = devices;
    }

    Optional<RegisteredDevice> of(Predicate<Map<String, Object>> target) {
        Choice choice = last;
        long version = devices.version(); // read first: what changes in between is seen the next time
        if (choice.version != version || choice.target != target) {
            choice = new Choice(version, target, devices.best(target));
            last = choice;
        }
        return choice.best;
    }
}
