/**
 * The life of devices that come from configuration: {@link org.obscura.camera.support.registration.ConfiguredDevice} registers one while it
 * can be used, {@link org.obscura.camera.support.registration.BackendStatus} collects what is wrong for the backend's status. A bundle that
 * uses the package embeds it.
 */
package org.obscura.camera.support.registration;
