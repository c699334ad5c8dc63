package org.obscura.camera.core.engine;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.Resolution;
import org.obscura.camera.core.logging.EngineLog;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.support.config.Durations;

/**
 * Calls into devices for one {@link CaptureLoop}, with a time limit and with everything thrown turned into a {@link CameraException}. A
 * call that does not return in time is abandoned together with its thread: {@link AbandonedCallback} lets another thread go on, and the
 * device is not used until the call returns after all. The methods are called by the thread of the loop, those that end a call by any.
 */
final class GuardedDeviceCalls {
    /** What a device may take beyond its time limit, and after it was unregistered. */
    private static final Duration GRACE = Duration.ofSeconds(1);
    /** What a device may take to list its sizes, or to close. */
    private static final Duration SHORT = Duration.ofSeconds(3);

    /** What a frame may take after its request was cancelled. */
    private static final Duration CANCEL_DELAY = Duration.ofMillis(200);

    private final DeviceOwner owner;
    private final DeviceRegistry devices;
    private final EngineExecutors executors;
    private final EngineLog log;
    private final AbandonedCallback callback;
    /** Held while a stream is closed. */
    private final Object closing = new Object();
    private volatile @Nullable Call current;
    private volatile boolean abandoned;
    /** Whether no call is to wait for a frame any more. */
    private volatile boolean ending;

    /** Called by the timer thread when a call is abandoned; {@code request} may be null. */
    interface AbandonedCallback {
        void abandoned(@Nullable PendingRequest request, RegisteredDevice device, String message);
    }

    private enum CallState {
        RUNNING,
        /** Its stream is being closed: what it returns is of no use, and the stream neither. */
        ENDING,
        RETURNED,
        ABANDONED
    }

    /** One call; a timeout that expires late notices by its state that it has returned. */
    private static final class Call {
        final RegisteredDevice device;
        final @Nullable PendingRequest request;
        final @Nullable CameraStream stream;
        /** Whether it waits for a device, which may be unregistered meanwhile; other calls end by themselves. */
        final boolean waitsForDevice;
        final AtomicReference<CallState> state = new AtomicReference<>(CallState.RUNNING);
        /** Opens once the abandonment was reported. */
        final CountDownLatch reported = new CountDownLatch(1);

        Call(RegisteredDevice device, @Nullable PendingRequest request, @Nullable CameraStream stream, boolean waitsForDevice) {
            this.device = device;
            this.request = request;
            this.stream = stream;
            this.waitsForDevice = waitsForDevice;
        }
    }

    GuardedDeviceCalls(DeviceOwner owner, DeviceRegistry devices, EngineExecutors executors, EngineLog log, AbandonedCallback callback) {
        this.owner = owner;
        this.devices = devices;
        this.executors = executors;
        this.log = log;
        this.callback = callback;
    }

    /** Returns whether a call was abandoned: then the thread must end, and has nothing to clean up. */
    boolean isAbandoned() {
        return abandoned;
    }

    /**
     * Calls into a device.
     *
     * @param request the request that waits for the result, or null
     * @param stream the open stream, which is closed to end the call early and after it was abandoned, or null
     * @param dispose called with a result that comes too late
     * @throws CameraException if the device fails, or if the call was abandoned, see {@link #isAbandoned()}
     */
    <T> T call(RegisteredDevice device, @Nullable PendingRequest request, @Nullable CameraStream stream, Duration limit,
            Callable<T> action, Consumer<T> dispose) throws CameraException {
        return call(new Call(device, request, stream, request != null), limit, action, dispose);
    }

    /** Calls into a device for the viewers, with the parameters of {@link #call}. */
    <T> T callForView(RegisteredDevice device, @Nullable CameraStream stream, Duration limit, Callable<T> action,
            Consumer<T> dispose) throws CameraException {
        return call(new Call(device, null, stream, true), limit, action, dispose);
    }

    private <T> T call(Call call, Duration limit, Callable<T> action, Consumer<T> dispose) throws CameraException {
        RegisteredDevice device = call.device;
        current = call;
        TimeoutMonitor.Timeout timeout = executors.startTimeout(limit.plus(GRACE), () -> abandon(call, limit));
        T result = null;
        CameraException failure = null;
        try {
            endIfInVain(call);
            result = Objects.requireNonNull(action.call(), "the device returned null");
        } catch (CameraException e) {
            failure = e.getMessage() == null ? new CameraException(e.getReason(), device + " failed without a message", e) : e;
        } catch (Throwable e) { // code of others: whatever it throws, the request must end
            failure = new CameraException(Reason.FAILED, device + " failed: " + e, e);
        } finally {
            Thread.interrupted(); // an interrupt by the device must not end the next wait
        }
        boolean returned = call.state.compareAndSet(CallState.RUNNING, CallState.RETURNED);
        if (!returned && call.state.get() == CallState.ENDING) {
            dispose(call, result, dispose); // within the time limit of the call
            result = null;
        }
        timeout.cancel();
        current = null;
        if (!returned && call.state.compareAndSet(CallState.ENDING, CallState.RETURNED)) {
            throw new CameraException(Reason.DISCONNECTED, "The stream of " + device + " was closed");
        }
        if (!returned) {
            cleanUpAbandoned(call, result, dispose);
            throw new CameraException(Reason.FAILED, device + " returned too late");
        }
        if (failure != null) {
            throw failure;
        }
        return Objects.requireNonNull(result);
    }

