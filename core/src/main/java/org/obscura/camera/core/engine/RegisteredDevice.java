package org.obscura.camera.core.engine;

import java.util.Comparator;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.spi.CameraDevice;

/** A device service, or one that was unregistered. What changes is changed by the {@link DeviceRegistry} under its monitor. */
final class RegisteredDevice {
    /** Orders as the framework does: by {@code service.ranking}, then the one registered first. */
    static final Comparator<RegisteredDevice> BEST_FIRST = Comparator.comparingInt((RegisteredDevice device) -> device.ranking).reversed()
            .thenComparingLong(device -> device.serviceId);

    /** Stands for a device without its service, whose class loader is to be collected once the backend is uninstalled. */
    static final class Identity {
        private final String text;

        private Identity(DeviceInfo info) {
            this.text = info.displayName() + " (" + info.id() + ")";
        }

        /** Returns whether a device has the same id and name, such as the same one that was connected again. */
        boolean isOf(RegisteredDevice device) {
            return text.equals(device.identity.text);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private final CameraDevice service;
    private final DeviceInfo info;
    private final long serviceId;
    private final Identity identity;
    private int ranking;
    private volatile Map<String, Object> properties = Map.of();
    private volatile boolean gone;
    private @Nullable DeviceOwner owner;
    private boolean requestedByOther;
    private boolean stuck;

    RegisteredDevice(CameraDevice service, DeviceInfo info, long serviceId) {
        this.service = service;
        this.info = info;
        this.serviceId = serviceId;
        this.identity = new Identity(info);
    }

    CameraDevice service() {
        return service;
    }

    DeviceInfo info() {
        return info;
    }

    /** Returns which device it is, for those who remember it longer than it is registered. */
    Identity identity() {
        return identity;
    }

    /** Returns whether its service was unregistered. */
    boolean isGone() {
        return gone;
    }

    /** Returns whether its service property says that it is simulated. */
    boolean isSimulated() {
        return Boolean.parseBoolean(String.valueOf(properties.get(CameraDevice.DEVICE_SIMULATED)));
    }

    @Override
    public String toString() {
        return identity.toString();
    }

    // ---- for the registry, under its monitor

    void update(int newRanking, Map<String, Object> newProperties) {
        ranking = newRanking;
        properties = Map.copyOf(newProperties);
    }

    Map<String, Object> properties() {
        return properties;
    }

    void setGone() {
        gone = true;
    }

    /** Returns the owner; null: it has none. */
    @Nullable
    DeviceOwner owner() {
        return owner;
    }

    void setOwner(DeviceOwner newOwner) {
        owner = newOwner;
    }

    void removeOwner() {
        owner = null;
        requestedByOther = false;
    }

    boolean isRequestedByOther() {
        return requestedByOther;
    }

    void setRequestedByOther() {
        requestedByOther = true;
    }

    boolean isStuck() {
        return stuck;
    }

    void setStuck(boolean value) {
        stuck = value;
    }
}
