package org.obscura.camera.core.engine;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import org.obscura.camera.Resolution;
import org.obscura.camera.core.engine.DeviceRegistry.RegisteredDevice;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;

/**
 * Calls into the device of one {@link CaptureLoop}: without the lock, with anything thrown made a {@link CameraException}, and with an end.
 * A call that does not return although its time is over is given up together with its thread: the request fails, another thread goes
 * on, and the device is not used until the call returns after all.
 */
final class GuardedDeviceCalls {
    /** What a device may take beyond the timeout that it was given, and after it was taken away. */
    private static final Duration GRACE = Duration.ofSeconds(1);
    /** How long a device may take to say what it can, or to close. */
    private static final Duration SHORT = Duration.ofSeconds(3);

    private final CaptureSession line;
    private final DeviceRegistry devices;
    private final EngineExecutors workers;
    private Call current;

    /** A call that runs; an alarm that comes late knows by it that another runs now. */
    private static final class Call {
        final RegisteredDevice slot;
        final PendingRequest request;
        final CameraStream stream;
        boolean givenUp;

        Call(RegisteredDevice slot, PendingRequest request, CameraStream stream) {
            this.slot = slot;
            this.request = request;
            this.stream = stream;
        }
    }

    GuardedDeviceCalls(CaptureSession line, DeviceRegistry devices, EngineExecutors workers) {
        this.line = line;
        this.devices = devices;
        this.workers = workers;
    }

    /**
     * Calls with the lock held, which is let go meanwhile. What comes back too late is disposed of.
     *
     * @param request the request that waits for the answer, or null
     * @param stream the stream to close if the call is to end early, or null
     */
    <T> T call(RegisteredDevice slot, PendingRequest request, CameraStream stream, Duration limit, Callable<T> call, Consumer<T> dispose)
            throws CameraException {
        Call running = new Call(slot, request, stream);
        current = running;
        TimeoutMonitor.Timeout alarm = workers.alarm(limit.plus(GRACE), () -> giveUp(running, limit));
        T result = null;
        CameraException failure = null;
        line.lock.unlock();
        try {
            result = Objects.requireNonNull(call.call(), "the device returned null");
        } catch (CameraException e) {
            failure = e.getMessage() == null ? new CameraException(e.getReason(), slot + " failed and did not say why", e) : e;
        } catch (Throwable e) { // a stranger's: whatever it is, the request must come to its end
            failure = new CameraException(Reason.FAILED, slot + " failed: " + e, e);
        } finally {
            Thread.interrupted(); // what a device does to its caller's thread is not for the next wait
            line.lock.lock();
        }
        alarm.cancel();
        current = null;
        if (running.givenUp) {
            comeBack(running, result, dispose);
        }
        if (failure != null) {
            throw failure;
        }
        return result;
    }

    /** Closes something of the device; a failure is only logged. */
    void close(RegisteredDevice slot, AutoCloseable what) {
        try {
            call(slot, null, null, SHORT, () -> {
                what.close();
                return what;
            }, closed -> {});
        } catch (CameraException e) {
            line.log.warn("Camera {}: closing failed: {}", line.id(), e.getMessage(), e);
        }
    }

    /** What sizes the device has; empty if it does not say. */
    List<Resolution> resolutions(RegisteredDevice slot) {
        try {
            return call(slot, null, null, SHORT, () -> List.copyOf(slot.device.getResolutions()), sizes -> {});
        } catch (CameraException e) {
            line.log.warn("Camera {}: {} does not say which sizes it has", line.id(), slot, e);
            return List.of();
        }
    }

    /** Ends the call that runs, if it waits for a frame, by closing the stream under it. */
    void interrupt() {
        if (current != null && current.stream != null) {
            CameraStream stream = current.stream;
            workers.run(() -> closeQuietly(stream));
        }
    }

    /** The device was taken away: a call that does not notice soon is given up. */
    void hurry() {
        interrupt();
        Call running = current;
        if (running != null && running.request != null) {
            workers.alarm(GRACE, () -> giveUp(running, GRACE));
        }
    }

    private void closeQuietly(CameraStream stream) {
        try {
            stream.close();
        } catch (Throwable e) {
            line.log.warn("Camera {}: closing failed", line.id(), e);
        }
    }

    private void giveUp(Call call, Duration limit) {
        line.lock.lock();
        try {
            if (current != call || call.givenUp) {
                return;
            }
            call.givenUp = true;
            devices.setStuck(call.slot, true);
            String message = call.slot + " did not answer within " + limit.toMillis() / 1000.0 + " s";
            line.log.warn("Camera {}: {}; it is not used until it does", line.id(), message);
            interrupt();
            line.captureLoopStuck(call.request, call.slot, message);
        } finally {
            line.lock.unlock();
        }
    }

    private <T> void comeBack(Call call, T result, Consumer<T> dispose) {
        line.lock.unlock();
        try {
            if (result != null) {
                dispose.accept(result);
            }
        } catch (Throwable e) {
            line.log.warn("Camera {}: disposing of what {} returned late failed", line.id(), call.slot, e);
        } finally {
            if (call.stream != null) {
                closeQuietly(call.stream); // before the device is opened again
            }
            line.lock.lock();
        }
        devices.release(call.slot, line);
        devices.setStuck(call.slot, false);
        throw new CaptureLoop.StuckException();
    }
}
