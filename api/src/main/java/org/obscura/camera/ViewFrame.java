package org.obscura.camera;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Objects;

/**
 * A small image of a {@link Camera#view}, upright. Immutable; keeps no device alive.
 *
 * @param jpeg the image as JPEG. Each call returns a read-only buffer of its own
 * @param deviceId the id of the device that exposed it, see {@link DeviceInfo#id()}
 * @param timestamp the time of the exposure, by the clock of this machine
 */
public record ViewFrame(ByteBuffer jpeg, String deviceId, Instant timestamp) {

    /**
     * Validates the components.
     *
     * @throws NullPointerException if a component is null
     */
    public ViewFrame {
        jpeg = jpeg.asReadOnlyBuffer();
        Objects.requireNonNull(deviceId, "deviceId");
        Objects.requireNonNull(timestamp, "timestamp");
    }

    @Override
    public ByteBuffer jpeg() {
        return jpeg.asReadOnlyBuffer();
    }
}
