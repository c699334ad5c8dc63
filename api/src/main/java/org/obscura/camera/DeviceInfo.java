package org.obscura.camera;

import java.io.Serializable;
import java.util.Objects;

/**
 * The identity of a device. Qt's {@code Camera.deviceId}, {@code displayName}, {@code position} and {@code orientation}.
 *
 * @param id the id of the device on this machine, constant over restarts and, where the device has an identity of its own, over sockets.
 *            Grammar: the name of the backend, a colon, and a text that the backend chooses
 * @param displayName a name for people
 * @param backend the name of the backend, see {@code CameraBackend}
 * @param position the side of the machine that it faces
 * @param orientation by how many degrees an image must be turned clockwise to be upright: 0, 90, 180 or 270
 * @param manufacturer the manufacturer; "" if not known
 * @param model the product; "" if not known
 */
public record DeviceInfo(String id, String displayName, String backend, Position position, int orientation, String manufacturer,
        String model) implements Serializable {

    /** The side of the machine that a camera faces. Qt's {@code Camera.position}. */
    public enum Position {
        /** Not known, or another side. */
        UNSPECIFIED,
        /** The side away from the user. */
        BACK_FACE,
        /** The side of the user. */
        FRONT_FACE
    }

    /**
     * Validates the components.
     *
     * @throws NullPointerException if a component is null
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
