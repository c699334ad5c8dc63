package org.obscura.camera;

import java.util.Objects;

/**
 * What is known of a camera device. Qt's {@code Camera.deviceId}, {@code displayName}, {@code position} and {@code orientation}.
 *
 * @param id identifies the device on this machine, the same after a restart and, where the device has an identity of its own, in
 *            another socket. Form: the backend's name, a colon, and what the backend chooses
 * @param displayName a name for people
 * @param backend the name of the backend, see {@code CameraBackend}
 * @param position where it looks
 * @param orientation by how many degrees a picture must be turned clockwise to stand upright: 0, 90, 180 or 270
 * @param manufacturer who made it; "" if not known
 * @param model which product it is; "" if not known
 */
public record DeviceInfo(String id, String displayName, String backend, Position position, int orientation, String manufacturer,
        String model) {

    /** Where a camera looks, seen from the machine's user. Qt's {@code Camera.position}. */
    public enum Position {
        /** Not known, or neither. */
        UNSPECIFIED,
        /** Away from the user. */
        BACK_FACE,
        /** At the user. */
        FRONT_FACE
    }

    /**
     * Checks the values.
     *
     * @throws NullPointerException if one is null
     * @throws IllegalArgumentException if the id is empty or the orientation is not 0, 90, 180 or 270
     */
    public DeviceInfo {
        if (Objects.requireNonNull(id, "id").isEmpty()) {
            throw new IllegalArgumentException("The id of a device is empty");
        }
        Objects.requireNonNull(displayName, "displayName");
        Objects.requireNonNull(backend, "backend");
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(manufacturer, "manufacturer");
        Objects.requireNonNull(model, "model");
        if (orientation != 0 && orientation != 90 && orientation != 180 && orientation != 270) {
            throw new IllegalArgumentException("The orientation is " + orientation + "; it must be 0, 90, 180 or 270 degrees");
        }
    }
}
