package org.obscura.camera.core.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.Camera.Status;
import org.obscura.camera.CameraStatistics;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureException;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.ControlInfo;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.ViewFrame;
import org.obscura.camera.ViewOptions;
import org.obscura.camera.ViewSession;
import org.obscura.camera.core.config.CameraSettings;
import org.obscura.camera.core.engine.PendingRequest.State;
import org.obscura.camera.core.retention.CameraRetention;
import org.obscura.camera.core.view.ViewFinder;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.Frame;

/**
 * The state machine of one camera. Requests come in by {@link #submit}; the {@link CaptureLoop}, the {@link ImageProcessor} and the
 * {@link CompletionQueue} report their results through {@link CaptureLoopHost}, {@link ProcessingCallback} and {@link CompletionCallback},
 * each once for each request. All state of the camera is guarded by the one lock of this class, which is never held during a call into a
 * device, an encoder or a file system.
 */
final class CaptureSession implements CaptureLoopHost, ProcessingCallback, CompletionCallback {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final String id;
    private final EngineContext context;
    private final CameraEventPublisher events;
    private final CameraState state;
    private final CaptureCounters counters = new CaptureCounters();
    private final ResultReporter reporter;
    private final RequestQueue queue;
    private final CompletionQueue completion;
    private final ViewFinder viewFinder;
    private final ExposureStage exposure;
    private final ProcessingStage processing;
    private final Runnable deviceListener = this::devicesChanged;

    CaptureSession(CameraSettings settings, EngineContext context) {
        this.id = settings.id();
        this.context = context;
        this.events = new CameraEventPublisher(id, context.dispatcher());
        this.state = new CameraState(events, settings);
        this.reporter = new ResultReporter(id, state, events, counters, context);
        this.queue = new RequestQueue(reporter);
        this.completion = new CompletionQueue(id, this, context.receivers()::receive);
        this.viewFinder = new ViewFinder(id, context.viewRenderer(), context.executors()::executeBlocking, context.log(),
                () -> state.settings().edits().masks(), () -> run(this::proceed));
        this.exposure = new ExposureStage(id, state, queue, completion, viewFinder, context);
        this.processing = new ProcessingStage(id, queue, completion, viewFinder, counters, this, this::reportExposure, context);
    }

    /** Begins to follow the devices. */
    void open() {
        context.devices().addListener(deviceListener);
        update(state.settings());
    }

    String id() {
        return id;
    }

    /** Returns the properties, which may be read without the lock. */
    CameraState state() {
        return state;
    }

    void setServices(Map<String, Object> captureProperties, Map<String, Object> cameraProperties) {
        events.setServices(captureProperties, cameraProperties);
    }

    CameraStatistics statistics() {
        return atomically(() -> counters.snapshot(queue.pendingCount()));
    }

    int pendingCount() {
        return atomically(queue::pendingCount);
    }

    CameraRetention retention() {
        return context.imageProcessor().retention().of(id);
    }

    /** Returns the device in use, as applications see it. */
    Optional<RegisteredDevice> deviceInUse() {
        return state.status() == Status.INACTIVE ? Optional.empty() : exposure.device();
    }

    /** Returns controls of the open stream; empty if there is none. */
    List<ControlInfo> openControls(Function<OpenStream, List<ControlInfo>> controls) {
        return atomically(() -> exposure.openControls(controls));
    }

    ViewSession view(ViewOptions options, Consumer<? super ViewFrame> consumer) {
        return viewFinder.open(options, consumer, () -> atomically(exposure::viewProblem));
    }

