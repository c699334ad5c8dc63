package org.obscura.camera.shell;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;

import org.obscura.camera.Camera.Status;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureListener;

/** Each signal as a line: time, camera, signal, request and what belongs to it. */
final class EventLines implements CaptureListener {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private final Consumer<String> lines;

    EventLines(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void onImageExposed(String cameraId, int requestId, String deviceId) {
        line(cameraId, "IMAGE_EXPOSED", requestId, deviceId);
    }

    @Override
    public void onImageCaptured(String cameraId, int requestId, String preview) {
        line(cameraId, "IMAGE_CAPTURED", requestId, preview);
    }

    @Override
    public void onImageMetadataAvailable(String cameraId, int requestId, String key, Object value) {
        line(cameraId, "IMAGE_METADATA_AVAILABLE", requestId, key + " = " + value);
    }

    @Override
    public void onImageSaved(String cameraId, int requestId, String path) {
        line(cameraId, "IMAGE_SAVED", requestId, path);
    }

    @Override
    public void onImageAvailable(String cameraId, int requestId, CapturedImage image) {
        line(cameraId, "IMAGE_AVAILABLE", requestId, image.format() + " " + image.resolution());
    }

    @Override
    public void onCaptureFailed(String cameraId, int requestId, CaptureError error, String message) {
        line(cameraId, "CAPTURE_FAILED", requestId, error + ": " + message);
    }

    @Override
    public void onPropertyChanged(String cameraId, String property, Object value) {
        line(cameraId, "PROPERTY_CHANGED", "", property + " = " + value);
    }

    @Override
    public void onStatusChanged(String cameraId, Status status) {
        line(cameraId, "STATUS_CHANGED", "", status);
    }

    @Override
    public void onDeviceChanged(String cameraId, String deviceId) {
        line(cameraId, "DEVICE_CHANGED", "", deviceId.isEmpty() ? "none" : deviceId);
    }

    private void line(String camera, String signal, Object request, Object detail) {
        lines.accept(String.format("%s  %-10s  %-24s  %4s  %s", TIME.format(LocalTime.now()), camera, signal, request, detail));
    }
}
