package org.obscura.camera.core.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.Camera.Status;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.ControlInfo;
import org.obscura.camera.core.image.FrameOrientation;
import org.obscura.camera.core.view.ViewFinder;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.Frame;

/**
 * The exposure of one camera: which device and which {@link CaptureLoop} it uses, and what an exposure means for its request. Guarded by
 * the lock of the {@link CaptureSession}. What a loop reports after it was abandoned has no effect.
 */
final class ExposureStage {
    /** How many requests may wait, exposed, for an earlier image to be completed: each may hold memory. */
    static final int MAX_UNCOMPLETED = 64;
    /** How long the thread of a loop may process an image before another one runs the loop. */
    static final Duration LONGEST_LEAVE = Duration.ofSeconds(1);

    private final String cameraId;
    private final CameraState state;
    private final RequestQueue queue;
    private final CompletionQueue completion;
    private final EngineContext context;
    private final DeviceSelector selector;
    private final ExposurePlanner planner;
    private final ViewFinder viewFinder;
    private final ControlAdjustmentLog adjustments;
    private final DeviceChangeLog deviceChanges;
    /** The loop at work, or null. */
    private @Nullable CaptureLoop loop;
    /** The thread of the loop while it processes an image itself, or null. */
    private @Nullable Thread away;
    private boolean opening;
    /** Why the last frame for the viewers could not be taken; "" if it could. */
    private String viewProblem = "";

    ExposureStage(String cameraId, CameraState state, RequestQueue queue, CompletionQueue completion, ViewFinder viewFinder,
            EngineContext context) {
        this.cameraId = cameraId;
        this.state = state;
        this.queue = queue;
        this.completion = completion;
        this.viewFinder = viewFinder;
        this.context = context;
        this.adjustments = new ControlAdjustmentLog(cameraId, context.log());
        this.deviceChanges = new DeviceChangeLog(cameraId, context);
        this.selector = new DeviceSelector(cameraId, context);
        this.planner = new ExposurePlanner(queue, context.devices());
    }

    /** Returns the best device for the camera, whether it is started or not. Needs no lock. */
    Optional<RegisteredDevice> device() {
        return selector.select(state.settings().deviceTarget());
    }

    /** Starts a loop if requests wait, or viewers for whom a device is free, and none is at work. */
    void startLoop(CaptureLoopHost host) {
        if (loop == null && (queue.peek() != null || isViewPossible())) {
            CaptureLoop started = new CaptureLoop(cameraId, host, adjustments, context);
            loop = started;
            run(started);
        }
    }

    /** Lets the thread of a loop process an image, if the loop has nothing to do until then. Returns whether it may. */
    boolean leaveLoop(DeviceOwner caller, RegisteredDevice held, boolean open) {
        if (loop != caller || !queue.isIdle()) {
            return false;
        }
        ExposurePlanner.Plan plan = plan(caller, held, open);
        boolean idle = plan.step() == null && plan.waitNanos() > LONGEST_LEAVE.toNanos();
        away = idle ? Thread.currentThread() : null;
        return idle;
    }

    /** Returns whether the calling thread, which has processed an image, still is that of the loop. */
    boolean returnToLoop() {
        boolean own = away == Thread.currentThread();
        away = own ? null : away;
        return own;
    }

    /** Lets another thread run the loop if its own processes an image. */
    void replaceThread() {
        if (away != null && loop != null) {
            run(loop);
            away = null;
        }
    }

    private void run(CaptureLoop started) {
        context.executors().executeBlocking("capture-" + cameraId, started);
    }

    private boolean isViewPossible() {
        return viewFinder.nanosUntilDue() != ViewFinder.NO_VIEWER && state.isActive()
                && device().filter(device -> context.devices().ownerOf(device).isEmpty()).isPresent();
    }

