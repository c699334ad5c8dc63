package org.obscura.camera;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Follows the signals of cameras by plain method calls. Registered by the application as a service (whiteboard); with the service
 * property {@value CameraEvents#CAMERA_ID} it hears that camera alone.
 * <ul>
 * <li><b>Threading:</b> the calls to one listener come one after another, on a thread of the core bundle. Each listener has a
 * queue of its own: a slow one is late, and holds up neither the cameras nor another listener.
 * <li><b>Ordering:</b> as for the events of {@link CameraEvents}: per request exposed, captured, metadata, saved; each kind in the
 * order of the requests.
 * <li><b>Ownership:</b> the values are immutable and may be kept.
 * <li><b>Null:</b> never passed.
 * <li><b>Errors:</b> what a listener throws is logged, and the next signal comes all the same.
 * <li><b>After unregistration:</b> no further call is begun; one that runs ends by itself.
 * </ul>
 */
@ConsumerType
public interface CaptureListener {

    /**
     * The device delivered the frame of a request. Qt's {@code imageExposed}.
     *
     * @param cameraId the camera
     * @param requestId the request
     * @param deviceId the device
     */
    default void onImageExposed(String cameraId, int requestId, String deviceId) {
    }

    /**
     * A picture was taken and is not yet saved. Qt's {@code imageCaptured}.
     *
     * @param cameraId the camera
     * @param requestId the request
     * @param preview a URL that an image loader in the framework opens
     */
    default void onImageCaptured(String cameraId, int requestId, String preview) {
    }

    /**
     * A fact that will be in the picture. Qt's {@code imageMetadataAvailable}.
     *
     * @param cameraId the camera
     * @param requestId the request
     * @param key the key, see {@link MetadataKeys}
     * @param value the value, of the type that the key documents
     */
    default void onImageMetadataAvailable(String cameraId, int requestId, String key, Object value) {
    }

    /**
     * The file is complete and in its place. Qt's {@code imageSaved}.
     *
     * @param cameraId the camera
     * @param requestId the request
     * @param path the absolute local path
     */
    default void onImageSaved(String cameraId, int requestId, String path) {
    }

    /**
     * A picture in memory is there.
     *
     * @param cameraId the camera
     * @param requestId the request
     * @param image the picture
     */
    default void onImageAvailable(String cameraId, int requestId, CapturedImage image) {
    }

    /**
     * A request ended without a picture. Qt's {@code captureFailed}.
     *
     * @param cameraId the camera
     * @param requestId the request
     * @param error why, for programs
     * @param message why, for people
     */
    default void onCaptureFailed(String cameraId, int requestId, CaptureError error, String message) {
    }

    /**
     * A property of {@link CameraCapture} changed, {@code ready} among them.
     *
     * @param cameraId the camera
     * @param property the name of the property, one of those that {@link CameraEvents#PROPERTY} lists
     * @param value the new value, as in the event
     */
    default void onPropertyChanged(String cameraId, String property, Object value) {
    }

    /**
     * {@link Camera#getStatus()} changed.
     *
     * @param cameraId the camera
     * @param status the new value
     */
    default void onStatusChanged(String cameraId, Camera.Status status) {
    }

    /**
     * The device in use changed.
     *
     * @param cameraId the camera
     * @param deviceId the new device, "" when there is none
     */
    default void onDeviceChanged(String cameraId, String deviceId) {
    }
}
