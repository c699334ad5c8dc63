package org.obscura.camera.webcam;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeoutException;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.webcam.child.DriverException;
import org.obscura.camera.webcam.child.Protocol;

/** The stream of an open device: its process, and the file through which that passes frames. */
final class WebcamStream implements CameraStream {
    private final WebcamDevice device;
    private final CaptureProcess child;
    private final Resolution resolution;
    private final FileChannel frames;
    private final Duration longest;
    private final FramePool pool;
    private volatile boolean closed;
    private volatile CameraException failure;

    WebcamStream(WebcamDevice device, CaptureProcess child, Resolution resolution, FileChannel frames, Duration longest) {
        this.device = device;
        this.child = child;
        this.resolution = resolution;
        this.frames = frames;
        this.longest = longest;
        this.pool = new FramePool(resolution);
    }

    @Override
    public Resolution getResolution() {
        return resolution;
    }

    long pid() {
        return child.pid();
    }

    @Override
    public Frame nextFrame(Duration timeout) throws CameraException {
        if (closed) {
            throw new CameraException(Reason.DISCONNECTED, "The stream of " + device + " is closed");
        }
        if (failure != null) {
            throw new CameraException(failure.getReason(), failure.getMessage(), failure);
        }
        Duration wait = timeout.compareTo(longest) < 0 ? timeout : longest;
        try {
            List<String> answer = child.ask(wait, Protocol.FRAME);
            device.works();
            Instant time = Instant.EPOCH.plus(Long.parseLong(answer.get(1)), ChronoUnit.MICROS);
            return pool.read(frames, Long.parseLong(answer.get(0)), time);
        } catch (TimeoutException e) {
            child.kill();
            throw fail(device.isThere() ? Reason.TIMEOUT : Reason.DISCONNECTED,
                    device + " delivered no frame within " + wait.toMillis() + " ms", e);
        } catch (CaptureProcess.ProcessExitedException e) {
            throw fail(closed || !device.isThere() || !device.diesAgain() ? Reason.DISCONNECTED : Reason.FAILED, e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            child.kill();
            throw fail(Reason.FAILED, "The frame of " + device + " cannot be read: " + e, e);
        } catch (DriverException e) {
            child.kill();
            throw fail(e.kind() == DriverException.Kind.GONE && device.vanishes() ? Reason.DISCONNECTED : Reason.FAILED, e.getMessage(), e);
        }
    }

    private CameraException fail(Reason reason, String message, Exception cause) {
        if (closed) {
            return new CameraException(Reason.DISCONNECTED, "The stream of " + device + " was closed", cause);
        }
        failure = new CameraException(reason, reason == Reason.DISCONNECTED ? device + " is lost: " + message : message, cause);
        return failure;
    }

    @Override
    public void close() {
        closed = true;
        child.kill();
        device.closed(child);
        try {
            frames.close();
        } catch (IOException e) {
            return; // nothing was written that could be lost
        }
    }
}