    /** Returns why there are no frames for viewers; "" if there are, or soon will be. */
    String viewProblem() {
        if (!state.isActive()) {
            return "Camera " + cameraId + " is not started";
        }
        Optional<RegisteredDevice> device = device();
        if (device.isEmpty()) {
            return selector.reasonForNone(state.settings().deviceTarget());
        }
        String owner = context.devices().ownerOf(device.get());
        return !owner.isEmpty() && !owner.equals(cameraId) ? device.get() + " is in use by camera " + owner : viewProblem;
    }

    /** Returns controls of the open stream; empty if there is none. */
    List<ControlInfo> openControls(Function<OpenStream, List<ControlInfo>> controls) {
        return loop == null ? List.of() : loop.openControls(controls);
    }

    boolean hasLoop() {
        return loop != null;
    }

    boolean isCurrent(DeviceOwner caller) {
        return loop == caller;
    }

    /** Ends a call into the device that waits for a frame. */
    void endRunningCall() {
        if (loop != null) {
            loop.endRunningCall();
        }
    }

    /** Ends the wait for the frame of a request that was cancelled, unless the frame arrives soon. */
    void cancelled(PendingRequest request) {
        if (loop != null) {
            loop.cancelled(request);
        }
    }

    /** Ends a call into a device that was unregistered. */
    void devicesChanged() {
        if (loop != null) {
            loop.devicesChanged();
        }
    }

    void publishState() {
        RegisteredDevice device = state.isActive() ? device().orElse(null) : null;
        deviceChanges.update(device, state.isActive()); // who reacts to the event finds the reason in the log
        state.setDevice(device == null ? "" : device.info().id());
        state.setStatus(!state.isActive() ? Status.INACTIVE
                : device == null ? Status.WAITING
                : opening ? Status.STARTING : Status.ACTIVE);
        state.setReady(device != null && queue.isIdle());
    }

    ExposurePlanner.Plan plan(DeviceOwner caller, @Nullable RegisteredDevice held, boolean open) {
        RegisteredDevice device = state.isActive() ? device().orElse(null) : null;
        boolean capacity = completion.inProcessing() <= context.executors().encodeThreads() && completion.size() < MAX_UNCOMPLETED;
        long delay = viewFinder.nanosUntilDue();
        ExposurePlanner.Plan plan = planner.plan(caller, held, open,
                new ExposurePlanner.Situation(device, capacity, viewParameters(delay), delay, state.settings().idleTimeout()),
                () -> selector.reasonForNone(state.settings().deviceTarget()));
        if (device != null && (plan.step() instanceof CaptureStep.Expose || plan.step() instanceof CaptureStep.View)) {
            selector.used(device, state.settings().deviceTarget());
        }
        if (plan.step() instanceof CaptureStep.Expose exposure) {
            queue.startExposure(exposure.request());
        } else if (plan.reason() != null) {
            queue.waiting().forEach(PendingRequest::setWaitedForDevice);
        }
        return plan;
    }

    private @Nullable RequestParameters viewParameters(long delay) {
        return delay == ViewFinder.NO_VIEWER ? null : new RequestParameters(CaptureOptions.defaults(), state.resolution(), Map.of(),
                state.controls(), Map.of(), state.settings());
    }

    boolean continuesView(DeviceOwner caller) {
        return loop == caller && queue.peek() == null && state.isActive();
    }

    /** Hands a frame to the viewers. Returns false if none is due any more. */
    boolean viewed(DeviceOwner caller, Frame frame, RegisteredDevice device) {
        if (loop != caller) {
            return false;
        }
        planner.exposed();
        viewProblem = "";
        return viewFinder.offer(frame, device.info().id(), FrameOrientation.of(state.metadata(), device.info()));
    }

