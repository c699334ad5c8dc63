package org.obscura.camera.core.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import org.obscura.camera.DeviceInfo;
import org.obscura.camera.spi.CameraDevice;

/**
 * The devices that are there, best first: by {@code service.ranking}, then the one that was there first. A device is open for one
 * camera at a time. Cameras are told of every change, by a thread that holds no lock.
 */
public final class DeviceRegistry {
    private static final Comparator<RegisteredDevice> BEST_FIRST = Comparator.comparingInt((RegisteredDevice slot) -> slot.ranking)
            .reversed()
            .thenComparingLong(slot -> slot.serviceId);

    private final List<RegisteredDevice> slots = new ArrayList<>();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private final EngineExecutors workers;
    /** Grows with every change of what is there and usable. */
    private volatile long version;

    public DeviceRegistry(EngineExecutors workers) {
        this.workers = workers;
    }

    /** A device that is there, or was. What changes is guarded by the pool. */
    public static final class RegisteredDevice {
        final CameraDevice device;
        final DeviceInfo info;
        private final long serviceId;
        private int ranking;
        private Map<String, Object> properties;
        private volatile boolean gone;
        private CaptureSession holder;
        private boolean contested;
        private boolean stuck;

        private RegisteredDevice(CameraDevice device, DeviceInfo info, long serviceId) {
            this.device = device;
            this.info = info;
            this.serviceId = serviceId;
        }

        boolean isGone() {
            return gone;
        }

        @Override
        public String toString() {
            return info.displayName() + " (" + info.id() + ")";
        }
    }

    /** Adds a device, or takes over its changed properties. */
    public void put(CameraDevice device, int ranking, long serviceId, Map<String, Object> properties) {
        DeviceInfo info = Objects.requireNonNull(device.getInfo(), "the device has no info");
        synchronized (this) {
            RegisteredDevice slot = find(device);
            if (slot == null) {
                slot = new RegisteredDevice(device, info, serviceId);
                slots.add(slot);
            }
            slot.ranking = ranking;
            slot.properties = Map.copyOf(properties);
            slots.sort(BEST_FIRST);
            version++;
        }
        tell();
    }

    /** Takes a device away. */
    public void remove(CameraDevice device) {
        synchronized (this) {
            RegisteredDevice slot = find(device);
            if (slot == null) {
                return;
            }
            slots.remove(slot);
            slot.gone = true;
            version++;
        }
        tell();
    }

    private RegisteredDevice find(CameraDevice device) {
        return slots.stream().filter(slot -> slot.device == device).findFirst().orElse(null);
    }

    /** The best device that fits and answers. */
    synchronized Optional<RegisteredDevice> best(Predicate<Map<String, Object>> target) {
        return slots.stream().filter(slot -> !slot.stuck && target.test(slot.properties)).findFirst();
    }

    /** A device that fits and does not answer. */
    synchronized Optional<RegisteredDevice> stuck(Predicate<Map<String, Object>> target) {
        return slots.stream().filter(slot -> slot.stuck && target.test(slot.properties)).findFirst();
    }

    /** Takes a device for a camera. If another has it, that one is asked to let go as soon as it has nothing to do. */
    boolean acquire(RegisteredDevice slot, CaptureSession camera) {
        synchronized (this) {
            if (slot.holder == null || slot.holder == camera) {
                slot.holder = camera;
                return true;
            }
            if (slot.contested) {
                return false;
            }
            slot.contested = true;
        }
        tell();
        return false;
    }

    void release(RegisteredDevice slot, CaptureSession camera) {
        synchronized (this) {
            if (slot.holder != camera) {
                return;
            }
            slot.holder = null;
            slot.contested = false;
        }
        tell();
    }

    synchronized boolean isContested(RegisteredDevice slot) {
        return slot.contested;
    }

    /** Notes that a call into the device did not return, or at last did. */
    void setStuck(RegisteredDevice slot, boolean stuck) {
        synchronized (this) {
            slot.stuck = stuck;
            version++;
        }
        tell();
    }

    /** Which camera has it open; "" for none. */
    synchronized String holderOf(RegisteredDevice slot) {
        return slot.holder == null ? "" : slot.holder.id();
    }

    void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    void unwatch(Runnable watcher) {
        watchers.remove(watcher);
    }

    /** As long as it is the same, so is the best device for a target. */
    long version() {
        return version;
    }

    private void tell() {
        workers.soon(() -> watchers.forEach(Runnable::run));
    }
}
