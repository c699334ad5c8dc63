package org.obscura.camera.core.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.spi.CameraBackend;
import org.obscura.camera.spi.CameraDevice;

/**
 * Decides when a camera may use a simulated device, which must never stand in for a real one unnoticed: if its {@code device.target} names
 * simulated devices, or if the framework property {@value #PROPERTY} is {@value #FALLBACK} and the camera never had a real device.
 */
public final class SimulatedDevices {
    /** The framework property. */
    public static final String PROPERTY = "obscura.simulated";
    static final String FALLBACK = "fallback";

    private final Supplier<@Nullable String> property;

    /** Creates the rule; the supplier returns the value of the framework property at that moment, or null. */
    public SimulatedDevices(Supplier<@Nullable String> property) {
        this.property = property;
    }

    boolean isFallbackAllowed() {
        return FALLBACK.equalsIgnoreCase(property.get());
    }

    /** Returns whether a target that matches a device does so because of what the device is, not only because of its other properties. */
    static boolean isNamed(Predicate<Map<String, Object>> target, Map<String, Object> properties) {
        Map<String, Object> anonymous = new HashMap<>(properties);
        anonymous.remove(CameraBackend.BACKEND);
        anonymous.remove(CameraDevice.DEVICE_ID);
        anonymous.remove(CameraDevice.DEVICE_NAME);
        anonymous.remove(CameraDevice.DEVICE_SIMULATED);
        return !target.test(anonymous);
    }
}
