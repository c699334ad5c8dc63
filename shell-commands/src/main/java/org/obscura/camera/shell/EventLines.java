package org.obscura.camera.shell;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

import org.obscura.camera.Camera.Status;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureListener;
import org.obscura.camera.support.config.ValueText;
import org.obscura.camera.support.text.Json;
import org.obscura.camera.support.text.Printable;

/** Each event as a line of text or JSON: time, camera, event, request and what belongs to it. */
final class EventLines implements CaptureListener {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private final Consumer<String> lines;
    private final boolean json;

    EventLines(Consumer<String> lines, boolean json) {
        this.lines = lines;
        this.json = json;
    }

    @Override
    public void onImageExposed(String cameraId, int requestId, String deviceId) {
        line(cameraId, "IMAGE_EXPOSED", requestId, "device", deviceId, deviceId);
    }

    @Override
    public void onImageCaptured(String cameraId, int requestId, String preview) {
        line(cameraId, "IMAGE_CAPTURED", requestId, "preview", preview, preview);
    }

    @Override
    public void onImageMetadataAvailable(String cameraId, int requestId, String key, Object value) {
        line(cameraId, "IMAGE_METADATA_AVAILABLE", requestId, key, value, key + " = " + ValueText.of(value));
    }

    @Override
    public void onImageSaved(String cameraId, int requestId, String path) {
        line(cameraId, "IMAGE_SAVED", requestId, "path", path, path);
    }

    @Override
    public void onImageAvailable(String cameraId, int requestId, CapturedImage image) {
        String text = image.format() + " " + image.resolution();
        line(cameraId, "IMAGE_AVAILABLE", requestId, "image", text, text);
    }

    @Override
    public void onCaptureFailed(String cameraId, int requestId, CaptureError error, String message) {
        line(cameraId, "CAPTURE_FAILED", requestId, error.name(), message, error + ": " + message);
    }

    @Override
    public void onPropertyChanged(String cameraId, String property, Object value) {
        if (value instanceof Map<?, ?> values) { // metadata or controls
            Map<String, Object> settings = TextFormat.settings(values);
            line(cameraId, "PROPERTY_CHANGED", null, property, settings, property + " = " + TextFormat.line(settings));
        } else {
            line(cameraId, "PROPERTY_CHANGED", null, property, value, property + " = " + value);
        }
    }

    @Override
    public void onStatusChanged(String cameraId, Status status) {
        line(cameraId, "STATUS_CHANGED", null, "status", status, status);
    }

    @Override
    public void onDeviceChanged(String cameraId, String deviceId) {
        line(cameraId, "DEVICE_CHANGED", null, "device", deviceId, deviceId.isEmpty() ? "none" : deviceId);
    }

    private void line(String camera, String event, Integer request, String key, Object value, Object text) {
        LocalTime now = LocalTime.now();
        if (json) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("time", TIME.format(now));
            line.put("camera", camera);
            line.put("event", event);
            line.put("request", request);
            line.put("key", key);
            line.put("value", value);
            lines.accept(Json.of(line));
        } else {
            lines.accept(Printable.of(String.format("%s  %-10s  %-24s  %4s  %s", TIME.format(now), camera, event,
                    request == null ? "" : request, text)));
        }
    }
}
