package org.obscura.camera.webcam.child;

import java.util.List;

/** A way to find and open cameras: the library's own natives, or another driver of it. */
interface CameraDriver {

    /** A camera that is there; the sizes are empty if it cannot tell. */
    record Found(String id, String name, String sizes) {
    }

    List<Found> list() throws DriverException;

    /** Opens a camera; a width of 0 leaves the size to it. */
    DriverCamera open(String id, int width, int height) throws DriverException;
}
