package org.obscura.camera.core.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.Camera;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CameraStatistics;
import org.obscura.camera.CaptureError;
import org.obscura.camera.ControlInfo;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureOptions.UnsupportedControl;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.CaptureSeries;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.Resolution;
import org.obscura.camera.RetentionStatus;
import org.obscura.camera.ViewFrame;
import org.obscura.camera.ViewOptions;
import org.obscura.camera.ViewSession;
import org.obscura.camera.core.config.CameraSettings;
import org.obscura.camera.core.control.ControlResolver;
import org.obscura.camera.core.metadata.MetadataSchema;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.support.control.ControlSchema;

/** One configured camera, as applications see it: {@link Camera} and {@link CameraCapture} in one. */
public final class CameraService implements Camera, CameraCapture {
    private final EngineContext context;
    private final TimeSource time;
    private final CaptureSession session;
    private final RequestSubmitter submitter;
    private final DeviceQuery<Resolution> resolutions;
    private final DeviceQuery<ControlInfo> controls;
    /** Those that submit further requests. Guarded by the lock of the session. */
    private final Set<SeriesScheduler> series = new LinkedHashSet<>();

    /** Creates the camera; it is started if its settings say so. */
    public CameraService(CameraSettings settings, EngineContext context) {
        this(settings, context, TimeSource.of(context.executors()));
    }

    CameraService(CameraSettings settings, EngineContext context, TimeSource time) {
        this.context = context;
        this.time = time;
        session = new CaptureSession(settings, context);
        submitter = new RequestSubmitter(session, this::getSupportedControls);
        resolutions = new DeviceQuery<>(settings.id(), "sizes", CameraDevice::getResolutions, context);
        controls = new DeviceQuery<>(settings.id(), "controls", CameraDevice::getControls, context);
        session.open();
        if (settings.autostart()) {
            session.start();
        }
    }

    /** Sets the service properties that the events of this camera carry; until then none is posted. */
    public void setServices(Map<String, Object> capture, Map<String, Object> camera) {
        session.setServices(capture, camera);
    }

    /** Takes over changed settings; requests keep those they were made with. */
    public void update(CameraSettings settings) {
        session.update(settings);
    }

    /** Ends every request and releases the device; waits that long for images in processing. */
    public void close(Duration patience) {
        stop();
        session.close(patience);
    }

    @Override
    public String getId() {
        return session.id();
    }

    @Override
    public Status getStatus() {
        return session.state().status();
    }

    @Override
    public void start() {
        session.start();
    }

    @Override
    public void stop() {
        session.atomically(() -> {
            endAllSeries(CaptureError.NOT_READY);
            session.stop();
            return null;
        });
    }

    private void endAllSeries(CaptureError reason) {
        List.copyOf(series).forEach(each -> each.end(reason));
    }

    @Override
    public Optional<DeviceInfo> getDevice() {
        return session.deviceInUse().map(RegisteredDevice::info);
    }

    @Override
    public List<Resolution> getSupportedResolutions() {
        return session.deviceInUse().map(resolutions::ask).orElse(List.of());
    }

    @Override
    public List<ControlInfo> getSupportedControls() {
        return controls(OpenStream::controls);
    }

    private List<ControlInfo> controls(Function<OpenStream, List<ControlInfo>> ofOpen) {
        List<ControlInfo> open = session.openControls(ofOpen);
        return open.isEmpty() ? session.deviceInUse().map(controls::ask).orElse(List.of()) : open;
    }

    @Override
    public List<String> getUnsupportedControls() {
        List<ControlInfo> offered = controls(OpenStream::offered);
        return offered.isEmpty() ? List.of()
                : List.copyOf(ControlResolver.resolve(getControls(), offered, key -> UnsupportedControl.NEAREST).adjustments().values());
    }

    @Override
    public Path getDirectory() {
        return context.imageProcessor().directory(session.state().settings());
    }

    @Override
    public CameraStatistics getStatistics() {
        return session.statistics();
    }

    @Override
    public Optional<RetentionStatus> getRetention() {
        return session.retention().status();
    }

    @Override
    public ViewSession view(ViewOptions options, Consumer<? super ViewFrame> consumer) {
        return session.view(Objects.requireNonNull(options, "options"), Objects.requireNonNull(consumer, "consumer"));
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
        return submitter.submit(Objects.requireNonNull(options, "options"), null);
    }

    @Override
    public CaptureRequest submit(CaptureOptions options, Predicate<? super ViewFrame> check) {
        return submitter.submit(Objects.requireNonNull(options, "options"), Objects.requireNonNull(check, "check"));
    }

    @Override
    public CaptureRequest save(ViewFrame frame, CaptureOptions options) {
        return submitter.save(Objects.requireNonNull(frame, "frame"), Objects.requireNonNull(options, "options"));
    }

    @Override
    public CaptureSeries submitSeries(CaptureOptions options, Consumer<? super CaptureRequest> onRequest) {
        Objects.requireNonNull(onRequest, "onRequest");
        RequestParameters parameters = submitter.parameters(Objects.requireNonNull(options, "options"));
        return session.atomically(() -> {
            SeriesScheduler begun = new SeriesScheduler(getId(), submitter, context, time, parameters, onRequest, series::remove);
            if (session.state().isClosed()) {
                begun.refuse();
            } else {
                series.add(begun);
                begun.start();
            }
            return begun;
        });
    }

    @Override
    public List<CaptureSeries> getSeries() {
        return session.atomically(() -> List.copyOf(series));
    }

    @Override
    public void cancelCapture() {
        session.atomically(() -> {
            endAllSeries(CaptureError.CANCELLED);
            session.cancelAll();
            return null;
        });
    }

    @Override
    public boolean cancelCapture(int requestId) {
        return session.cancel(requestId);
    }

    @Override
    public void setMetadata(String key, @Nullable Object value) {
        setMetadata(Collections.singletonMap(key, value));
    }

    @Override
    public void setMetadata(Map<String, ? extends @Nullable Object> values) {
        Map<String, @Nullable Object> checked = new LinkedHashMap<>();
        Objects.requireNonNull(values, "values").forEach((key, value) -> {
            if (Objects.requireNonNull(key, "key").isEmpty()) {
                throw new IllegalArgumentException("The metadata key is empty");
            }
            checked.put(key, value == null ? null : MetadataSchema.check(key, value));
        });
        session.set(state -> state.setMetadata(checked));
    }

    @Override
    public Map<String, Object> getMetadata() {
        return session.state().metadata();
    }

    @Override
    public void setControl(String key, @Nullable Object value) {
        setControls(Collections.singletonMap(key, value));
    }

    @Override
    public void setControls(Map<String, ? extends @Nullable Object> values) {
        Map<String, @Nullable Object> converted = ControlSchema.convert(Objects.requireNonNull(values, "values"),
                this::getSupportedControls);
        session.set(state -> state.setControls(converted));
    }

    @Override
    public Map<String, Object> getControls() {
        return session.state().controls();
    }

    @Override
    public boolean isReady() {
        return session.state().ready();
    }

    @Override
    public @Nullable Resolution getResolution() {
        return session.state().resolution();
    }

    @Override
    public void setResolution(@Nullable Resolution resolution) {
        session.set(state -> state.setResolution(resolution));
    }

    @Override
    public String getErrorString() {
        return session.state().errorString();
    }

    @Override
    public CaptureError getError() {
        return session.state().error();
    }

    @Override
    public String getCapturedImagePath() {
        return session.state().capturedImagePath();
    }

    @Override
    public int getPendingCount() {
        return session.pendingCount();
    }
}
