package org.obscura.camera.core.engine;

import java.time.Duration;
import java.util.List;

import org.obscura.camera.CaptureError;
import org.obscura.camera.ControlInfo;
import org.obscura.camera.Resolution;
import org.obscura.camera.core.logging.EngineLog;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.Frame;

/**
 * The capture thread of one camera, the only one that touches its device: opens it, exposes one request after another, and closes it when
 * the {@link CaptureLoopHost} says so. It lives while requests wait or a device is held, and holds no lock.
 */
final class CaptureLoop implements Runnable, DeviceOwner {
    private final String cameraId;
    private final CaptureLoopHost host;
    private final DeviceRegistry devices;
    private final EngineLog log;
    private final GuardedDeviceCalls calls;

    /** The device that it holds, or null. */
    private RegisteredDevice device;
    private volatile OpenStream stream;

    CaptureLoop(String cameraId, CaptureLoopHost host, EngineContext context) {
        this.cameraId = cameraId;
        this.host = host;
        this.devices = context.devices();
        this.log = context.log();
        this.calls = new GuardedDeviceCalls(this, devices, context.executors(), log, this::callAbandoned);
    }

    @Override
    public String cameraId() {
        return cameraId;
    }

    /** Returns the controls of the open stream; empty if there is none. Called by any thread. */
    List<ControlInfo> openControls() {
        OpenStream open = stream;
        return open == null ? List.of() : open.controls();
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

    private void callAbandoned(PendingRequest request, RegisteredDevice stuck, String message) {
        host.loopAbandoned(this, request, stuck, message);
    }

    @Override
    public void run() {
        try {
            while (!calls.isAbandoned() && perform(host.nextStep(this, device, stream != null))) {
                // performed
            }
        } catch (InterruptedException e) {
            log.warn("Camera {}: the capture thread was interrupted", cameraId);
        } catch (RuntimeException | Error e) {
            log.error("Camera {}: the capture thread failed", cameraId, e);
            host.loopFailed(this, e);
        } finally {
            if (!calls.isAbandoned()) {
                release();
            }
            host.loopEnded(this);
        }
    }

    private boolean perform(CaptureStep step) {
        switch (step.action()) {
            case EXPOSE -> {
                device = step.device();
                expose(step.request());
            }
            case VIEW -> {
                device = step.device();
                view(step.view());
            }
            case RELEASE -> release();
            case END -> {
                return false;
            }
        }
        return true;
    }

    private void expose(PendingRequest request) {
        Resolution resolution = request.parameters().resolution();
        boolean serves = stream != null && stream.serves(resolution);
        if (resolution != null && !serves) {
            List<Resolution> sizes = calls.resolutions(device, stream == null ? null : stream.stream());
            if (calls.isAbandoned()) {
                return;
            }
            if (!sizes.isEmpty() && !sizes.contains(resolution)) {
                host.exposureRefused(this, request, CaptureError.NOT_SUPPORTED,
                        device + " has no resolution " + resolution + "; it has " + sizes);
                return;
            }
        }
        if (!serves) {
            close();
        }
        try {
            takeFrame(request, resolution);
        } catch (CameraException e) {
            if (!calls.isAbandoned()) {
                failed(request, e);
            }
        }
    }

    private void takeFrame(PendingRequest request, Resolution resolution) throws CameraException {
        if (calls.isAbandoned()) {
            return;
        }
        if (stream == null) {
            open(request, request.parameters(), resolution);
        }
        if (!host.continuesExposure(this, request)) {
            return;
        }
        if (device.isGone()) {
            throw new CameraException(Reason.DISCONNECTED, device + " was disconnected");
        }
        Duration timeout = request.parameters().settings().frameTimeout();
        RegisteredDevice used = device;
        OpenStream from = stream;
        if (from.needsControls(request.parameters().controls()) && !applyControls(request, timeout)) {
            return;
        }
        Exposure exposure = calls.call(used, request, from.stream(), timeout, () -> {
            Frame frame = from.nextFrame(used, resolution, timeout);
            return new Exposure(frame, from.controlsOf(frame));
        }, late -> late.frame.close());
        if (!host.exposed(this, request, exposure.frame, used, exposure.controls)) {
            calls.close(used, exposure.frame, from.stream());
        }
    }

    private record Exposure(Frame frame, UsedControls controls) {
    }

    /** Returns false if the device does not accept the controls of the request, which has ended then. */
    private boolean applyControls(PendingRequest request, Duration timeout) throws CameraException {
        RegisteredDevice used = device;
        OpenStream to = stream;
        ControlOutcome outcome = calls.call(used, request, to.stream(), timeout, () -> {
            try {
                return new ControlOutcome(to.applyControls(request.parameters()), null);
            } catch (IllegalArgumentException e) {
                return new ControlOutcome(List.of(), e.getMessage());
            }
        }, late -> {});
        if (outcome.refusal != null) {
            host.exposureRefused(this, request, CaptureError.NOT_SUPPORTED, used + ": " + outcome.refusal);
            return false;
        }
        outcome.adjustments.forEach(sentence -> log.info("Camera {}, request {}: {}", cameraId, request.getId(), sentence));
        return true;
    }

    /** What became of the controls of a request: adjustments, or a refusal. */
    private record ControlOutcome(List<String> adjustments, String refusal) {
    }

    private void open(PendingRequest request, RequestParameters parameters, Resolution resolution) throws CameraException {
        RegisteredDevice used = device;
        host.setOpening(this, true);
        try {
            Duration timeout = parameters.settings().openTimeout();
            stream = request == null
                    ? calls.callForView(used, null, timeout, () -> OpenStream.open(used, resolution), late -> late.stream().close())
                    : calls.call(used, request, null, timeout, () -> OpenStream.open(used, resolution), late -> late.stream().close());
        } finally {
            host.setOpening(this, false);
        }
    }

    /** Takes one frame for the viewers. */
    private void view(RequestParameters parameters) {
        try {
            takeViewFrame(parameters);
        } catch (CameraException e) {
            if (!calls.isAbandoned()) {
                boolean open = stream != null;
                boolean lost = host.viewFailed(this, device, e);
                closeAfterFailure(e, open, lost);
            }
        }
    }

    private void takeViewFrame(RequestParameters parameters) throws CameraException {
        if (stream == null) {
            open(null, parameters, parameters.resolution());
        }
        if (!host.continuesView(this)) {
            return;
        }
        if (device.isGone()) {
            throw new CameraException(Reason.DISCONNECTED, device + " was disconnected");
        }
        Duration timeout = parameters.settings().frameTimeout();
        RegisteredDevice used = device;
        OpenStream from = stream;
        Frame frame = calls.callForView(used, from.stream(), timeout, () -> {
            if (from.needsControlsForView(parameters.controls())) {
                from.applyControls(parameters);
            }
            return from.nextFrame(used, null, timeout);
        }, Frame::close);
        if (!host.viewed(this, frame, used)) {
            calls.close(used, frame, from.stream());
        }
    }

    /** Lets the host decide on the request before the stream is closed, since closing may not return. */
    private void failed(PendingRequest request, CameraException e) {
        boolean open = stream != null;
        boolean lost = host.exposureFailed(this, request, device, e);
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
        OpenStream closing = stream;
        stream = null;
        if (closing != null) {
            calls.close(device, closing.stream(), null);
        }
    }

    private void release() {
        if (device == null) {
            return;
        }
        close();
        if (!calls.isAbandoned()) {
            devices.release(device, this);
            device = null;
        }
    }
}
