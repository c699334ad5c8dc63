package org.obscura.camera.simulated;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.obscura.camera.ControlInfo;
import org.obscura.camera.Resolution;
import org.obscura.camera.simulated.ExposureClock.Exposure;
import org.obscura.camera.simulated.FaultInjector.Fault;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.support.config.Durations;

/** The running frames of an open simulated camera. */
final class SimulatedStream implements CameraStream {
    /** Longer waits would overflow sums of nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(365);

    /** How far apart both clocks may be read, and how often that is tried. */
    private static final long CLOCKS_APART = Duration.ofMillis(2).toNanos();
    private static final int READINGS = 10;

    private final SimulatedDevice device;
    private final Resolution resolution;
    private final FrameSource.FrameGenerator generator;
    private final ExposureClock clock;
    /** Both are used by the thread that reads frames alone. */
    private ControlValues controls = ControlValues.defaults();
    private int settling;
    private boolean closed;

    SimulatedStream(SimulatedDevice device, Resolution resolution, ExposureClock clock, FrameSource.FrameGenerator generator) {
        this.device = device;
        this.resolution = resolution;
        this.generator = generator;
        this.clock = clock;
    }

    @Override
    public Resolution getResolution() {
        return resolution;
    }

    @Override
    public Frame nextFrame(Duration timeout) throws CameraException {
        checkOpenNow();
        Fault fault = device.faults().next(device.settings().faults());
        if (fault == Fault.UNPLUG) {
            device.unplugLater();
        }
        long begin = 0;
        Instant beginTime = null;
        long apart = Long.MAX_VALUE;
        // a thread that has to wait in between would date frames into the future
        for (int i = 0; i < READINGS && apart > CLOCKS_APART; i++) {
            begin = device.time().nanos();
            beginTime = device.time().instant();
            apart = device.time().nanos() - begin;
        }
        boolean stalled = fault == Fault.STALL || fault == Fault.UNPLUG;
        Exposure exposure = awaitExposure(begin, nanos(timeout), stalled);
        for (; settling > 0; settling--) { // the sensor still has the values of before
            exposure = awaitExposure(begin, nanos(timeout), stalled);
        }
        if (fault == Fault.FAILURE) {
            throw new CameraException(Reason.FAILED, name() + " failed, as its failure.rate asks for");
        }
        Instant exposed = beginTime.plusNanos(exposure.nanos() - begin);
        Frame frame = generator.expose(exposure.sequence(), exposed, device.settings().pixelFormat(), controls);
        return fault == Fault.SHORT ? cutShort(frame) : frame;
    }

    @Override
    public List<ControlInfo> getControls() {
        return device.controls(controls);
    }

    @Override
    public void apply(Map<String, Object> wanted) throws CameraException {
        checkOpenNow();
        controls = device.values(wanted);
        settling = device.settings().settleFrames();
    }

    /** Returns the same frame with half of its bytes, in place of that one. */
    private static Frame cutShort(Frame frame) {
        ByteBuffer data = frame.getData();
        return new MemoryFrame(frame.getResolution(), frame.getPixelFormat(), data.limit(data.remaining() / 2), frame.getStride(),
                frame.getSequence(), frame.getTimestamp(), frame.getControls(), frame::close);
    }

    /** Waits for the first exposure from now on and for its delivery. */
    private Exposure awaitExposure(long begin, long timeout, boolean stalled) throws CameraException {
        device.lock().lock();
        try {
            Exposure exposure = null;
            while (true) {
                checkOpen();
                long waited = device.time().nanos() - begin;
                if (stalled || device.settings().faults().stall()) {
                    exposure = null;
                } else if (exposure == null) {
                    exposure = clock.next(begin + waited, device.settings().frameRate());
                }
                long left = timeout - waited;
                long missing = exposure == null ? Long.MAX_VALUE
                        : exposure.nanos() + device.settings().faults().latency().toNanos() - begin - waited;
                if (missing <= 0) {
                    return exposure;
                }
                if (left <= 0) {
                    throw new CameraException(Reason.TIMEOUT,
                            name() + " gave no frame within " + Durations.format(Duration.ofNanos(timeout)));
                }
                device.await(Math.min(left, missing));
            }
        } finally {
            device.lock().unlock();
        }
    }

    private static long nanos(Duration timeout) {
        return timeout.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : timeout.toNanos();
    }

    private void checkOpenNow() throws CameraException {
        device.lock().lock();
        try {
            checkOpen();
        } finally {
            device.lock().unlock();
        }
    }

    private void checkOpen() throws CameraException {
        if (closed) {
            throw new CameraException(Reason.DISCONNECTED, "The stream of " + name() + " is closed");
        }
        if (device.isGone()) {
            throw new CameraException(Reason.DISCONNECTED, name() + " is unplugged");
        }
    }

    private String name() {
        return device.getInfo().displayName();
    }

    @Override
    public void close() {
        device.lock().lock();
        try {
            if (!closed) {
                closed = true;
                device.free();
                device.wake();
            }
        } finally {
            device.lock().unlock();
        }
    }
}
