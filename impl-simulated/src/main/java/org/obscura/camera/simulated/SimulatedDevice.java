package org.obscura.camera.simulated;

import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.obscura.camera.ControlInfo;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;

/** A simulated camera from plugging in to unplugging. */
final class SimulatedDevice implements CameraDevice {
    private final DeviceInfo info;
    private final FrameSource frames;
    private final TimeSource time;
    private final Runnable unplugLater;
    private final FaultInjector faults;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile Settings settings;
    private boolean taken;
    private volatile boolean gone;

    /** A device; unplugLater makes its owner unplug it, and returns at once. */
    SimulatedDevice(Settings settings, FrameSource frames, TimeSource time, FaultInjector faults, Runnable unplugLater) {
        this.info = settings.identity().info();
        this.settings = settings;
        this.frames = frames;
        this.time = time;
        this.faults = faults;
        this.unplugLater = unplugLater;
    }

    @Override
    public DeviceInfo getInfo() {
        return info;
    }

    @Override
    public List<Resolution> getResolutions() {
        return frames.getResolutions();
    }

    @Override
    public List<ControlInfo> getControls() {
        return controls(ControlValues.defaults());
    }

    /** Returns the controls with their values; image files have none. */
    List<ControlInfo> controls(ControlValues values) {
        List<Resolution> sizes = frames.getResolutions();
        return frames.hasControls() ? values.infos(TestPatternSource.largest(sizes)) : List.of();
    }

    /** Returns the values for a set of controls. */
    ControlValues values(Map<String, Object> controls) throws CameraException {
        if (!frames.hasControls() && !controls.isEmpty()) {
            throw new CameraException(Reason.NOT_SUPPORTED,
                    info.displayName() + " delivers image files, which have no controls; it cannot set "
                            + String.join(", ", controls.keySet()));
        }
        return controls.isEmpty() ? ControlValues.defaults()
                : ControlValues.of(controls, TestPatternSource.largest(frames.getResolutions()));
    }

    @Override
    public CameraStream open(Resolution wanted) throws CameraException {
        take();
        boolean opened = false;
        try {
            waitWhileOpening();
            frames.refresh();
            List<Resolution> offered = frames.getResolutions();
            if (offered.isEmpty()) {
                throw new CameraException(Reason.FAILED, info.displayName() + " has nothing to show. " + frames.getProblem());
            }
            Resolution chosen = wanted == null ? offered.get(0) : wanted;
            if (!offered.contains(chosen)) {
                throw new CameraException(Reason.NOT_SUPPORTED,
                        info.displayName() + " has no resolution " + chosen + "; it has " + text(offered));
            }
            // its exposures begin now, as those of a sensor do while its frames are prepared
            ExposureClock clock = new ExposureClock(time.nanos(), settings.frameRate());
            CameraStream stream = new SimulatedStream(this, chosen, clock, frames.open(chosen, settings.pixelFormat()));
            opened = true;
            return stream;
        } finally {
            if (!opened) {
                free();
            }
        }
    }

    private void take() throws CameraException {
        lock.lock();
        try {
            checkThere();
            if (taken) {
                throw new CameraException(Reason.BUSY, info.displayName() + " is open already; close its stream first");
            }
            taken = true;
        } finally {
            lock.unlock();
        }
    }

    private void waitWhileOpening() throws CameraException {
        lock.lock();
        try {
            long start = time.nanos();
            while (!gone && time.nanos() - start < settings.faults().openLatency().toNanos()) {
                await(settings.faults().openLatency().toNanos() - (time.nanos() - start));
            }
            checkThere();
        } finally {
            lock.unlock();
        }
    }

    private void checkThere() throws CameraException {
        if (gone) {
            throw new CameraException(Reason.DISCONNECTED, info.displayName() + " is unplugged");
        }
    }

    /** Applies what can change under an open stream. */
    void apply(Settings changedSettings) {
        settings = changedSettings;
        wake();
    }

    /** Ends this device for good; its owner has unregistered it before. */
    void unplug() {
        gone = true;
        wake();
    }

    void free() {
        lock.lock();
        try {
            taken = false;
        } finally {
            lock.unlock();
        }
    }

    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits so long, or until something changes. The lock is held. */
    void await(long nanos) throws CameraException {
        try {
            time.await(changed, nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CameraException(Reason.FAILED, "The thread that waited for " + info.displayName() + " was interrupted", e);
        }
    }

    void unplugLater() {
        unplugLater.run();
    }

    boolean isGone() {
        return gone;
    }

    Settings settings() {
        return settings;
    }

    FaultInjector faults() {
        return faults;
    }

    ReentrantLock lock() {
        return lock;
    }

    TimeSource time() {
        return time;
    }

    private static String text(List<Resolution> all) {
        return String.join(", ", all.stream().map(Resolution::toString).toList());
    }
}
