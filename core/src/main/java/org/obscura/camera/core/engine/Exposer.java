package org.obscura.camera.core.engine;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import org.obscura.camera.CaptureError;
import org.obscura.camera.Resolution;
import org.obscura.camera.core.engine.DevicePool.Slot;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.spi.Frame;

/**
 * The thread of one camera that touches the device: opens it, exposes one request after another, and closes it when it is not needed,
 * is gone, or another is better. It lives while requests wait or a device is open. All state is guarded by the lock of the
 * {@link CameraLine}, which is let go during each call into the device.
 */
final class Exposer implements Runnable {
    /** How long after a device said that it is gone it is asked again, if its backend still offers it. */
    private static final long SECOND_LOOK_NANOS = Duration.ofMillis(250).toNanos();
    /** How long a device may take to close. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

    private final CameraLine line;
    private final DevicePool devices;
    private final DeviceCalls calls;

    private Slot slot;
    private CameraStream stream;
    private Resolution openedFor;
    private boolean opening;
    private boolean interrupted;
    private long idleSince = System.nanoTime();
    /** Since when no request could be exposed for want of a device; 0 while one is there. */
    private long blockedSince;
    private Slot suspect;
    private long suspectUntil;
    private String suspicion = "";

    Exposer(CameraLine line, DevicePool devices, Workers workers) {
        this.line = line;
        this.devices = devices;
        this.calls = new DeviceCalls(line, devices, workers);
    }

    @Override
    public void run() {
        line.lock.lock();
        try {
            boolean more = true;
            while (more) {
                more = step();
            }
        } catch (StuckException e) {
            return; // another has taken over
        } catch (InterruptedException e) {
            line.log.warn("Camera {}: the thread that exposes was interrupted by a stranger", line.id());
        } finally {
            line.exposerEnded(this);
            line.lock.unlock();
        }
    }

    /** Whether a device is being opened just now. */
    boolean isOpening() {
        return opening;
    }

    /** The device of a call that runs may be gone: if so the call is ended. */
    void deviceMayBeGone() {
        if (slot != null && slot.isGone()) {
            calls.interrupt(stream);
        }
    }

    /** Ends a call that runs: the camera closes. */
    void interrupt() {
        interrupted = true;
        calls.interrupt(stream);
    }

    private boolean step() throws InterruptedException {
        Slot best = line.isActive() ? line.device().orElse(null) : null;
        if (slot != null && (slot != best || slot.isGone())) {
            letGo();
            return true;
        }
        Request request = line.next();
        if (request == null) {
            return idle();
        }
        if (best == null) {
            return block("No camera device is there for camera " + line.id(), Long.MAX_VALUE);
        }
        if (best == suspect && suspectUntil - System.nanoTime() > 0) {
            return block(suspicion, suspectUntil - System.nanoTime());
        }
        if (slot == null) {
            if (devices.isStuck(best)) {
                return block(best + " does not return from an earlier call", Long.MAX_VALUE);
            }
            if (!devices.acquire(best, line)) {
                return block(best + " is in use by camera " + devices.holderOf(best), Long.MAX_VALUE);
            }
            slot = best;
        }
        return expose(request);
    }

    private boolean idle() throws InterruptedException {
        blockedSince = 0;
        if (slot == null) {
            return false;
        }
        Duration limit = line.settings().idleTimeout();
        long left = limit.isZero() ? Long.MAX_VALUE : idleSince + limit.toNanos() - System.nanoTime();
        if (left <= 0 || devices.isContested(slot) || stream == null) {
            letGo();
        } else {
            line.await(left);
        }
        return true;
    }