    /** Runs an action that sees and makes several changes as one. It must not block. */
    <T> T atomically(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    private void run(Runnable action) {
        atomically(() -> {
            action.run();
            return null;
        });
    }

    /** Changes properties. */
    void set(Consumer<CameraState> change) {
        run(() -> change.accept(state));
    }

    // ---- requests

    /** Returns what a request made now runs with. */
    RequestParameters parameters(CaptureOptions options, Map<String, @Nullable Object> metadata,
            Map<String, @Nullable Object> controls, Map<String, List<Object>> bracket) {
        return atomically(() -> new RequestParameters(options, options.resolution() != null ? options.resolution() : state.resolution(),
                state.metadataWith(metadata), state.controlsWith(controls), bracket, state.settings()));
    }

    /**
     * Takes a new request over.
     *
     * @param holdsPlace whether it belongs to a series that holds a place in the queue, so that the capacity does not matter
     */
    void submit(PendingRequest request, boolean holdsPlace) {
        run(() -> {
            counters.requested();
            if (state.isClosed()) {
                request.fail(CaptureError.NOT_READY, "The camera " + id + " was removed", null);
                request.end();
                reporter.countEnd(request);
                request.completeResult(context.executors()::completeResult);
                return;
            }
            queue.register(request);
            state.setError(CaptureError.NO_ERROR, "");
            if (!state.isActive()) {
                queue.fail(request, CaptureError.NOT_READY, "The camera " + id + " is not started; start it first", null);
            } else if (queue.waitingCount() >= state.settings().queueCapacity() && !holdsPlace) {
                queue.fail(request, CaptureError.RESOURCE, "The queue of camera " + id + " is full: " + queue.waitingCount()
                        + " requests wait (queue.capacity); submit again when some have ended, or all as one series with an interval,"
                        + " which takes one place", null);
            } else {
                queue.add(request);
            }
            proceed();
        });
    }

    /** Cancels a request. Returns false if its outcome was decided already. */
    boolean cancel(PendingRequest request) {
        return atomically(() -> {
            String message = "The request was cancelled";
            State before = request.state();
            boolean cancelled = queue.fail(request, CaptureError.CANCELLED, message, null);
            if (cancelled && before == State.EXPOSING) {
                exposure.cancelled(request);
            } else if (cancelled && before == State.PROCESSING) {
                context.executors().executeBlocking("complete-" + id, completion::completeReady);
            }
            proceed();
            return cancelled;
        });
    }

    boolean cancel(int requestId) {
        return atomically(() -> {
            PendingRequest request = queue.find(requestId);
            return request != null && cancel(request);
        });
    }

    void cancelAll() {
        run(() -> {
            state.setError(CaptureError.NO_ERROR, "");
            queue.pending().forEach(this::cancel);
        });
    }

    // ---- lifecycle

    void start() {
        run(() -> {
            state.setActive(!state.isClosed());
            proceed();
        });
    }

    void stop() {
        stop("The camera " + id + " was stopped before the exposure");
    }

    private void stop(String message) {
        run(() -> {
            state.setActive(false);
            queue.waiting().forEach(request -> queue.fail(request, CaptureError.NOT_READY, message, null));
            proceed();
        });
    }

    void update(CameraSettings settings) {
        run(() -> {
            state.setSettings(settings);
            proceed();
        });
        retention().update(settings, () -> context.imageProcessor().directory(settings),
                (paths, bytes) -> run(() -> events.deleted(paths, bytes)));
    }

    /** Ends every request and releases the device. Waits that long for images in processing. */
    void close(Duration patience) {
        context.devices().removeListener(deviceListener);
        viewFinder.close();
        retention().close();
        lock.lock();
        try {
            stop("The camera " + id + " was removed before the exposure");
            state.setClosed();
            exposure.endRunningCall();
            long left = patience.toNanos();
            while (left > 0 && (exposure.hasLoop() || queue.pendingCount() > 0)) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            queue.abandonAll(CaptureError.NOT_READY, "The camera " + id + " was removed before the image was completed");
            exposure.publishState();
            lock.unlock();
        }
    }

    private void devicesChanged() {
        run(() -> {
            exposure.devicesChanged();
            proceed();
        });
    }

    /** Starts a capture loop if requests wait, lets the one at work go on, and publishes changes of state. */
    private void proceed() {
        processing.takeSavedFrames();
        exposure.startLoop(this);
        exposure.replaceThread();
        changed.signalAll();
        exposure.publishState();
    }

    /** Wakes what waits for room for another frame, or for the last request to end. */
    private void wakeLoop() {
        if (state.isClosed() || queue.peek() != null) {
            changed.signalAll();
        }
    }

    // ---- exposure

    @Override
    public CaptureStep nextStep(DeviceOwner caller, @Nullable RegisteredDevice held, boolean open) throws InterruptedException {
        lock.lock();
        try {
            while (exposure.isCurrent(caller)) {
                processing.takeSavedFrames();
                ExposurePlanner.Plan plan = exposure.plan(caller, held, open);
                if (plan.step() != null) {
                    exposure.publishState();
                    return plan.step();
                }
                for (PendingRequest request : plan.overdue()) {
                    queue.fail(request, CaptureError.RESOURCE, plan.reasonFor(request), null);
                }
                if (plan.overdue().isEmpty()) {
                    changed.await(plan.waitNanos(), TimeUnit.NANOSECONDS);
                } else {
                    proceed();
                }
            }
            return new CaptureStep.End();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void setOpening(DeviceOwner caller, boolean opening) {
        run(() -> {
            exposure.setOpening(caller, opening);
            exposure.publishState();
        });
    }

    @Override
    public boolean continuesExposure(DeviceOwner caller, PendingRequest request) {
        return atomically(() -> {
            boolean continues = exposure.continues(caller, request);
            if (continues) {
                request.notifyExposing();
            }
            exposure.publishState();
            return continues;
        });
    }

    @Override
    public @Nullable Runnable exposed(DeviceOwner caller, PendingRequest request, Frame frame, RegisteredDevice device,
            UsedControls controls) {
        return atomically(() -> {
            if (!exposure.exposed(caller, request)) {
                exposure.publishState();
                return null;
            }
            return processing.take(request, frame, device, controls);
        });
    }

    @Override
    public boolean process(DeviceOwner caller, RegisteredDevice held, boolean open, Runnable image) {
        EngineExecutors executors = context.executors();
        if (!atomically(() -> exposure.leaveLoop(caller, held, open))) {
            executors.encode(id, image);
            return true;
        }
        TimeoutMonitor.Timeout watch = executors.startTimeout(ExposureStage.LONGEST_LEAVE, () -> run(exposure::replaceThread));
        try {
            if (!executors.encodeHere(image)) {
                executors.encode(id, image);
            }
        } catch (Throwable e) {
            context.log().error("Camera {}: an image was processed, and reporting it failed", id, e); // the loop must go on
        } finally {
            watch.cancel();
            Thread.interrupted(); // an interrupt by an encoder must not end the next wait
        }
        return atomically(exposure::returnToLoop);
    }

    private void reportExposure(PendingRequest request, DeviceInfo device) {
        events.batch(() -> {
            request.notifyExposed();
            events.exposed(request.getId(), device.id());
            events.captured(request.getId(), request.preview());
            exposure.publishState();
        });
    }

    /** Returns what is known of a device whose frames are upright. */
    DeviceInfo deviceInfo(String deviceId) {
        return exposure.device().map(RegisteredDevice::info).filter(info -> info.id().equals(deviceId))
                .map(SavedFrame::upright).orElseGet(() -> SavedFrame.unknown(deviceId));
    }

    @Override
    public boolean continuesView(DeviceOwner caller) {
        return atomically(() -> exposure.continuesView(caller));
    }

    @Override
    public boolean viewed(DeviceOwner caller, Frame frame, RegisteredDevice device) {
        return atomically(() -> exposure.viewed(caller, frame, device));
    }

    @Override
    public boolean viewFailed(DeviceOwner caller, RegisteredDevice device, CameraException e) {
        return atomically(() -> {
            boolean lost = exposure.viewFailed(caller, device, e);
            proceed();
            return lost;
        });
    }

    @Override
    public void exposureRefused(DeviceOwner caller, PendingRequest request, CaptureError error, String message) {
        run(() -> {
            exposure.end(caller, request, error, message, null);
            proceed();
        });
    }

    @Override
    public boolean exposureFailed(DeviceOwner caller, PendingRequest request, RegisteredDevice device, CameraException e) {
        return atomically(() -> {
            boolean lost = exposure.failed(caller, request, device, e);
            proceed();
            return lost;
        });
    }

    @Override
    public void loopAbandoned(DeviceOwner caller, @Nullable PendingRequest request, RegisteredDevice device, String message) {
        run(() -> {
            exposure.abandon(caller, request, device, message);
            proceed();
        });
    }

    @Override
    public void loopFailed(DeviceOwner caller, Throwable e) {
        run(() -> exposure.loopFailed(caller, e));
    }

    @Override
    public void loopEnded(DeviceOwner caller) {
        run(() -> {
            exposure.loopEnded(caller);
            proceed();
        });
    }

    // ---- processing and completion

    @Override
    public void processed(PendingRequest request, @Nullable ProcessedImage image, @Nullable CaptureException failure) {
        completion.add(request, image, failure);
        run(this::wakeLoop);
    }

    @Override
    public void processingIsSlow(PendingRequest request) {
        completion.setSlow(request);
        run(this::wakeLoop);
    }

    @Override
    public boolean startCommit(PendingRequest request) {
        return atomically(request::startCommit);
    }

    @Override
    public boolean completed(PendingRequest request, @Nullable CapturedImage image, @Nullable CaptureException failure) {
        return atomically(() -> {
            boolean ended = queue.complete(request, image, failure);
            wakeLoop();
            return ended;
        });
    }
}
