package org.obscura.camera.v4l2;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.spi.Frame;

/** The stream of an open camera: hands each call to the thread that owns the descriptor. */
final class V4l2Stream implements CameraStream {
    /** The thread watches the time itself; it is late where a driver holds it. */
    private static final Duration GRACE = Duration.ofMillis(500);
    private static final Duration CLOSING = Duration.ofSeconds(1);

    private final V4l2Device device;
    private final DeviceThread thread;
    private final CaptureSession session;
    private volatile boolean closed;

    V4l2Stream(V4l2Device device, DeviceThread thread, CaptureSession session) {
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
        try {
            return thread.call(() -> session.next(after, deadline), timeout.plus(GRACE));
        } catch (ExecutionException e) {
            throw closed ? closed(e) : failure(e.getCause(), timeout);
        } catch (TimeoutException e) {
            throw new CameraException(Reason.TIMEOUT, "The driver of " + device + " does not return; plug the camera in again", e);
        } catch (RejectedExecutionException e) {
            throw closed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CameraException(Reason.FAILED, "Interrupted while a frame of " + device + " was awaited", e);
        }
    }

    private CameraException failure(Throwable cause, Duration timeout) {
        if (cause instanceof KernelException refusal) {
            return device.failure("deliver a frame", refusal);
        }
        if (cause instanceof CameraException e) {
            return new CameraException(e.getReason(), device + ", within " + timeout.toMillis() + " ms: " + e.getMessage(), e);
        }
        return new CameraException(Reason.FAILED, device + " did not deliver a frame: " + cause, cause);
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
