package org.obscura.camera.core.engine;

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
    /** The one that was set after the configuration, and differs from it; null: that of the configuration counts. */
    private volatile @Nullable Resolution ownResolution;
    private volatile CaptureError error = CaptureError.NO_ERROR;
    private volatile String errorString = "";
    private volatile String capturedImagePath = "";
    private final ConfiguredValues metadata;
    private final ConfiguredValues controls;

    CameraState(CameraEventPublisher events, CameraSettings settings) {
        this.events = events;
        this.settings = settings;
        this.metadata = new ConfiguredValues(settings.metadata());
        this.controls = new ConfiguredValues(settings.controls());
    }

    /** Replaces the settings; requests keep those they were made with. What changes in them counts from now on. */
    void setSettings(CameraSettings value) {
        changeResolution(() -> {
            if (value.resolution() != null && !value.resolution().equals(settings.resolution())) {
                ownResolution = null;
            }
            settings = value;
        });
        change("metadata", metadata, () -> metadata.configure(value.metadata()));
        change("controls", controls, () -> controls.configure(value.controls()));
    }

    private void changeResolution(Runnable change) {
        Resolution before = resolution();
        change.run();
        Resolution now = resolution();
        if (!Objects.equals(before, now)) {
            events.property("resolution", now == null ? "" : now.toString());
        }
    }

    private void change(String property, ConfiguredValues values, Runnable change) {
        Map<String, Object> before = values.all();
        change.run();
        if (!values.all().equals(before)) {
            events.property(property, values.all());
        }
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

    /** Sets the resolution in place of that of the configuration; null, or the configuration's, follows the configuration. */
    void setResolution(@Nullable Resolution value) {
        changeResolution(() -> ownResolution = Objects.equals(value, settings.resolution()) ? null : value);
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

    /** Sets metadata in place of those of the configuration. */
    void setMetadata(Map<String, ? extends @Nullable Object> values) {
        change("metadata", metadata, () -> metadata.set(values));
    }

    /** Sets controls in place of those of the configuration. */
    void setControls(Map<String, ? extends @Nullable Object> values) {
        change("controls", controls, () -> controls.set(values));
    }

    /** Returns the controls of a request made now: those that are set, and for others those of the configuration. */
    Map<String, Object> controls() {
        return controls.all();
    }

    /** Returns the controls for a request: its own values are added, and keys whose own value is null are left out. */
    Map<String, Object> controlsWith(Map<String, @Nullable Object> own) {
        return controls.with(own);
    }

    /** Returns the metadata for a request: its own values are added, and keys whose own value is null are left out. */
    Map<String, Object> metadataWith(Map<String, @Nullable Object> own) {
        return metadata.with(own);
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
        Resolution own = ownResolution;
        return own == null ? settings.resolution() : own;
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

    /** Returns the metadata of a request made now. */
    Map<String, Object> metadata() {
        return metadata.all();
    }
}
