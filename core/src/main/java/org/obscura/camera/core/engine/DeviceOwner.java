package org.obscura.camera.core.engine;

/** Who has a device for itself; compared by identity. */
interface DeviceOwner {

    /** Returns the id of the camera. */
    String cameraId();
}
