package org.obscura.camera.v4l2;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;

import org.obscura.camera.ControlInfo;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.support.config.Durations;

/** The stream of an open camera: hands each call to the thread that owns the descriptor. */
final class V4l2Stream implements CameraStream {
    /** The thread watches the time itself; it is late where a driver holds it. */
    private static final Duration GRACE = Duration.ofMillis(500);
    private static final Duration CLOSING = Duration.ofSeconds(1);

    private final V4l2Device device;
    private final DeviceThread thread;
    private final CaptureSession session;
    private final Duration longest;
    private volatile boolean closed;

    V4l2Stream(V4l2Device device, DeviceThread thread, CaptureSession session, Duration longest) {
        this.longest = longest;
        this.device = device;
        this.thread = thread;
        this.session = session;
    }

    @Override
    public Resolution getResolution() {
        return session.layout().size();
    }

    @Override
    public Frame nextFrame(Duration timeout) throws CameraException {
        long after = System.nanoTime();
        long deadline = after + timeout.toNanos();
        return call(() -> session.next(after, deadline), timeout, "deliver a frame within " + Durations.format(timeout));
    }

    @Override
    public Frame nextViewFrame(Duration timeout) throws CameraException {
        long start = System.nanoTime();
        long deadline = start + timeout.toNanos();
        return call(() -> session.nextArrival(start, deadline), timeout, "deliver a frame within " + Durations.format(timeout));
    }

    @Override
    public List<ControlInfo> getControls() {
        try {
            return call(session::controls, longest, "list its controls");
        } catch (CameraException e) {
            return device.getControls(); // without values; the next call says why
        }
    }

    @Override
    public void apply(Map<String, Object> controls) throws CameraException {
        call(() -> {
            session.apply(controls);
            return null;
        }, longest, "set controls");
    }

    private <T> T call(Callable<T> work, Duration limit, String doing) throws CameraException {
        try {
            return thread.call(work, limit.plus(GRACE));
        } catch (ExecutionException e) {
            throw closed ? closed(e) : failure(e.getCause(), doing);
        } catch (TimeoutException e) {
            throw closed ? closed(e)
                    : new CameraException(Reason.TIMEOUT, device + " did not " + doing + ": its driver does not return. Plug it in again",
                            e);
        } catch (RejectedExecutionException e) {
            throw closed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CameraException(Reason.FAILED, "Interrupted while " + device + " was to " + doing, e);
        }
    }

    private CameraException failure(Throwable cause, String doing) {
        if (cause instanceof CameraException e) {
            return new CameraException(e.getReason(), device + ": " + e.getMessage(), e);
        }
        return device.failure(doing, cause);
    }

    private CameraException closed(Exception cause) {
        return new CameraException(Reason.DISCONNECTED, "The stream of " + device + " is closed", cause);
    }

    /** Waits for a second at most: a driver may hold the thread for longer, and until it returns the camera cannot be opened again. */
    @Override
    public void close() {
        closed = true;
        session.wake();
        thread.end(session::close);
        thread.awaitEnd(CLOSING);
    }
}
