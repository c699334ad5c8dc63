package org.obscura.camera.webcam;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

import org.obscura.camera.ControlInfo;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.support.config.Durations;
import org.obscura.camera.support.v4l2.KernelException;
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
    private final WebcamControls controls;
    private final int settleFrames;
    private int settle;
    private volatile boolean closed;
    private volatile CameraException failure;

    /** @param controls null if it has none */
    WebcamStream(WebcamDevice device, CaptureProcess child, Resolution resolution, FileChannel frames, WebcamControls controls,
            Settings settings) {
        this.device = device;
        this.child = child;
        this.resolution = resolution;
        this.frames = frames;
        this.controls = controls;
        this.longest = settings.frameTimeout();
        this.settleFrames = settings.settleFrames();
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
        Duration wait = timeout.compareTo(longest) < 0 ? timeout : longest;
        return call(() -> next(wait), "delivered no frame within " + Durations.format(wait));
    }

    private Frame next(Duration wait) throws Exception {
        long end = System.nanoTime() + wait.toNanos();
        while (true) {
            List<String> answer = child.ask(Duration.ofNanos(Math.max(0, end - System.nanoTime())), Protocol.FRAME, String.valueOf(settle));
            settle = 0;
            device.works();
            if (controls != null && controls.keep()) {
                settle = settleFrames;
                continue;
            }
            Instant time = Instant.EPOCH.plus(Long.parseLong(answer.get(1)), ChronoUnit.MICROS);
            return pool.read(frames, Long.parseLong(answer.get(0)), time, controls == null ? Map.of() : controls.values());
        }
    }

    @Override
    public List<ControlInfo> getControls() {
        try {
            return controls == null ? List.of() : call(controls::describe, "did not list its controls in time");
        } catch (CameraException e) {
            return device.getControls(); // without values; the next call says why
        }
    }

    @Override
    public void apply(Map<String, Object> wanted) throws CameraException {
        if (controls == null) {
            CameraStream.super.apply(wanted);
        } else if (call(() -> controls.apply(wanted), "did not set controls in time")) {
            settle = settleFrames;
        }
    }

    /** Does something with the process, and says what it means for the stream if that fails. */
    private <T> T call(Callable<T> work, String late) throws CameraException {
        if (closed) {
            throw new CameraException(Reason.DISCONNECTED, "The stream of " + device + " is closed");
        }
        if (failure != null) {
            throw new CameraException(failure.getReason(), failure.getMessage(), failure);
        }
        try {
            return work.call();
        } catch (CameraException e) {
            throw new CameraException(e.getReason(), device + ": " + e.getMessage(), e);
        } catch (KernelException e) {
            throw failure(controls.lost() == null ? e : controls.lost(), late);
        } catch (Exception e) {
            throw failure(e, late);
        }
    }

    private CameraException failure(Exception e, String late) {
        if (e instanceof CaptureProcess.ProcessExitedException) {
            return fail(closed || !device.isThere() || !device.diesAgain() ? Reason.DISCONNECTED : Reason.FAILED, e.getMessage(), e);
        }
        child.kill();
        if (e instanceof TimeoutException) {
            return fail(device.isThere() ? Reason.TIMEOUT : Reason.DISCONNECTED, device + " " + late, e);
        }
        if (e instanceof KernelException refusal && refusal.isUnanswered()) {
            return fail(Reason.FAILED, device + " does not answer: " + e.getMessage() + KernelException.FOR_UNANSWERED, e);
        }
        boolean gone = e instanceof DriverException of && of.kind() == DriverException.Kind.GONE
                || e instanceof KernelException refusal && refusal.isGone();
        if (gone || e instanceof DriverException || e instanceof KernelException) {
            return fail(gone && device.vanishes() ? Reason.DISCONNECTED : Reason.FAILED, e.getMessage(), e);
        }
        return fail(Reason.FAILED, "The frame of " + device + " cannot be read: " + e, e);
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
        device.closed(child, controls == null ? List.of() : controls.unrestored());
        try {
            frames.close();
        } catch (IOException e) {
            return; // nothing was written that could be lost
        }
    }
}