    /** Waits for a device, and fails the requests that have waited long enough. */
    private boolean block(String reason, long longest) throws InterruptedException {
        long now = System.nanoTime();
        if (blockedSince == 0) {
            blockedSince = now;
        }
        long wait = longest;
        for (Request request : line.waiting()) {
            Duration limit = request.settings.deviceTimeout();
            long since = request.madeNanos - blockedSince > 0 ? request.madeNanos : blockedSince;
            long left = since + limit.toNanos() - now;
            if (left <= 0) {
                line.take(request);
                line.notExposed(request, CaptureError.RESOURCE, reason + "; waited " + limit.toMillis() / 1000.0 + " s (device.timeout)", null);
            } else {
                wait = Math.min(wait, left);
            }
        }
        if (line.next() != null) {
            line.await(wait);
        }
        return true;
    }

    private boolean expose(Request request) throws InterruptedException {
        List<Resolution> sizes = calls.resolutions(slot);
        if (request.resolution != null && !sizes.isEmpty() && !sizes.contains(request.resolution)) {
            line.take(request);
            line.notExposed(request, CaptureError.NOT_SUPPORTED, slot + " has no resolution " + request.resolution + "; it has " + sizes, null);
            return true;
        }
        if (stream != null && !isOpenFor(request.resolution)) {
            close();
            return true;
        }
        if (!line.hasRoomInDarkroom()) {
            line.await(Long.MAX_VALUE);
            return true;
        }
        line.take(request);
        try {
            if (stream == null) {
                open(request);
            }
            Duration limit = request.settings.frameTimeout();
            CameraStream from = stream;
            Frame frame = calls.call(slot, request, from, limit, () -> from.nextFrame(limit), Frame::close);
            accept(request, frame);
        } catch (CameraException e) {
            failed(request, e);
        }
        idleSince = System.nanoTime();
        return true;
    }

    private void open(Request request) throws CameraException {
        opening = true;
        line.refresh();
        Slot of = slot;
        try {
            stream = calls.call(of, request, null, request.settings.openTimeout(), () -> of.device.open(request.resolution), CameraStream::close);
            openedFor = request.resolution;
        } finally {
            opening = false;
            line.refresh();
        }
    }

    /** A stream that was opened at the device's choice serves only requests that leave the choice to it, or name what it chose. */
    private boolean isOpenFor(Resolution wanted) {
        return Objects.equals(openedFor, wanted) || wanted != null && wanted.equals(stream.getResolution());
    }

    private void accept(Request request, Frame frame) throws CameraException {
        blockedSince = 0;
        suspect = null;
        if (request.phase == Request.Phase.ENDED) {
            frame.close();
            line.putBack(request); // cancelled meanwhile: only makes room
            return;
        }
        String problem = FrameCheck.problem(frame, request.resolution);
        if (problem != null) {
            frame.close();
            throw new CameraException(Reason.BAD_FRAME, slot + " delivered a frame that is no picture: " + problem);
        }
        line.exposed(request, frame, slot);
    }

    private void failed(Request request, CameraException e) {
        boolean open = stream != null;
        if (e.getReason() != Reason.BAD_FRAME) {
            close();
        }
        boolean lost = slot.isGone() || e.getReason() == Reason.DISCONNECTED;
        if (lost && !interrupted) {
            line.log.info("Camera {}, request {}: the device was lost and the request waits for the next: {}", line.id(), request.id, e.getMessage());
            suspect = slot;
            suspicion = Objects.requireNonNullElse(e.getMessage(), slot + " is gone");
            suspectUntil = System.nanoTime() + SECOND_LOOK_NANOS;
            if (blockedSince == 0) {
                blockedSince = System.nanoTime();
            }
            line.putBack(request);
            return;
        }
        if (!open) {
            letGo();
        }
        if (interrupted) {
            line.notExposed(request, CaptureError.NOT_READY, "The camera " + line.id() + " was removed during the exposure", e);
        } else {
            line.notExposed(request, e.getReason().toCaptureError(), e.getMessage(), e);
        }
    }

    private void close() {
        CameraStream closing = stream;
        stream = null;
        if (closing != null) {
            calls.close(slot, closing, CLOSE_LIMIT);
        }
    }

    private void letGo() {
        close();
        devices.release(slot, line);
        slot = null;
        line.changed.signalAll();
    }

    /** Thrown on a thread that came back from a device after it had been given up. */
    static final class StuckException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
