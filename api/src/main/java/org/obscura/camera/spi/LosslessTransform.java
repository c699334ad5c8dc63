package org.obscura.camera.spi;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.Region;

/**
 * A change of a compressed image that needs no other compression: first a part is cut out, then it is turned, then mirrored.
 *
 * @param crop the part of the image that stays, inside of it; null: all
 * @param rotation by how many degrees it is turned clockwise: 0, 90, 180 or 270
 * @param mirrored whether left and right are then exchanged
 */
public record LosslessTransform(@Nullable Region crop, int rotation, boolean mirrored) {

    /**
     * Validates the components.
     *
     * @throws IllegalArgumentException if the rotation is none of the four
     */
    public LosslessTransform {
        if (rotation != 0 && rotation != 90 && rotation != 180 && rotation != 270) {
            throw new IllegalArgumentException("The rotation is " + rotation + "; it must be 0, 90, 180 or 270 degrees");
        }
    }
}
