package org.obscura.camera;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A configured cause of captures, such as a schedule. The bundle {@code org.obscura.camera.trigger} registers one service for each
 * configuration, with the properties {@value CameraEvents#TRIGGER_NAME} and {@value CameraEvents#CAMERA_ID}.
 * <ul>
 * <li><b>Threading:</b> safe from any thread; no method waits.
 * <li><b>Ordering:</b> the requests of a trigger are made in the order of their causes.
 * <li><b>Ownership:</b> the service owns its requests; callers own nothing.
 * <li><b>Null:</b> no method returns null.
 * <li><b>Errors:</b> a failed capture is reported by its request and by {@link #getStatus()}.
 * <li><b>After unregistration:</b> the trigger fires no more; {@link #fire()} throws, {@link #getStatus()} returns the last values.
 * </ul>
 */
@ProviderType
public interface CaptureTrigger {

    /**
     * Returns the name of this trigger.
     *
     * @return the name of its configuration, equal to the service property {@value CameraEvents#TRIGGER_NAME}
     */
    String getName();

    /**
     * Returns the id of the camera that it captures with.
     *
     * @return the id; a camera of that id may not exist yet
     */
    String getCameraId();

    /**
     * Returns what the trigger did and when it fires next.
     *
     * @return a snapshot
     */
    TriggerStatus getStatus();

    /**
     * Captures at once, whatever the schedule, the window and the minimum distance of the trigger say.
     *
     * @return the request
     * @throws IllegalStateException if the camera does not exist, or the configuration of the trigger is wrong; the message says which
     */
    CaptureRequest fire();
}
