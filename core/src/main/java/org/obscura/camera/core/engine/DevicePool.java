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
public final class DevicePool {
    private static final Comparator<Slot> BEST_FIRST = Comparator.comparingInt((Slot slot) -> slot.ranking).reversed()
            .thenComparingLong(slot -> slot.serviceId);

    private final List<Slot> slots = new ArrayList<>();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private final Workers workers;
    /** Grows with every change of what is there and usable. */
    private volatile long version;

    public DevicePool(Workers workers) {
        this.workers = workers;
    }

    /** A device that is there, or was. What changes is guarded by the pool. */
    public static final class Slot {
        final CameraDevice device;
        final DeviceInfo info;
        private final long serviceId;
        private int ranking;
        private Map<String, Object> properties;
        private volatile boolean gone;
        private CameraLine holder;
        private boolean contested;
        private boolean stuck;

        private Slot(CameraDevice device, DeviceInfo info, long serviceId) {
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
            Slot slot = find(device);
            if (slot == null) {
                slot = new Slot(device, info, serviceId);
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
            Slot slot = find(device);
            if (slot == null) {
                return;
            }
            slots.remove(slot);
            slot.gone = true;
            version++;
        }
        tell();
    }

    private Slot find(CameraDevice device) {
        return slots.stream().filter(slot -> slot.device == device).findFirst().orElse(null);
    }

    /** The best device that fits and answers. */
    synchronized Optional<Slot> best(Predicate<Map<String, Object>> target) {
        return slots.stream().filter(slot -> !slot.stuck && target.test(slot.properties)).findFirst();
    }

    /** A device that fits and does not answer. */
    synchronized Optional<Slot> stuck(Predicate<Map<String, Object>> target) {
        return slots.stream().filter(slot -> slot.stuck && target.test(slot.properties)).findFirst();
    }

    /** Takes a device for a camera. If another has it, that one is asked to let go as soon as it has nothing to do. */
    boolean acquire(Slot slot, CameraLine camera) {
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

    void release(Slot slot, CameraLine camera) {
        synchronized (this) {
            if (slot.holder != camera) {
                return;
            }
            slot.holder = null;
            slot.contested = false;
        }
        tell();
    }

    synchronized boolean isContested(Slot slot) {
        return slot.contested;
    }

    /** Notes that a call into the device did not return, or at last did. */
    void setStuck(Slot slot, boolean stuck) {
        synchronized (this) {
            slot.stuck = stuck;
            version++;
        }
        tell();
    }

    /** Which camera has it open; "" for none. */
    synchronized String holderOf(Slot slot) {
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
