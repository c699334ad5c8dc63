package org.obscura.camera;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A configured camera: the place that pictures come from, whatever device is under it just now. Qt's {@code Camera} QML type.
 * <p>
 * Registered as a service with the property {@value CameraEvents#CAMERA_ID} and stable: devices, and whole backend bundles, come
 * and go without it. Starting and stopping is a wish, which takes effect at once in {@link #getStatus()}; the device follows.
 * <ul>
 * <li><b>Threading:</b> safe from any thread; no method waits for a device.
 * <li><b>Ordering:</b> changes are announced by {@code STATUS_CHANGED} and {@code DEVICE_CHANGED} in the order in which they happened.
 * <li><b>Ownership:</b> the service owns the device; callers own nothing and close nothing.
 * <li><b>Null:</b> no method returns null.
 * <li><b>Errors:</b> none is thrown for the condition of a camera; see {@link CaptureError}.
 * <li><b>After unregistration:</b> every method still answers; the status is {@link Status#INACTIVE} and {@link #start()} does nothing.
 * </ul>
 */
@ProviderType
public interface Camera {

    /** Where a camera stands between the wish to take pictures and a device that can. Qt's {@code Camera.cameraStatus}. */
    enum Status {
        /** Stopped: captures fail with {@link CaptureError#NOT_READY}. */
        INACTIVE,
        /** Started, and no device is there that fits: captures queue. */
        WAITING,
        /** Started, and its device is being opened: captures queue. */
        STARTING,
        /** Started, with a device that is open or can be opened. */
        ACTIVE
    }

    /**
     * The name by which applications know this camera, constant for the life of the service.
     *
     * @return the id, equal to the service property {@value CameraEvents#CAMERA_ID}
     */
    String getId();

    /**
     * The status now.
     *
     * @return the status
     */
    Status getStatus();

    /** Asks for pictures to be possible. Does nothing on a started camera. Qt's {@code Camera.start()}. */
    void start();

    /**
     * Ends the taking of pictures: a capture whose exposure runs or is done still ends by itself, those that wait fail with
     * {@link CaptureError#NOT_READY}, a series asks for no more, then the device is released. Returns without waiting for that. Does
     * nothing on a stopped camera. Qt's {@code Camera.stop()}.
     */
    void stop();

    /**
     * The device in use now: the one of highest {@code service.ranking} among those that the camera's configuration lets it use.
     *
     * @return the device, or empty while none is there or the camera is stopped
     */
    Optional<DeviceInfo> getDevice();

    /**
     * The picture sizes that the device in use offers. Qt's {@code CameraCapture.supportedResolutions}.
     *
     * @return the sizes as the backend lists them, unmodifiable; empty while there is no device, or if it cannot tell
     */
    List<Resolution> getSupportedResolutions();

    /**
     * The folder that pictures go to which are given no place. Asking for the first time may take a moment, since the system is asked.
     *
     * @return an absolute path, which may not exist yet
     */
    Path getDirectory();

    /**
     * What the camera has done so far.
     *
     * @return a snapshot
     */
    CameraStatistics getStatistics();

    /**
     * The shutter of this camera. Qt's {@code Camera.imageCapture}.
     *
     * @return the service of the same {@value CameraEvents#CAMERA_ID}
     */
    CameraCapture getImageCapture();
}
