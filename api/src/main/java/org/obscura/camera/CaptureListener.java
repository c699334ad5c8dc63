package org.obscura.camera;

import java.util.List;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Receives the events of cameras as method calls. The application registers it as a service (whiteboard); with the service property
 * {@value CameraEvents#CAMERA_ID} it receives events of that camera only.
 * <ul>
 * <li><b>Threading:</b> one call at a time for each listener, on a thread of the core bundle. Each listener has a queue of its own: a slow
 * listener gets events late and delays neither the cameras nor another listener.
 * <li><b>Ordering:</b> as for the events of {@link CameraEvents}: per request exposed, captured, metadata, saved; each kind in the
 * order of the requests.
 * <li><b>Ownership:</b> the values are immutable and may be kept.
 * <li><b>Null:</b> never passed.
 * <li><b>Errors:</b> the core logs exceptions of a listener and continues with the next event.
 * <li><b>After unregistration:</b> no further call starts; a running call completes.
 * </ul>
 */
@ConsumerType
public interface CaptureListener {

    /**
     * Called when the device delivered the frame of a request. Qt's {@code imageExposed}.
     *
     * @param cameraId the camera
     * @param requestId the request
     * @param deviceId the device
     */
    default void onImageExposed(String cameraId, int requestId, String deviceId) {
    }

    /**
     * Called when an image is captured and not yet saved. Qt's {@code imageCaptured}.
     *
     * @param cameraId the camera
     * @param requestId the request
     * @param preview a URL that an image loader in the framework opens
     */
    default void onImageCaptured(String cameraId, int requestId, String preview) {
    }

    /**
     * Called when a metadata value of the image is known. Qt's {@code imageMetadataAvailable}.
     *
     * @param cameraId the camera
     * @param requestId the request
     * @param key the key, see {@link MetadataKeys}
     * @param value the value, of the type that the key documents
     */
    default void onImageMetadataAvailable(String cameraId, int requestId, String key, Object value) {
    }

    /**
     * Called when the file is complete under its final name. Qt's {@code imageSaved}.
     *
     * @param cameraId the camera
     * @param requestId the request
     * @param path the absolute local path
     */
    default void onImageSaved(String cameraId, int requestId, String path) {
    }

    /**
     * Called when an image in memory is complete.
     *
     * @param cameraId the camera
     * @param requestId the request
     * @param image the image
     */
    default void onImageAvailable(String cameraId, int requestId, CapturedImage image) {
    }

    /**
     * Called when a request ended without an image. Qt's {@code captureFailed}.
     *
     * @param cameraId the camera
     * @param requestId the request
     * @param error the error, for programs
     * @param message the error, for people
     */
    default void onCaptureFailed(String cameraId, int requestId, CaptureError error, String message) {
    }

    /**
     * Called when a property of {@link CameraCapture} changed, including {@code ready}.
     *
     * @param cameraId the camera
     * @param property the name of the property, one of those that {@link CameraEvents#PROPERTY} lists
     * @param value the new value, as in the event
     */
    default void onPropertyChanged(String cameraId, String property, Object value) {
    }

    /**
     * Called when {@link Camera#getStatus()} changed.
     *
     * @param cameraId the camera
     * @param status the new value
     */
    default void onStatusChanged(String cameraId, Camera.Status status) {
    }

    /**
     * Called when the device in use changed.
     *
     * @param cameraId the camera
     * @param deviceId the new device, "" when there is none
     */
    default void onDeviceChanged(String cameraId, String deviceId) {
    }

    /**
     * Called when the retention of a camera deleted images.
     *
     * @param cameraId the camera
     * @param paths the absolute local paths under which they were saved, the oldest image first
     * @param bytes how many bytes they had
     */
    default void onImagesDeleted(String cameraId, List<String> paths, long bytes) {
    }
}
