package org.obscura.camera.webcam.child;

import java.util.List;

/** A way to find and open cameras: the library's own natives, or another driver of it. */
interface CameraDriver {

    /** A device; the sizes are empty if it does not list them. An empty id: the name is why a device cannot be described. */
    record Found(String id, String name, String sizes) {
    }

    List<Found> list() throws DriverException;

    /** Opens a camera; a width of 0 leaves the size to it. */
    DriverCamera open(String id, int width, int height) throws DriverException;
}
