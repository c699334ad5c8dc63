package org.obscura.camera.core.engine;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import org.obscura.camera.core.engine.DevicePool.Slot;

/** The best device for a target, which is asked for several times with each picture and seldom another. */
final class BestDevice {
    private final DevicePool devices;
    private volatile Choice last = new Choice(-1, null, Optional.empty());

    private record Choice(long version, Predicate<Map<String, Object>> target, Optional<Slot> best) {
    }

    BestDevice(DevicePool devices) {
        this.devices = devices;
    }

    Optional<Slot> of(Predicate<Map<String, Object>> target) {
        Choice choice = last;
        long version = devices.version(); // read first: what changes in between is seen the next time
        if (choice.version != version || choice.target != target) {
            choice = new Choice(version, target, devices.best(target));
            last = choice;
        }
        return choice.best;
    }
}
