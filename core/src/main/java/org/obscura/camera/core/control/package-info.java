/**
 * {@link org.obscura.camera.core.control.ControlResolver} fits a set of values to the controls of a device. Pure functions; the engine
 * decides when they are called.
 */
@NullMarked
package org.obscura.camera.core.control;

import org.jspecify.annotations.NullMarked;
