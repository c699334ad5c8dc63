package org.obscura.camera.core.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.CaptureError;
import org.obscura.camera.ControlInfo;
import org.obscura.camera.Resolution;
import org.obscura.camera.core.logging.EngineLog;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.Frame;

/**
 * The work of the capture thread of one camera, the only one that touches its device: opens it, exposes one request after another, and
 * closes it when the {@link CaptureLoopHost} says so. It lives while requests wait or a device is held, and holds no lock. Its thread may
 * leave it to process an image, see {@link CaptureLoopHost#process}; then another one may go on with it.
 */
final class CaptureLoop implements Runnable, DeviceOwner {
    private final String cameraId;
    private final CaptureLoopHost host;
    private final DeviceRegistry devices;
    private final EngineLog log;
    private final GuardedDeviceCalls calls;
    private final FrameCheck check;
    private final ControlAdjustmentLog adjustments;

    /** The device that it holds, or null. */
    private @Nullable RegisteredDevice device;
    private volatile @Nullable OpenStream stream;

    CaptureLoop(String cameraId, CaptureLoopHost host, ControlAdjustmentLog adjustments, EngineContext context) {
        this.cameraId = cameraId;
        this.host = host;
        this.adjustments = adjustments;
        this.devices = context.devices();
        this.log = context.log();
        this.calls = new GuardedDeviceCalls(this, devices, context.executors(), log, this::callAbandoned);
        this.check = new FrameCheck(cameraId, context.viewRenderer(), log);
    }

    @Override
    public String cameraId() {
        return cameraId;
    }

    /** Returns controls of the open stream; empty if there is none. Called by any thread. */
    List<ControlInfo> openControls(Function<OpenStream, List<ControlInfo>> controls) {
        OpenStream open = stream;
        return open == null ? List.of() : controls.apply(open);
    }

    /** Ends a call that waits for a frame. Called by any thread. */
    void endRunningCall() {
        calls.endRunningCall();
    }

    /** Ends a wait for the frame of a cancelled request, unless it arrives soon. Called by any thread. */
    void cancelled(PendingRequest request) {
        calls.requestCancelled(request);
    }

    /** Ends a call into a device that was unregistered. Called by any thread. */
    void devicesChanged() {
        calls.deviceRemoved();
    }

    private void callAbandoned(@Nullable PendingRequest request, RegisteredDevice stuck, String message) {
        host.loopAbandoned(this, request, stuck, message);
    }

    @Override
    public void run() {
        boolean replaced = false;
        try {
            while (!replaced && !calls.isAbandoned()) {
                CaptureStep step = host.nextStep(this, device, stream != null);
                if (step instanceof CaptureStep.End) {
                    break;
                }
                replaced = !perform(step);
            }
        } catch (InterruptedException e) {
            log.warn("Camera {}: the capture thread was interrupted", cameraId);
        } catch (Throwable e) { // whatever it is, the camera must go on
            log.error("Camera {}: the capture thread failed", cameraId, e);
            host.loopFailed(this, e);
        } finally {
            if (!replaced) {
                end();
            }
        }
    }

    private void end() {
        if (!calls.isAbandoned()) {
            release();
        }
        host.loopEnded(this);
    }

    /** Returns false if another thread has replaced this one, which must touch nothing more then. */
    private boolean perform(CaptureStep step) {
        if (step instanceof CaptureStep.Expose exposure) {
            device = exposure.device();
            Runnable processing = expose(exposure.device(), exposure.request());
            return processing == null || host.process(this, exposure.device(), stream != null, processing);
        }
        if (step instanceof CaptureStep.View view) {
            device = view.device();
            view(view.device(), view.parameters());
        } else if (step instanceof CaptureStep.Release) {
            release();
        }
        return true;
    }

    /** Exposes a request. Returns the processing of its frame; null if there is none. */
    private @Nullable Runnable expose(RegisteredDevice used, PendingRequest request) {
        Resolution resolution = request.parameters().resolution();
        boolean serves = stream != null && stream.serves(resolution);
        if (resolution != null && !serves) {
            List<Resolution> sizes = calls.resolutions(used, stream == null ? null : stream.stream());
            if (calls.isAbandoned()) {
                return null;
            }
            if (!sizes.isEmpty() && !sizes.contains(resolution)) {
                host.exposureRefused(this, request, CaptureError.NOT_SUPPORTED,
                        used + " has no resolution " + resolution + "; it has "
                                + String.join(", ", sizes.stream().map(Resolution::toString).toList()));
                return null;
            }
        }
        if (!serves) {
            close();
        }
        try {
            return takeFrame(used, request, resolution);
        } catch (CameraException e) {
            if (!calls.isAbandoned()) {
                failed(used, request, e);
            }
            return null;
        }
    }

    private @Nullable Runnable takeFrame(RegisteredDevice used, PendingRequest request, @Nullable Resolution resolution)
            throws CameraException {
        if (calls.isAbandoned()) {
            return null;
        }
        OpenStream from = stream != null ? stream : open(used, request, request.parameters(), resolution);
        if (!continues(used, request)) {
            return null;
        }
        Duration timeout = request.parameters().settings().frameTimeout();
        if (from.needsControls(request.parameters().controls()) && !applyControls(used, from, request, timeout)) {
            return null;
        }
        Exposure exposure = request.check() == null ? expose(used, from, request, resolution)
                : exposeChecked(used, from, request, resolution);
        if (exposure == null) {
            return null;
        }
        Runnable processing = host.exposed(this, request, exposure.frame, used, exposure.controls);
        if (processing == null) {
            calls.closeFrame(used, exposure.frame, from.stream());
        }
        return processing;
    }

