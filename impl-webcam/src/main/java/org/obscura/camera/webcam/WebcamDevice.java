package org.obscura.camera.webcam;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import org.obscura.camera.ControlInfo;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.support.config.Durations;
import org.obscura.camera.support.linux.VideoNodes;
import org.obscura.camera.support.registration.ScanStatus;
import org.obscura.camera.support.v4l2.Control;
import org.obscura.camera.webcam.child.DriverException;
import org.obscura.camera.webcam.child.Protocol;
import org.osgi.service.log.Logger;

/** One device. */
final class WebcamDevice implements CameraDevice {
    private static final Duration VANISHING = Duration.ofMillis(500);
    private static final long LOOK_NANOS = 20_000_000;

    private final FoundDevice found;
    private final Settings settings;
    private final CaptureProcessLauncher launcher;
    private final VideoNodes nodes;
    private final ScanStatus status;
    private final Logger log;
    private volatile boolean removed;
    private volatile boolean died;
    private CaptureProcess current;
    /** Controls that a process that ended did not restore. */
    private List<Unrestored> unrestored = List.of();

    /** @param nodes where its node is, or null if there is no such thing */
    WebcamDevice(FoundDevice found, Settings settings, CaptureProcessLauncher launcher, VideoNodes nodes, ScanStatus status,
            Logger log) {
        this.found = found;
        this.settings = settings;
        this.launcher = launcher;
        this.nodes = nodes;
        this.status = status;
        this.log = log;
    }

    FoundDevice found() {
        return found;
    }

    @Override
    public DeviceInfo getInfo() {
        return found.info();
    }

    @Override
    public List<Resolution> getResolutions() {
        return found.sizes();
    }

    @Override
    public List<ControlInfo> getControls() {
        return found.controls().stream().map(Control::describe).toList();
    }

    @Override
    public CameraStream open(Resolution wanted) throws CameraException {
        boolean complete = settings.driver().isEmpty() && !found.sizes().isEmpty();
        if (wanted != null && complete && !removed && !found.sizes().contains(wanted)) {
            throw unsupported(wanted, found.sizes().stream().map(Resolution::toString).collect(Collectors.joining(", ")), null);
        }
        CaptureProcess child = start();
        boolean opened = false;
        try {
            CameraStream stream = open(child, wanted);
            status.clear(found.info().id());
            opened = true;
            return stream;
        } catch (DriverException e) {
            throw removed ? gone() : refusal(e, wanted, child);
        } catch (TimeoutException e) {
            throw removed ? gone()
                    : new CameraException(Reason.FAILED, this + " did not open within " + Durations.format(settings.openTimeout())
                            + ". Its driver may hang: reconnect it, or raise open.timeout of " + WebcamConfig.PID, e);
        } catch (CaptureProcess.ProcessExitedException e) {
            throw !isThere() ? gone() : new CameraException(diesAgain() ? Reason.FAILED : Reason.DISCONNECTED, e.getMessage(), e);
        } catch (IOException e) {
            throw new CameraException(Reason.FAILED, "No memory or disk space for the frames of " + this + ": " + e.getMessage(), e);
        } finally {
            if (!opened) {
                child.kill();
                closed(child, List.of());
            }
        }
    }

    private CaptureProcess start() throws CameraException {
        synchronized (this) {
            if (!removed) {
                try {
                    current = launcher.start(found.info().id());
                    return current;
                } catch (IOException e) {
                    fault(e.getMessage());
                    throw new CameraException(Reason.FAILED, e.getMessage(), e);
                }
            }
        }
        throw gone();
    }

    private CameraStream open(CaptureProcess child, Resolution wanted)
            throws DriverException, TimeoutException, CaptureProcess.ProcessExitedException, IOException {
        List<String> answer = child.ask(settings.openTimeout(), Protocol.OPEN, found.driverId(), wanted == null ? "0" : "" + wanted.width(),
                wanted == null ? "0" : "" + wanted.height(), "" + settings.warmUp());
        Resolution size = new Resolution(Integer.parseInt(answer.get(0)), Integer.parseInt(answer.get(1)));
        if (DeviceMatcher.pixels(size) > DeviceMatcher.MAX_PIXELS) {
            throw new IOException(
                    "its frames of " + size + " are too large; width times height must be at most " + DeviceMatcher.MAX_PIXELS);
        }
        Path file = launcher.files().newFrames(child.run(), FramePool.size(size));
        FileChannel frames = FileChannel.open(file, StandardOpenOption.READ);
        try {
            child.ask(settings.openTimeout(), Protocol.MAP, file.toString());
            CameraStream stream = new WebcamStream(this, child, size, frames, controls(child), settings);
            frames = null;
            return stream;
        } finally {
            if (frames != null) {
                frames.close();
            }
            if (!Platform.WINDOWS) {
                Files.deleteIfExists(file); // both sides hold it; so nothing stays, however they end
            }
        }
    }

