package org.obscura.camera.core.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

import org.obscura.camera.Camera;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CameraStatistics;
import org.obscura.camera.CaptureError;
import org.obscura.camera.ControlInfo;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.CaptureSeries;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.Resolution;
import org.obscura.camera.core.config.CameraSettings;
import org.obscura.camera.core.control.ControlSchema;
import org.obscura.camera.core.metadata.MetadataSchema;

/** One configured camera, as applications see it: {@link Camera} and {@link CameraCapture} in one. */
public final class CameraService implements Camera, CameraCapture {
    private final CaptureSession line;
    private final RequestSubmitter submitter;

    /** Makes the camera; it is started if its settings say so. */
    public CameraService(CameraSettings settings, EngineContext context) {
        this(settings, context, TimeSource.of(context.workers()));
    }

    CameraService(CameraSettings settings, EngineContext context, TimeSource time) {
        line = new CaptureSession(settings, context);
        submitter = new RequestSubmitter(line, context, time);
        submitter.update(settings);
        if (settings.autostart()) {
            submitter.start();
        }
    }

    /** Sets the service properties that the events of this camera carry. */
    public void setServices(Map<String, Object> capture, Map<String, Object> camera) {
        line.signals.setServices(capture, camera);
    }

    /** Takes over changed settings; requests keep those they were made with. */
    public void update(CameraSettings settings) {
        submitter.update(settings);
    }

    /** Ends every request and releases the device; waits that long for pictures that are being made. */
    public void close(Duration patience) {
        submitter.close(patience);
    }

    @Override
    public String getId() {
        return line.id();
    }

    @Override
    public Status getStatus() {
        return line.properties.status();
    }

    @Override
    public void start() {
        submitter.start();
    }

    @Override
    public void stop() {
        submitter.stop();
    }

    @Override
    public Optional<DeviceInfo> getDevice() {
        return line.deviceInUse().map(slot -> slot.info);
    }

    @Override
    public List<Resolution> getSupportedResolutions() {
        try {
            return line.deviceInUse().map(slot -> List.copyOf(slot.device.getResolutions())).orElse(List.of());
        } catch (RuntimeException | Error e) {
            line.log.warn("Camera {}: the device does not say which sizes it has", line.id(), e);
            return List.of();
        }
    }

    @Override
    public List<ControlInfo> getSupportedControls() {
        try {
            return line.deviceInUse().map(slot -> List.copyOf(slot.device.getControls())).orElse(List.of());
        } catch (RuntimeException | Error e) {
            line.log.warn("Camera {}: the device does not list its controls", line.id(), e);
            return List.of();
        }
    }

    @Override
    public Path getDirectory() {
        return line.directory();
    }

    @Override
    public CameraStatistics getStatistics() {
        return line.statistics();
    }

    @Override
    public CameraCapture getImageCapture() {
        return this;
    }

    @Override
    public int capture() {
        return submit(CaptureOptions.defaults()).getId();
    }

    @Override
    public int captureToLocation(String location) {
        return submit(CaptureOptions.to(Objects.requireNonNull(location, "location"))).getId();
    }

    @Override
    public CaptureRequest submit(CaptureOptions options) {
        return submitter.submit(Objects.requireNonNull(options, "options"));
    }

    @Override
    public CaptureSeries submitSeries(CaptureOptions options, Consumer<? super CaptureRequest> pictures) {
        return submitter.submitSeries(Objects.requireNonNull(options, "options"), Objects.requireNonNull(pictures, "pictures"));
    }

    @Override
    public List<CaptureSeries> getSeries() {
        return line.locked(() -> List.copyOf(submitter.series));
    }

    @Override
    public void cancelCapture() {
        submitter.cancelAll();
    }

    @Override
    public boolean cancelCapture(int requestId) {
        return submitter.cancel(requestId);
    }

    @Override
    public void setMetadata(String key, Object value) {
        if (Objects.requireNonNull(key, "key").isEmpty()) {
            throw new IllegalArgumentException("The metadata key is empty");
        }
        line.set(properties -> properties.setMetadata(key, value == null ? null : MetadataSchema.check(key, value)));
    }

    @Override
    public Map<String, Object> getMetadata() {
        return line.properties.metadata();
    }

    @Override
    public void setControl(String key, Object value) {
        line.set(
                properties -> properties.setControl(ControlSchema.checkKey(key), value == null ? null : ControlSchema.convert(key, value)));
    }

    @Override
    public Map<String, Object> getControls() {
        return line.properties.controls();
    }

    @Override
    public boolean isReady() {
        return line.properties.ready();
    }

    @Override
    public Resolution getResolution() {
        return line.properties.resolution();
    }

    @Override
    public void setResolution(Resolution resolution) {
        line.set(properties -> properties.setResolution(resolution));
    }

    @Override
    public String getErrorString() {
        return line.properties.errorString();
    }

    @Override
    public CaptureError getError() {
        return line.properties.error();
    }

    @Override
    public String getCapturedImagePath() {
        return line.properties.capturedImagePath();
    }

    @Override
    public int getPendingCount() {
        return line.pendingCount();
    }
}
