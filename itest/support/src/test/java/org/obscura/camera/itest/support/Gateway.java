package org.obscura.camera.itest.support;

import java.nio.file.Path;

/** The framework that runs cameras and the page, as a scenario changes it. */
public interface Gateway {
    /** Configures a simulated device {@code simulated:NAME}. */
    void device(String name, Object... keysAndValues) throws Exception;

    /** Deletes the configuration of a simulated device, which unplugs it. */
    void removeDevice(String name) throws Exception;

    /** Configures a camera. */
    void camera(String name, Object... keysAndValues) throws Exception;

    /** Waits until a camera can use a device. */
    void awaitDevice(String camera, String device) throws Exception;

    /** Stops the backend of the simulated devices. */
    void stopBackend() throws Exception;

    /** Starts it again. */
    void startBackend() throws Exception;

    /** Serves the page, also to requests that the browser will make. Returns its address. */
    String serve(Browser browser) throws Exception;

    /** Returns the folder for images, which is empty at first. */
    Path images();

    /** Returns the folder for screenshots. */
    Path screenshots();
}