    /** Returns the controls of the camera that is open in a process; null if it has none, or they cannot be read now. */
    private WebcamControls controls(CaptureProcess child) throws DriverException, TimeoutException, CaptureProcess.ProcessExitedException {
        if (found.controls().isEmpty()) {
            return null;
        }
        List<Unrestored> left;
        synchronized (this) {
            left = unrestored;
        }
        try {
            WebcamControls controls = new WebcamControls(child, found.driverId(), found.controls(), left, settings,
                    text -> log.warn("{}: {}", this, text));
            synchronized (this) {
                unrestored = List.of();
            }
            return controls;
        } catch (DriverException e) {
            if (e.kind() == DriverException.Kind.GONE) {
                throw e;
            }
            log.warn("{} has no controls: {}", this, e.getMessage());
            return null;
        }
    }

    private CameraException refusal(DriverException fault, Resolution wanted, CaptureProcess child) {
        switch (fault.kind()) {
            case SIZE:
                return unsupported(wanted, fault.getMessage(), fault);
            case GONE:
                return gone();
            case START:
                CameraException refusal = settings.driver().isEmpty()
                        ? OpenErrorDiagnosis.explain(this.toString(), found.driverId(), child.errorOutputTail(), fault)
                        : new CameraException(Reason.FAILED, this + " did not open: " + fault.getMessage(), fault);
                fault(refusal.getMessage());
                return refusal;
            case LIBRARY:
                String why = NativeLibraryDiagnosis.explain(fault.getMessage(), child.errorOutputTail(), child.run().toString());
                fault(why);
                return new CameraException(Reason.FAILED, why, fault);
            default:
                return new CameraException(Reason.FAILED, this + " did not open: " + fault.getMessage(), fault);
        }
    }

    /** One that is removed has no say in how the backend is doing. */
    private synchronized void fault(String why) {
        if (!removed) {
            status.fault(found.info().id(), why);
        }
    }

    private CameraException unsupported(Resolution wanted, String offered, DriverException cause) {
        return new CameraException(Reason.NOT_SUPPORTED, this + " does not deliver " + wanted + "; it offers " + offered, cause);
    }

    private CameraException gone() {
        return new CameraException(Reason.DISCONNECTED, this + " was unplugged");
    }

    /** Returns whether it is still the camera that was found. */
    boolean isThere() {
        return !removed && (nodes == null || nodes.stamp(found.node()).equals(found.stamp()));
    }

    /**
     * Returns whether it was disconnected: a camera fails a little before its node disappears. Without a node, what failed counts as gone.
     */
    boolean vanishes() {
        long end = System.nanoTime() + VANISHING.toNanos();
        while (nodes != null && isThere() && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return nodes == null || !isThere();
    }

    /** It delivered a frame. */
    void works() {
        died = false;
    }

    /**
     * Its process ended unasked. Whether one before it did too, with no frame since. Once may be the doing of others, as of a system short
     * of memory: then it counts as lost, and the request waits for the next process. Twice is the camera's.
     */
    boolean diesAgain() {
        boolean again = died;
        died = true;
        return again;
    }

    /** Ends an open stream, and lets none be opened any more. */
    void remove() {
        CaptureProcess open;
        synchronized (this) {
            removed = true;
            open = current;
            current = null;
        }
        if (open != null) {
            open.kill();
        }
        status.clear(found.info().id());
    }

    /** @param left controls that the process did not restore */
    synchronized void closed(CaptureProcess child, List<Unrestored> left) {
        if (!left.isEmpty()) {
            unrestored = left;
            log.info("{}: the process ended before it had restored the controls; they are restored when the device is opened next", this);
        }
        if (current == child) {
            current = null;
        }
    }

    @Override
    public String toString() {
        return found.info().displayName() + " (" + found.info().id() + ")";
    }
}