    /**
     * Closes a stream; a failure is only logged. Returns once the device is released, also if another thread closes the stream already:
     * of the two calls the later one may return before that. A device that was unregistered is not opened again, so nothing waits for it.
     */
    void closeStream(RegisteredDevice device, CameraStream stream) {
        close(device, device.isGone() ? stream : () -> closeAlone(stream), null);
    }

    /** Closes a frame of a stream; a failure is only logged. */
    void closeFrame(RegisteredDevice device, Frame frame, CameraStream stream) {
        close(device, frame, stream);
    }

    private void close(RegisteredDevice device, AutoCloseable resource, @Nullable CameraStream stream) {
        try {
            call(device, null, stream, SHORT, () -> {
                resource.close();
                return resource;
            }, closed -> {});
        } catch (CameraException e) {
            if (!abandoned) {
                log.warn("Camera {}: closing failed: {}", owner.cameraId(), e.getMessage(), e);
            }
        }
    }

    /** Returns the sizes of the device; empty if it does not list any. Its open stream may be null. */
    List<Resolution> resolutions(RegisteredDevice device, @Nullable CameraStream stream) {
        try {
            return call(device, null, stream, SHORT, () -> List.copyOf(device.service().getResolutions()), sizes -> {});
        } catch (CameraException e) {
            if (!abandoned) {
                log.warn("Camera {}: {} cannot list its sizes", owner.cameraId(), device, e);
            }
            return List.of();
        }
    }

    /** Ends a call as what happened just before it began would have ended it. */
    private void endIfInVain(Call call) {
        if (!call.waitsForDevice) {
            return;
        }
        if (ending) {
            endByClosing(call);
        }
        if (call.request != null && call.request.hasEnded()) {
            requestCancelled(call.request);
        }
        deviceRemoved();
    }

    /** Ends a running call that waits for a frame, by closing the stream under it; and those that follow. */
    void endRunningCall() {
        ending = true;
        endByClosing(current);
    }

    /** Ends a running call that waits for the frame of a cancelled request; a frame that arrives soon saves opening the device again. */
    void requestCancelled(PendingRequest request) {
        Call call = current;
        if (call != null && call.request == request && call.stream != null) {
            executors.startTimeout(CANCEL_DELAY, () -> {
                if (call.state.compareAndSet(CallState.RUNNING, CallState.ENDING)) {
                    endByClosing(call);
                }
            });
        }
    }

    /** Ends a running call because the device was unregistered; abandons it if it does not return soon. */
    void deviceRemoved() {
        Call call = current;
        if (call != null && call.device.isGone()) {
            endByClosing(call);
            if (call.waitsForDevice) {
                executors.startTimeout(GRACE, () -> abandon(call, GRACE));
            }
        }
    }

    private void endByClosing(@Nullable Call call) {
        CameraStream stream = call == null ? null : call.stream;
        if (stream != null) {
            executors.executeBlocking("close-" + owner.cameraId(), () -> closeQuietly(stream));
        }
    }

    private void closeAlone(CameraStream stream) {
        synchronized (closing) {
            stream.close();
        }
    }

    private void closeQuietly(CameraStream stream) {
        try {
            closeAlone(stream);
        } catch (Throwable e) {
            log.warn("Camera {}: closing failed", owner.cameraId(), e);
        }
    }

    private void abandon(Call call, Duration limit) {
        if (!call.state.compareAndSet(CallState.RUNNING, CallState.ABANDONED)
                && !call.state.compareAndSet(CallState.ENDING, CallState.ABANDONED)
                && (call.state.get() != CallState.ABANDONED || call.reported.getCount() == 0)) {
            return;
        }
        abandoned = true; // if something is thrown below, such as an OutOfMemoryError, this runs again
        String message = call.device + " did not answer within " + Durations.format(limit);
        devices.setStuck(call.device, true);
        callback.abandoned(call.request, call.device, message);
        call.reported.countDown();
        log.warn("Camera {}: {}; it is not used until it does", owner.cameraId(), message);
        endByClosing(call);
    }

    private <T> void dispose(Call call, @Nullable T result, Consumer<T> dispose) {
        try {
            if (result != null) {
                dispose.accept(result);
            }
        } catch (Throwable e) {
            log.warn("Camera {}: disposing of the late result of {} failed", owner.cameraId(), call.device, e);
        }
    }

    /** Disposes of what an abandoned call returned, and makes the device usable again. */
    private <T> void cleanUpAbandoned(Call call, @Nullable T result, Consumer<T> dispose) {
        try {
            call.reported.await();
        } catch (InterruptedException e) {
            log.debug("Camera {}: a thread that waited was interrupted", owner.cameraId());
        }
        try {
            dispose(call, result, dispose);
        } finally {
            if (call.stream != null) {
                closeQuietly(call.stream); // before the device is opened again
            }
            devices.release(call.device, owner);
            devices.setStuck(call.device, false);
        }
    }
}
