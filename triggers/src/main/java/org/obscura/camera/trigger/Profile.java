package org.obscura.camera.trigger;

import java.util.Map;

import org.obscura.camera.trigger.schedule.Window;

/**
 * Controls that a camera has while a window is open.
 *
 * @param name the name of the configuration
 * @param camera the id of the camera
 * @param window when they apply
 * @param controls keys and values
 */
record Profile(String name, String camera, Window window, Map<String, Object> controls) {
}
