package org.obscura.camera.support.registration;

import org.obscura.camera.spi.CameraDevice;

/** A device that can say whether it can be used. */
public interface UsableDevice extends CameraDevice {

    /**
     * Checks whether the device can be used now, without opening it. May take seconds.
     *
     * @return a sentence that says why not and what to do about it; "" if it can be used
     */
    String findObstacle();

    /** Ends an open stream, and lets none be opened any more. */
    void remove();
}
