package org.obscura.camera.core.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.spi.CameraDevice;

/**
 * The devices that are registered, best first: by {@code service.ranking}, then the one registered first. A device has one owner at a
 * time. Listeners are called after every change, on the timer thread and without a lock.
 */
public final class DeviceRegistry {
    @GuardedBy("this")
    private final List<RegisteredDevice> devices = new ArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final EngineExecutors executors;
    private volatile long version;

    public DeviceRegistry(EngineExecutors executors) {
        this.executors = executors;
    }

    /** Adds a device, or takes over its changed properties. */
    public void put(CameraDevice service, int ranking, long serviceId, Map<String, Object> properties) {
        DeviceInfo info = Objects.requireNonNull(service.getInfo(), "the device has no info");
        synchronized (this) {
            RegisteredDevice device = find(service);
            if (device == null) {
                device = new RegisteredDevice(service, info, serviceId);
                devices.add(device);
            }
            device.update(ranking, properties);
            devices.sort(RegisteredDevice.BEST_FIRST);
            version++;
        }
        notifyListeners();
    }

    /** Removes a device; its user notices by {@link RegisteredDevice#isGone()}. */
    public void remove(CameraDevice service) {
        synchronized (this) {
            RegisteredDevice device = find(service);
            if (device == null) {
                return;
            }
            devices.remove(device);
            device.setGone();
            version++;
        }
        notifyListeners();
    }

    @GuardedBy("this")
    private @Nullable RegisteredDevice find(CameraDevice service) {
        return devices.stream().filter(device -> device.service() == service).findFirst().orElse(null);
    }

    /** Returns the best device that answers and passes the filter. */
    synchronized Optional<RegisteredDevice> findBest(Predicate<RegisteredDevice> filter) {
        return devices.stream().filter(device -> !device.isStuck() && filter.test(device)).findFirst();
    }

    /** Returns the best device that does not answer and passes the filter. */
    synchronized Optional<RegisteredDevice> findStuck(Predicate<RegisteredDevice> filter) {
        return devices.stream().filter(device -> device.isStuck() && filter.test(device)).findFirst();
    }

    /** Makes a device the owner's. If it has another owner, that one is asked to release it once it has no request. */
    boolean acquire(RegisteredDevice device, DeviceOwner owner) {
        synchronized (this) {
            if (device.owner() == null || device.owner() == owner) {
                device.setOwner(owner);
                return true;
            }
            if (device.isRequestedByOther()) {
                return false;
            }
            device.setRequestedByOther();
        }
        notifyListeners();
        return false;
    }

    /** Makes a device the owner's, unless it has another owner; that one keeps it. */
    synchronized boolean acquireIfFree(RegisteredDevice device, DeviceOwner owner) {
        if (device.owner() != null && device.owner() != owner) {
            return false;
        }
        device.setOwner(owner);
        return true;
    }

    void release(RegisteredDevice device, DeviceOwner owner) {
        synchronized (this) {
            if (device.owner() != owner) {
                return;
            }
            device.removeOwner();
        }
        notifyListeners();
    }

    synchronized boolean isRequestedByOther(RegisteredDevice device) {
        return device.isRequestedByOther();
    }

    /** Notes that a call into the device did not return, or returned at last. */
    void setStuck(RegisteredDevice device, boolean stuck) {
        synchronized (this) {
            device.setStuck(stuck);
            version++;
        }
        notifyListeners();
    }

    /** Returns the id of the camera that has the device; "" if none has. */
    synchronized String ownerOf(RegisteredDevice device) {
        DeviceOwner owner = device.owner();
        return owner == null ? "" : owner.cameraId();
    }

    void addListener(Runnable listener) {
        listeners.add(listener);
    }

    void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    /** Returns a number that changes whenever the best device for some target may change. */
    long version() {
        return version;
    }

    private void notifyListeners() {
        executors.executeOnTimer(() -> listeners.forEach(Runnable::run));
    }
}
