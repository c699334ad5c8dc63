package org.obscura.camera;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A configured camera. The device behind it may change at run time. Qt's {@code Camera} QML type.
 * <p>
 * The core bundle registers one service per configured camera with the property {@value CameraEvents#CAMERA_ID}. The service stays
 * registered while devices, and whole backend bundles, come and go. {@link #start()} and {@link #stop()} change the status at once;
 * the core opens and closes the device asynchronously.
 * <ul>
 * <li><b>Threading:</b> safe from any thread; no method waits for a device.
 * <li><b>Ordering:</b> {@code STATUS_CHANGED} and {@code DEVICE_CHANGED} events follow the order of the changes.
 * <li><b>Ownership:</b> the service owns the device; callers own nothing and close nothing.
 * <li><b>Null:</b> no method returns null.
 * <li><b>Errors:</b> no method throws because of the condition of a camera; see {@link CaptureError}.
 * <li><b>After unregistration:</b> every method still returns; the status is {@link Status#INACTIVE} and {@link #start()} does nothing.
 * </ul>
 */
@ProviderType
public interface Camera {

    /** The state of a camera between start and an available device. Qt's {@code Camera.cameraStatus}. */
    enum Status {
        /** Stopped: captures fail with {@link CaptureError#NOT_READY}. */
        INACTIVE,
        /** Started, and no registered device matches: captures queue. */
        WAITING,
        /** Started, and the core opens the device: captures queue. */
        STARTING,
        /** Started, with a device that is open or available for opening. */
        ACTIVE
    }

    /**
     * Returns the name of this camera, constant for the life of the service.
     *
     * @return the id, equal to the service property {@value CameraEvents#CAMERA_ID}
     */
    String getId();

    /**
     * Returns the current status.
     *
     * @return the status
     */
    Status getStatus();

    /** Starts the camera. Does nothing on a started camera. Qt's {@code Camera.start()}. */
    void start();

    /**
     * Stops the camera. A request whose exposure runs or is done still completes, queued requests fail with
     * {@link CaptureError#NOT_READY}, series end, then the core closes the device. Returns without waiting for that. Does nothing on a
     * stopped camera. Qt's {@code Camera.stop()}.
     */
    void stop();

    /**
     * Returns the device in use: the one of highest {@code service.ranking} among those that match the camera's configuration.
     *
     * @return the device; empty while no device matches or the camera is stopped
     */
    Optional<DeviceInfo> getDevice();

    /**
     * Returns the image sizes that the device in use offers. Qt's {@code CameraCapture.supportedResolutions}.
     *
     * @return the sizes in the order of the backend, unmodifiable; empty while there is no device, or if the device does not list them
     */
    List<Resolution> getSupportedResolutions();

    /**
     * Returns the controls of the device in use, with their ranges and, while a stream is open, their current values.
     *
     * @return the controls in the order of the backend, unmodifiable; empty while there is no device, or if it has no controls
     */
    List<ControlInfo> getSupportedControls();

    /**
     * Returns what the device in use does not accept of {@link CameraCapture#getControls()}: controls that it does not have, values outside
     * of its range, and values that an automatic mode rules. Requests that name no {@link CaptureOptions#unsupported()} have the nearest
     * value, or are taken without the control.
     *
     * @return a sentence for each such control, which names the control, the value and what would be right; unmodifiable; empty if all are
     *         accepted, while there is no device, or if the device lists its controls only while it is open and it is closed
     */
    List<String> getUnsupportedControls();

    /**
     * Returns the default output folder. The first call may take a moment, because the core reads the user's folders from the system.
     *
     * @return an absolute path, which may not exist yet
     */
    Path getDirectory();

    /**
     * Returns counters and latencies since the registration of the service.
     *
     * @return a snapshot
     */
    CameraStatistics getStatistics();

    /**
     * Returns what the retention of the camera keeps and has deleted, see {@code retention.*} in its configuration.
     *
     * @return the outcome of its last round; empty if nothing is deleted
     */
    default Optional<RetentionStatus> getRetention() {
        return Optional.empty();
    }

    /**
     * Shows what the camera sees: small JPEG images of the open stream, without request, id, event, counter and preview. The viewfinder of
     * Qt's {@code VideoOutput}.
     * <p>
     * All viewers of a camera share one source, which takes frames only while there is a viewer. It keeps the device open, uses the size
     * of the open stream, and for a stream that it opens {@link CameraCapture#getResolution()}; it uses the controls of
     * {@link CameraCapture#getControls()} as soon as they change. Requests have precedence: a frame for the viewers is exposed only if no
     * request waits, and while requests are exposed their frames are shown. A device that another camera needs for a request is given to
     * it. The view survives the replacement of the device.
     *
     * @param options the size and rate
     * @param consumer called with each frame, in order, on a thread of the core bundle, one call at a time. While it is busy frames are
     *            dropped, and it receives the latest one next. If it throws, the exception is logged and the session ends
     * @return the session, which the caller closes
     */
    ViewSession view(ViewOptions options, Consumer<? super ViewFrame> consumer);

    /**
     * Returns the capture service of this camera. Qt's {@code Camera.imageCapture}.
     *
     * @return the service of the same {@value CameraEvents#CAMERA_ID}
     */
    CameraCapture getImageCapture();
}
