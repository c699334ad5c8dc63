/**
 * Captures without an application: each configuration {@code org.obscura.camera.trigger~NAME} makes a
 * {@link org.obscura.camera.CaptureTrigger}, which requests images of one camera at the times of a schedule, or when an event occurs.
 * Imports the API only; exports nothing.
 */
package org.obscura.camera.trigger;