    private boolean continues(RegisteredDevice used, PendingRequest request) throws CameraException {
        if (!host.continuesExposure(this, request)) {
            return false;
        }
        if (used.isGone()) {
            throw new CameraException(Reason.DISCONNECTED, used + " was disconnected");
        }
        return true;
    }

    private Exposure expose(RegisteredDevice used, OpenStream from, PendingRequest request, @Nullable Resolution resolution)
            throws CameraException {
        Duration timeout = request.parameters().settings().frameTimeout();
        return calls.call(used, request, from.stream(), timeout, () -> {
            Frame frame = from.nextFrame(used, resolution, timeout);
            try {
                return new Exposure(frame, from.controlsOf(frame));
            } catch (Throwable e) { // code of others, which may throw what it does not declare
                OpenStream.closeAfter(e, frame);
                throw e;
            }
        }, late -> late.frame.close());
    }

    /** Exposes a frame, and another one if the check refuses it or it is not valid. Returns null if the request has ended meanwhile. */
    private @Nullable Exposure exposeChecked(RegisteredDevice used, OpenStream from, PendingRequest request,
            @Nullable Resolution resolution) throws CameraException {
        try {
            Exposure first = expose(used, from, request, resolution);
            if (check.accepts(request, first.frame, used)) {
                return first;
            }
            calls.closeFrame(used, first.frame, from.stream());
        } catch (CameraException e) {
            if (calls.isAbandoned() || e.getReason() != Reason.BAD_FRAME) {
                throw e;
            }
            log.info("Camera {}, request {}: the frame is exposed once more: {}", cameraId, request.getId(), e.getMessage());
        }
        if (calls.isAbandoned() || !continues(used, request)) {
            return null;
        }
        Exposure second = expose(used, from, request, resolution);
        check.accepts(request, second.frame, used);
        return second;
    }

    private record Exposure(Frame frame, UsedControls controls) {
    }

    /** Returns false if the device does not accept the controls of the request, which has ended then. */
    private boolean applyControls(RegisteredDevice used, OpenStream to, PendingRequest request, Duration timeout)
            throws CameraException {
        ControlOutcome outcome = calls.call(used, request, to.stream(), timeout, () -> {
            try {
                return new ControlOutcome(to.applyControls(request.parameters()), null);
            } catch (IllegalArgumentException e) {
                return new ControlOutcome(Map.of(), CaptureFailures.message(e));
            }
        }, late -> {});
        if (outcome.refusal != null) {
            host.exposureRefused(this, request, CaptureError.NOT_SUPPORTED, used + ": " + outcome.refusal);
            return false;
        }
        request.setUnsupportedControls(outcome.adjustments.values());
        adjustments.adjusted(used, request, outcome.adjustments);
        return true;
    }

    /** What became of the controls of a request: adjustments, or a refusal. */
    private record ControlOutcome(Map<String, String> adjustments, @Nullable String refusal) {
    }

    /** Opens the device; for the viewers if there is no request. */
    private OpenStream open(RegisteredDevice used, @Nullable PendingRequest request, RequestParameters parameters,
            @Nullable Resolution resolution) throws CameraException {
        host.setOpening(this, true);
        try {
            Duration timeout = parameters.settings().openTimeout();
            OpenStream opened = request == null
                    ? calls.callForView(used, null, timeout, () -> OpenStream.open(used, resolution), late -> late.stream().close())
                    : calls.call(used, request, null, timeout, () -> OpenStream.open(used, resolution), late -> late.stream().close());
            stream = opened;
            return opened;
        } finally {
            host.setOpening(this, false);
        }
    }

    /** Takes one frame for the viewers. */
    private void view(RegisteredDevice used, RequestParameters parameters) {
        try {
            takeViewFrame(used, parameters);
        } catch (CameraException e) {
            if (!calls.isAbandoned()) {
                boolean open = stream != null;
                boolean lost = host.viewFailed(this, used, e);
                closeAfterFailure(e, open, lost);
            }
        }
    }

    private void takeViewFrame(RegisteredDevice used, RequestParameters parameters) throws CameraException {
        OpenStream from = stream != null ? stream : open(used, null, parameters, parameters.resolution());
        if (!host.continuesView(this)) {
            return;
        }
        if (used.isGone()) {
            throw new CameraException(Reason.DISCONNECTED, used + " was disconnected");
        }
        Duration timeout = parameters.settings().frameTimeout();
        Frame frame = calls.callForView(used, from.stream(), timeout, () -> {
            if (from.needsControlsForView(parameters.controls())) {
                adjustments.adjusted(used, parameters.controls().keySet(), from.applyControls(parameters));
            }
            return from.nextViewFrame(used, timeout);
        }, Frame::close);
        if (!host.viewed(this, frame, used)) {
            calls.closeFrame(used, frame, from.stream());
        }
    }

    /** Lets the host decide on the request before the stream is closed, since closing may not return. */
    private void failed(RegisteredDevice used, PendingRequest request, CameraException e) {
        boolean open = stream != null;
        boolean lost = host.exposureFailed(this, request, used, e);
        closeAfterFailure(e, open, lost);
    }

    private void closeAfterFailure(CameraException e, boolean open, boolean lost) {
        if (!open && !lost) {
            release();
        } else if (e.getReason() != Reason.BAD_FRAME) {
            close();
        }
    }

    private void close() {
        RegisteredDevice held = device;
        OpenStream closing = stream;
        stream = null;
        if (held != null && closing != null) { // a stream is open only while the device is held
            calls.closeStream(held, closing.stream());
        }
    }

    private void release() {
        RegisteredDevice held = device;
        if (held == null) {
            return;
        }
        close();
        if (!calls.isAbandoned()) {
            devices.release(held, this);
            device = null;
        }
    }
}
