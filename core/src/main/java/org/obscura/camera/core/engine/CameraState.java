package org.obscura.camera.core.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.Camera.Status;
import org.obscura.camera.CaptureError;
import org.obscura.camera.Resolution;
import org.obscura.camera.core.config.CameraSettings;

/**
 * The settings and properties of one camera. Each change of a property is published once. Changed with the lock of the
 * {@link CaptureSession} held, read without.
 */
final class CameraState {
    private final CameraEventPublisher events;
    private volatile CameraSettings settings;
    private volatile boolean active;
    private volatile boolean closed;
    private volatile Status status = Status.INACTIVE;
    private volatile boolean ready;
    private volatile String deviceId = "";
    private volatile @Nullable Resolution resolution;
    private volatile CaptureError error = CaptureError.NO_ERROR;
    private volatile String errorString = "";
    private volatile String capturedImagePath = "";
    /** Replaced on change, since requests keep it. */
    private volatile Map<String, Object> metadata = Map.of();
    /** Those that were set after the configuration, and differ from it. */
    private volatile Map<String, Object> controls = Map.of();

    CameraState(CameraEventPublisher events, CameraSettings settings) {
        this.events = events;
        this.settings = settings;
    }

    /** Replaces the settings; requests keep those they were made with. A control that changes in them counts from now on. */
    void setSettings(CameraSettings value) {
        Map<String, Object> before = controls();
        Map<String, Object> kept = new LinkedHashMap<>(controls);
        value.controls().forEach((key, configured) -> {
            if (!configured.equals(settings.controls().get(key))) {
                kept.remove(key);
            }
        });
        controls = Collections.unmodifiableMap(kept);
        settings = value;
        publishControls(before);
    }

    /** Sets whether the camera is started. */
    void setActive(boolean value) {
        active = value;
    }

    /** Notes that the camera was removed. */
    void setClosed() {
        closed = true;
    }

    void setStatus(Status value) {
        if (status != value) {
            status = value;
            events.status(value);
        }
    }

    void setDevice(String id) {
        if (!deviceId.equals(id)) {
            deviceId = id;
            events.device(id);
        }
    }

    void setReady(boolean value) {
        if (ready != value) {
            ready = value;
            events.property("ready", value);
        }
    }

    void setResolution(@Nullable Resolution value) {
        if (!Objects.equals(resolution, value)) {
            resolution = value;
            events.property("resolution", value == null ? "" : value.toString());
        }
    }

    void setError(CaptureError code, String text) {
        error = code;
        if (!errorString.equals(text)) {
            errorString = text;
            events.property("errorString", text);
        }
    }

    void setCapturedImagePath(String value) {
        if (!capturedImagePath.equals(value)) {
            capturedImagePath = value;
            events.property("capturedImagePath", value);
        }
    }

    /** Sets metadata; null removes a key. */
    void setMetadata(Map<String, ? extends @Nullable Object> values) {
        Map<String, Object> now = merged(metadata, values);
        if (!now.equals(metadata)) {
            metadata = now;
            events.property("metadata", now);
        }
    }

    /** Sets controls in place of those of the configuration; null, or the value of the configuration, follows the configuration. */
    void setControls(Map<String, ? extends @Nullable Object> values) {
        Map<String, Object> before = controls();
        Map<String, @Nullable Object> own = new LinkedHashMap<>(values);
        own.replaceAll((key, value) -> Objects.equals(value, settings.controls().get(key)) ? null : value);
        controls = merged(controls, own);
        publishControls(before);
    }

    /** Publishes the controls of later requests if they changed. */
    private void publishControls(Map<String, Object> before) {
        Map<String, Object> now = controls();
        if (!now.equals(before)) {
            events.property("controls", now);
        }
    }

    /** Returns the controls of a request made now: those that are set, and for others those of the configuration. */
    Map<String, Object> controls() {
        return merged(settings.controls(), controls);
    }

    /** Returns the controls for a request: its own values are added, and keys whose own value is null are left out. */
    Map<String, Object> controlsWith(Map<String, @Nullable Object> own) {
        return merged(controls(), own);
    }

    private static Map<String, Object> merged(Map<String, Object> base, Map<String, ? extends @Nullable Object> own) {
        if (own.isEmpty()) {
            return base;
        }
        Map<String, Object> merged = new LinkedHashMap<>(base);
        merged.putAll(own);
        merged.values().removeIf(Objects::isNull);
        return Collections.unmodifiableMap(merged);
    }

    /** Returns the metadata for a request: its own values are added, and keys whose own value is null are left out. */
    Map<String, Object> metadataWith(Map<String, @Nullable Object> own) {
        return merged(metadata, own);
    }

    CameraSettings settings() {
        return settings;
    }

    /** Returns whether the camera is started. */
    boolean isActive() {
        return active;
    }

    /** Returns whether the camera was removed. */
    boolean isClosed() {
        return closed;
    }

    Status status() {
        return status;
    }

    boolean ready() {
        return ready;
    }

    @Nullable
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
