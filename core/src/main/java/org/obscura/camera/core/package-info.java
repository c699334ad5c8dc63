/**
 * The two classes that connect the engine to the framework: {@code CoreComponent} follows the services of others, {@code CameraRegistry}
 * creates a camera for each configuration.
 */
@NullMarked
package org.obscura.camera.core;

import org.jspecify.annotations.NullMarked;
