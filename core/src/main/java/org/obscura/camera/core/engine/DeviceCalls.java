package org.obscura.camera.core.engine;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import org.obscura.camera.CaptureError;
import org.obscura.camera.Resolution;
import org.obscura.camera.core.engine.DevicePool.Slot;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;

/**
 * Calls into the device of one {@link Exposer}: without the lock, with anything thrown made a {@link CameraException}, and with an end.
 * A call that does not return although its time is over is given up together with its thread: the request fails, another thread goes
 * on, and the device is not used until the call returns after all.
 */
final class DeviceCalls {
    /** What a device may take beyond the timeout that it was given. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final CameraLine line;
    private final DevicePool devices;
    private final Workers workers;
    private boolean running;
    private boolean givenUp;

    DeviceCalls(CameraLine line, DevicePool devices, Workers workers) {
        this.line = line;
        this.devices = devices;
        this.workers = workers;
    }

    /** Calls with the lock held, which is let go meanwhile. What comes back too late is disposed of. */
    <T> T call(Slot slot, Request request, CameraStream stream, Duration limit, Callable<T> call, Consumer<T> dispose) throws CameraException {
        running = true;
        Future<?> alarm = workers.after(limit.plus(GRACE), () -> giveUp(slot, request, stream, limit));
        T result = null;
        CameraException failure = null;
        line.lock.unlock();
        try {
            result = Objects.requireNonNull(call.call(), "the device returned null");
        } catch (CameraException e) {
            failure = e.getMessage() == null ? new CameraException(e.getReason(), slot + " failed and did not say why", e) : e;
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            failure = new CameraException(Reason.FAILED, slot + " failed: " + e, e);
        } finally {
            line.lock.lock();
        }
        alarm.cancel(false);
        running = false;
        if (givenUp) {
            comeBack(slot, result, dispose);
        }
        if (failure != null) {
            throw failure;
        }
        return result;
    }

    /** Closes a stream; a failure is only logged. */
    void close(Slot slot, CameraStream stream, Duration limit) {
        try {
            call(slot, null, null, limit, () -> {
                stream.close();
                return stream;
            }, closed -> { });
        } catch (CameraException e) {
            line.log.warn("Camera {}: closing failed: {}", line.id(), e.getMessage(), e);
        }
    }

    List<Resolution> resolutions(Slot slot) {
        return resolutions(line, slot);
    }

    static List<Resolution> resolutions(CameraLine line, Slot slot) {
        try {
            return List.copyOf(slot.device.getResolutions());
        } catch (RuntimeException | LinkageError e) {
            line.log.warn("Camera {}: {} does not say which sizes it has", line.id(), slot, e);
            return List.of();
        }
    }

    /** Ends the call that runs by closing the stream under it. */
    void interrupt(CameraStream stream) {
        if (running && stream != null) {
            workers.run(() -> closeQuietly(stream));
        }
    }

    private void closeQuietly(CameraStream stream) {
        try {
            stream.close();
        } catch (RuntimeException | LinkageError e) {
            line.log.warn("Camera {}: closing failed", line.id(), e);
        }
    }

    private void giveUp(Slot slot, Request request, CameraStream stream, Duration limit) {
        line.lock.lock();
        try {
            if (!running) {
                return;
            }
            givenUp = true;
            devices.setStuck(slot, true);
            line.log.warn("Camera {}: {} did not return within {} s; it is not used until it does", line.id(), slot, limit.toMillis() / 1000.0);
            interrupt(stream);
            if (request != null) {
                line.notExposed(request, CaptureError.RESOURCE, slot + " did not answer within " + limit.toMillis() / 1000.0 + " s", null);
            }
            line.exposerStuck();
        } finally {
            line.lock.unlock();
        }
    }

    private <T> void comeBack(Slot slot, T result, Consumer<T> dispose) {
        line.lock.unlock();
        try {
            if (result != null) {
                dispose.accept(result);
            }
        } catch (RuntimeException | LinkageError e) {
            line.log.warn("Camera {}: disposing of what {} returned late failed", line.id(), slot, e);
        } finally {
            line.lock.lock();
        }
        devices.setStuck(slot, false);
        devices.release(slot, line);
        throw new Exposer.StuckException();
    }
}
