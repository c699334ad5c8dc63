package org.obscura.camera.web.camera;

import org.obscura.camera.Camera;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureListener;
import org.obscura.camera.CapturedImage;

/** Passes each event to the gallery first and then to the log: what an event announces can be read when a client receives it. */
public final class CaptureFollower implements CaptureListener {
    private final Gallery gallery;
    private final EventLog events;

    public CaptureFollower(Gallery gallery, EventLog events) {
        this.gallery = gallery;
        this.events = events;
    }

    @Override
    public void onImageExposed(String cameraId, int requestId, String deviceId) {
        gallery.onImageExposed(cameraId, requestId, deviceId);
        events.onImageExposed(cameraId, requestId, deviceId);
    }

    @Override
    public void onImageCaptured(String cameraId, int requestId, String preview) {
        gallery.onImageCaptured(cameraId, requestId, preview);
        events.onImageCaptured(cameraId, requestId, preview);
    }

    @Override
    public void onImageMetadataAvailable(String cameraId, int requestId, String key, Object value) {
        gallery.onImageMetadataAvailable(cameraId, requestId, key, value);
    }

    @Override
    public void onImageSaved(String cameraId, int requestId, String path) {
        gallery.onImageSaved(cameraId, requestId, path);
        events.onImageSaved(cameraId, requestId, path);
    }

    @Override
    public void onImageAvailable(String cameraId, int requestId, CapturedImage image) {
        gallery.onImageAvailable(cameraId, requestId, image);
        events.onImageAvailable(cameraId, requestId, image);
    }

    @Override
    public void onCaptureFailed(String cameraId, int requestId, CaptureError error, String message) {
        gallery.onCaptureFailed(cameraId, requestId, error, message);
        events.onCaptureFailed(cameraId, requestId, error, message);
    }

    @Override
    public void onPropertyChanged(String cameraId, String property, Object value) {
        events.onPropertyChanged(cameraId, property, value);
    }

    @Override
    public void onStatusChanged(String cameraId, Camera.Status status) {
        events.onStatusChanged(cameraId, status);
    }

    @Override
    public void onDeviceChanged(String cameraId, String deviceId) {
        events.onDeviceChanged(cameraId, deviceId);
    }
}