    /** Returns whether the device is lost. */
    boolean viewFailed(DeviceOwner caller, RegisteredDevice device, CameraException e) {
        if (loop != caller) {
            return false;
        }
        String message = CaptureFailures.message(e);
        if (!message.equals(viewProblem)) {
            viewProblem = message;
            context.log().info("Camera {}: no frame for the viewers: {}", cameraId, message);
        }
        boolean lost = device.isGone() || e.getReason() == Reason.DISCONNECTED;
        if (lost) {
            planner.lost(device, message);
        } else {
            planner.viewFailed();
        }
        return lost;
    }

    void setOpening(DeviceOwner caller, boolean value) {
        if (loop == caller) {
            opening = value;
        }
    }

    /** Returns whether a request is still to be exposed; if not, its exposure has ended by this call. */
    boolean continues(DeviceOwner caller, PendingRequest request) {
        if (isExposing(caller, request) && !state.isClosed()) {
            return true;
        }
        requeue(caller, request);
        return false;
    }

    /** Notes that a frame was delivered. Returns false if the request needs none any more. */
    boolean exposed(DeviceOwner caller, PendingRequest request) {
        queue.endExposure(request);
        if (!isExposing(caller, request)) {
            return false;
        }
        planner.exposed();
        return true;
    }

    private boolean isExposing(DeviceOwner caller, PendingRequest request) {
        return loop == caller && request.state() == PendingRequest.State.EXPOSING;
    }

    /** Returns whether the device is lost, so that the request waits for the next one. */
    boolean failed(DeviceOwner caller, PendingRequest request, RegisteredDevice device, CameraException e) {
        if (state.isClosed()) {
            end(caller, request, CaptureError.NOT_READY, "The camera " + cameraId + " was removed during the exposure", e);
            return false;
        }
        if (isExposing(caller, request) && (device.isGone() || e.getReason() == Reason.DISCONNECTED)) {
            context.log().info("Camera {}, request {}: the device was lost and the request waits for the next: {}", cameraId,
                    request.getId(), e.getMessage());
            planner.lost(device, CaptureFailures.message(e));
            request.setWaitedForDevice();
            requeue(caller, request);
            return true;
        }
        planner.failed();
        end(caller, request, e.getReason().toCaptureError(), CaptureFailures.message(e), e);
        return false;
    }

    /** Fails a request in exposure. */
    void end(DeviceOwner caller, PendingRequest request, CaptureError error, String message, @Nullable Throwable cause) {
        queue.endExposure(request);
        if (loop == caller) {
            queue.fail(request, error, message, cause);
        }
    }

    /** Makes a request whose frame was lost the next one again, unless it has ended or the camera was stopped. */
    private void requeue(DeviceOwner caller, PendingRequest request) {
        queue.endExposure(request);
        if (!isExposing(caller, request)) {
            return;
        }
        if (state.isActive()) {
            queue.requeue(request);
        } else {
            queue.fail(request, CaptureError.NOT_READY, "The camera " + cameraId + " was stopped, and its device was disconnected", null);
        }
    }

    /** Goes on without a loop whose device does not return from a call for the request, or for none. */
    void abandon(DeviceOwner caller, @Nullable PendingRequest request, RegisteredDevice device, String message) {
        PendingRequest exposing = queue.exposing();
        if (exposing != null && (request == null || device.isGone())) {
            if (device.isGone()) {
                exposing.setWaitedForDevice();
            }
            requeue(caller, exposing); // it did not wait for this call, or can have another device
        } else if (request != null) {
            end(caller, request, CaptureError.RESOURCE, message, null);
        }
        loopEnded(caller);
    }

    /** Fails the request that an unexpected failure of the loop was about, so that the next has its chance. */
    void loopFailed(DeviceOwner caller, Throwable e) {
        PendingRequest request = queue.exposing() != null ? queue.exposing() : queue.peek();
        if (request != null) {
            end(caller, request, CaptureError.RESOURCE, "The exposure failed: " + e, e);
        }
    }

    void loopEnded(DeviceOwner caller) {
        if (loop == caller) {
            loop = null;
            away = null;
            opening = false;
        }
    }
}
