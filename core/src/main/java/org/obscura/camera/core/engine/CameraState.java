package org.obscura.camera.core.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.obscura.camera.Camera.Status;
import org.obscura.camera.CaptureError;
import org.obscura.camera.Resolution;

/** The properties of one camera. Each change is signalled once. Changed under the lock of the {@link CaptureSession}, read without. */
final class CameraState {
    private final CameraEventPublisher signals;
    private volatile Status status = Status.INACTIVE;
    private volatile boolean ready;
    private volatile String deviceId = "";
    private volatile Resolution resolution;
    private volatile CaptureError error = CaptureError.NO_ERROR;
    private volatile String errorString = "";
    private volatile String capturedImagePath = "";
    /** Replaced on change, so that a request keeps it by reference. */
    private volatile Map<String, Object> metadata = Map.of();
    private volatile Map<String, Object> controls = Map.of();

    CameraState(CameraEventPublisher signals) {
        this.signals = signals;
    }

    void setStatus(Status value) {
        if (status != value) {
            status = value;
            signals.status(value);
        }
    }

    void setDevice(String id) {
        if (!deviceId.equals(id)) {
            deviceId = id;
            signals.device(id);
        }
    }

    void setReady(boolean value) {
        if (ready != value) {
            ready = value;
            signals.property("ready", value);
        }
    }

    void setResolution(Resolution value) {
        if (!Objects.equals(resolution, value)) {
            resolution = value;
            signals.property("resolution", value == null ? "" : value.toString());
        }
    }

    void setError(CaptureError code, String text) {
        error = code;
        if (!errorString.equals(text)) {
            errorString = text;
            signals.property("errorString", text);
        }
    }

    void setCapturedImagePath(String value) {
        if (!capturedImagePath.equals(value)) {
            capturedImagePath = value;
            signals.property("capturedImagePath", value);
        }
    }

    void setMetadata(String key, Object value) {
        if (!Objects.equals(metadata.get(key), value)) {
            metadata = with(metadata, key, value);
            signals.property("metadata", metadata);
        }
    }

    void setControl(String key, Object value) {
        if (!Objects.equals(controls.get(key), value)) {
            controls = with(controls, key, value);
            signals.property("controls", controls);
        }
    }

    private static Map<String, Object> with(Map<String, Object> map, String key, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(map);
        if (value == null) {
            copy.remove(key);
        } else {
            copy.put(key, value);
        }
        return Collections.unmodifiableMap(copy);
    }

    Map<String, Object> controls() {
        return controls;
    }

    /** The facts for one request: what is set there is added, what is null there is left out. */
    Map<String, Object> metadataWith(Map<String, Object> own) {
        if (own.isEmpty()) {
            return metadata;
        }
        Map<String, Object> merged = new LinkedHashMap<>(metadata);
        merged.putAll(own);
        merged.values().removeIf(Objects::isNull);
        return Collections.unmodifiableMap(merged);
    }

    Status status() {
        return status;
    }

    boolean ready() {
        return ready;
    }

    Resolution resolution() {
        return resolution;
    }

    CaptureError error() {
        return error;
    }

    String errorString() {
        return errorString;
    }

    String capturedImagePath() {
        return capturedImagePath;
    }

    Map<String, Object> metadata() {
        return metadata;
    }
}
