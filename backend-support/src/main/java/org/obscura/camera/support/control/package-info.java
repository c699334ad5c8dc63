/**
 * The values of controls: {@link org.obscura.camera.support.control.ControlSchema} converts what applications and configurations give to
 * the types that {@link org.obscura.camera.ControlKeys} documents. Pure functions, by which a bundle also checks a configuration before
 * there is a camera. A bundle that uses the package embeds it.
 */
package org.obscura.camera.support.control;
