package org.obscura.camera.ip;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.obscura.camera.ControlInfo;
import org.obscura.camera.Resolution;
import org.obscura.camera.ip.onvif.OnvifImaging;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.support.config.Durations;
import org.obscura.camera.support.stream.BoundedCall;

/** The stream of a camera with the Imaging service. */
final class ControlledStream implements CameraStream {
    private static final Duration RESTORING = Duration.ofMillis(1500);

    private final String device;
    private final String thread;
    private final CameraStream stream;
    private final OnvifImaging imaging;
    private final IpSettings settings;
    private final Consumer<String> report;
    private final Object lock = new Object();
    private boolean busy;
    private boolean closed;
    private long settledAt = System.nanoTime();

    ControlledStream(String device, String thread, CameraStream stream, OnvifImaging imaging, IpSettings settings,
            Consumer<String> report) {
        this.device = device;
        this.thread = thread;
        this.stream = stream;
        this.imaging = imaging;
        this.settings = settings;
        this.report = report;
    }

    @Override
    public Resolution getResolution() {
        return stream.getResolution();
    }

    @Override
    public List<ControlInfo> getControls() {
        return imaging.describe();
    }

    @Override
    public void apply(Map<String, Object> controls) throws CameraException {
        begin();
        try {
            Duration limit = settings.timeout();
            if (BoundedCall.run(thread, limit, () -> imaging.apply(controls), imaging::abort,
                    device + " did not set controls within " + Durations.format(limit))) {
                settledAt = System.nanoTime() + settings.controlsSettle().toNanos();
            }
        } catch (CameraException e) {
            checkOpen();
            throw e;
        } finally {
            end();
        }
    }

    @Override
    public Frame nextFrame(Duration timeout) throws CameraException {
        long begin = System.nanoTime();
        synchronized (lock) {
            checkOpen();
            long end = begin + Math.min(timeout.toNanos(), settledAt - begin);
            for (long left = end - begin; left > 0; left = end - System.nanoTime()) {
                await(left);
                checkOpen();
            }
        }
        Duration left = timeout.minusNanos(System.nanoTime() - begin);
        return withControls(stream.nextFrame(left.isNegative() ? Duration.ZERO : left));
    }

    /** Does not wait until controls have their effect: viewers see how they change. */
    @Override
    public Frame nextViewFrame(Duration timeout) throws CameraException {
        synchronized (lock) {
            checkOpen();
        }
        return withControls(stream.nextViewFrame(timeout));
    }

    private Frame withControls(Frame frame) {
        return new MemoryFrame(frame.getResolution(), frame.getPixelFormat(), frame.getData(), frame.getStride(), frame.getSequence(),
                frame.getTimestamp(), imaging.values(), frame::close);
    }

    /** Waits until the stream is closed, or another thread has finished with the service. */
    private void await(long nanos) throws CameraException {
        try {
            TimeUnit.NANOSECONDS.timedWait(lock, nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CameraException(Reason.FAILED, "The thread that waited for " + device + " was interrupted", e);
        }
    }

    private void begin() throws CameraException {
        synchronized (lock) {
            checkOpen();
            busy = true;
        }
    }

    private void end() {
        synchronized (lock) {
            busy = false;
            lock.notifyAll();
        }
    }

    private void checkOpen() throws CameraException {
        synchronized (lock) {
            if (closed) {
                throw new CameraException(Reason.DISCONNECTED, "The stream of " + device + " is closed");
            }
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            lock.notifyAll();
        }
        stream.close();
        imaging.abort();
        try {
            long end = System.nanoTime() + RESTORING.toNanos();
            synchronized (lock) {
                for (long left = RESTORING.toNanos(); busy && left > 0; left = end - System.nanoTime()) {
                    await(left);
                }
            }
            Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
            if (!settings.restoreControls()) {
                imaging.keep();
            } else if (imaging.isChanged()) {
                BoundedCall.run(thread, left, () -> {
                    imaging.restore();
                    return null;
                }, imaging::abort, "it did not answer within " + Durations.format(RESTORING));
            }
        } catch (CameraException e) {
            report.accept("The controls of " + device + " are not as they were found, and are restored when it is opened next: "
                    + e.getMessage());
        }
    }
}
