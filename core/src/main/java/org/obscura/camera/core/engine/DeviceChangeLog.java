package org.obscura.camera.core.engine;

import org.jspecify.annotations.Nullable;

/**
 * Logs, once for each change, that a camera uses another device or has lost its device. Guarded by the lock of the
 * {@link CaptureSession}.
 */
final class DeviceChangeLog {
    private final String cameraId;
    private final EngineContext context;
    /** The last device in use; null while the camera is stopped. */
    private RegisteredDevice.@Nullable Identity last;
    private boolean lost;

    DeviceChangeLog(String cameraId, EngineContext context) {
        this.cameraId = cameraId;
        this.context = context;
    }

    /**
     * Logs a change.
     *
     * @param device that the camera uses from now on, or null
     * @param active whether the camera is started
     */
    void update(@Nullable RegisteredDevice device, boolean active) {
        RegisteredDevice.Identity selected = device == null ? null : device.identity();
        if (!active || last == null || context.shuttingDown().getAsBoolean()) {
            last = selected;
        } else if (selected == null && !lost) {
            context.log().warn("Camera {}: the device {} is no longer available, and there is no other", cameraId, last);
        } else if (selected != null && selected != last) {
            if (selected.toString().equals(last.toString())) {
                context.log().warn("Camera {}: the device {} is available again", cameraId, selected);
            } else {
                context.log().warn("Camera {}: the device {} is used instead of {}", cameraId, selected, last);
            }
            last = selected;
        }
        lost = selected == null && last != null;
    }
}
