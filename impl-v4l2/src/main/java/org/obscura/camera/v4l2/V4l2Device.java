package org.obscura.camera.v4l2;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

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
import org.obscura.camera.support.v4l2.KernelException;
import org.osgi.service.log.Logger;

/** One camera. */
final class V4l2Device implements CameraDevice {
    /** A camera may fail in any way shortly before its node disappears. */
    private static final Duration VANISHING = Duration.ofMillis(500);
    private static final long LOOK_NANOS = 20_000_000;

    private final Kernel kernel;
    private final Map<String, DeviceThread> threads;
    private final VideoNodes nodes;
    private final Settings settings;
    private final FoundCamera found;
    private final DeviceInfo info;
    private final ScanStatus status;
    private final Logger log;
    private final String path;
    private V4l2Stream stream;
    private volatile boolean removed;

    /** @param threads the thread that owned each node last, also for a device that was registered before this one */
    V4l2Device(Kernel kernel, Map<String, DeviceThread> threads, VideoNodes nodes, Settings settings, FoundCamera found, ScanStatus status,
            Logger log) {
        this.log = log;
        this.kernel = kernel;
        this.threads = threads;
        this.nodes = nodes;
        this.settings = settings;
        this.found = found;
        this.info = found.info();
        this.status = status;
        this.path = nodes.path(found.node());
    }

    /** Returns what was found. */
    FoundCamera found() {
        return found;
    }

    /** Returns the path of its node. */
    String path() {
        return path;
    }

    @Override
    public DeviceInfo getInfo() {
        return info;
    }

    @Override
    public List<Resolution> getResolutions() {
        return found.formats().sizes();
    }

    @Override
    public List<ControlInfo> getControls() {
        return found.controls().stream().map(Control::describe).toList();
    }

    @Override
    public CameraStream open(Resolution wanted) throws CameraException {
        Resolution size = wanted == null ? found.formats().preferredSize() : wanted;
        Formats.Choice choice = found.formats().choose(size, settings.frameRate())
                .orElseThrow(() -> removed ? Failures.gone(toString(), null) : new CameraException(Reason.NOT_SUPPORTED,
                        this + " has no size " + size + "; it has " + found.formats()));
        DeviceThread owner = newThread();
        AtomicReference<CaptureSession> session = new AtomicReference<>();
        AtomicBoolean givenUp = new AtomicBoolean();
        boolean opened = false;
        try {
            owner.call(() -> {
                session.set(newSession(choice, givenUp));
                return null;
            }, settings.openTimeout());
            V4l2Stream open = opened(new V4l2Stream(this, owner, session.get(), settings.openTimeout()));
            opened = true;
            status.clear(info.id());
            return open;
        } catch (ExecutionException e) {
            throw failure("open at " + choice.size() + " in " + choice.format(), e.getCause());
        } catch (TimeoutException e) {
            throw removed ? Failures.gone(toString(), e) : faulty(new CameraException(Reason.FAILED, this + " did not open within "
                    + Durations.format(settings.openTimeout()) + " (open.timeout): it does not answer. Plug it in again", e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CameraException(Reason.FAILED, "Interrupted while " + this + " was opened", e);
        } finally {
            if (!opened) {
                givenUp.set(true);
                owner.end(() -> {
                    CaptureSession late = session.get();
                    if (late != null) {
                        late.close();
                    }
                });
            }
        }
    }

    /** Opens the camera; one that is in use is tried again until it is clear that it stays so. */
    private CaptureSession newSession(Formats.Choice choice, AtomicBoolean givenUp) throws KernelException {
        return BusyRetry.call(() -> new CaptureSession(kernel, path, choice, settings, found.controls(),
                sentence -> log.warn("{}: {}", this, sentence)), settings.openTimeout(), () -> removed || givenUp.get(), log);
    }

    /** Waits for the thread before: what a driver holds there may still have the descriptor open. */
    private DeviceThread newThread() throws CameraException {
        DeviceThread before = threads.get(found.node());
        if (before != null && !before.awaitEnd(settings.openTimeout())) {
            throw faulty(new CameraException(Reason.BUSY, this + " is not released yet: its driver does not return. Plug it in again"));
        }
        synchronized (this) {
            if (!removed) {
                DeviceThread thread = new DeviceThread(found.node());
                threads.put(found.node(), thread);
                return thread;
            }
        }
        throw Failures.gone(toString(), null);
    }

    private V4l2Stream opened(V4l2Stream open) throws CameraException {
        synchronized (this) {
            if (!removed) {
                stream = open;
                return open;
            }
        }
        open.close();
        throw Failures.gone(toString(), null);
    }

    /** Says why something was not done: of a camera that was disconnected, that. */
    CameraException failure(String doing, Throwable cause) {
        if (!(cause instanceof KernelException refusal)) {
            return faulty(new CameraException(Reason.FAILED, this + " did not " + doing + ": " + cause, cause));
        }
        CameraException failure = Failures.explain(toString(), path, doing, refusal);
        if (removed || failure.getReason() == Reason.FAILED && vanishes()) {
            return Failures.gone(toString(), cause);
        }
        return failure.getReason() == Reason.FAILED ? faulty(failure) : failure;
    }

    private boolean vanishes() {
        long end = System.nanoTime() + VANISHING.toNanos();
        boolean there = isThere();
        while (there && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(LOOK_NANOS); // nothing tells that a node is removed
            there = isThere();
        }
        return !there;
    }

    private boolean isThere() {
        return !removed && nodes.stamp(found.node()).equals(found.stamp());
    }

    /** One that is removed does not count for how the backend is doing. */
    private synchronized CameraException faulty(CameraException failure) {
        if (!removed) {
            status.fault(info.id(), failure.getMessage());
        }
        return failure;
    }

    /** Ends an open stream, and lets none be opened any more. */
    void remove() {
        V4l2Stream open;
        synchronized (this) {
            removed = true;
            open = stream;
            stream = null;
        }
        if (open != null) {
            open.close();
        }
        status.clear(info.id());
    }

    @Override
    public String toString() {
        return info.displayName() + " (" + path + ")";
    }
}
