package org.obscura.camera.core.engine;

import java.time.Duration;
import java.util.List;

import org.obscura.camera.CaptureError;
import org.obscura.camera.Resolution;
import org.obscura.camera.core.engine.DeviceRegistry.RegisteredDevice;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.spi.Frame;

/**
 * The thread of one camera that touches the device: opens it, exposes one request after another, and closes it when it is not needed,
 * is gone, or another is better. It lives while requests wait or a device is open. All state is guarded by the lock of the
 * {@link CaptureSession}, which is let go during each call into the device.
 */
final class CaptureLoop implements Runnable {
    /** How long after a device said that it is gone it is asked again, if its backend still offers it. */
    private static final long SECOND_LOOK_NANOS = Duration.ofMillis(250).toNanos();

    private final CaptureSession line;
    private final DeviceRegistry devices;
    private final GuardedDeviceCalls calls;

    private RegisteredDevice slot;
    private OpenStream stream;
    private boolean opening;
    private boolean interrupted;
    private long idleSince = System.nanoTime();
    /** Since when no request could be exposed for want of a device; 0 while one is there. */
    private long blockedSince;
    private RegisteredDevice suspect;
    private long suspectUntil;
    private String suspicion = "";

    CaptureLoop(CaptureSession line, DeviceRegistry devices, EngineExecutors workers) {
        this.line = line;
        this.devices = devices;
        this.calls = new GuardedDeviceCalls(line, devices, workers);
    }

    @Override
    public void run() {
        line.lock.lock();
        try {
            work();
            if (slot != null) {
                letGo();
            }
        } catch (StuckException e) {
            return; // another has taken over
        } finally {
            line.captureLoopEnded(this);
            line.lock.unlock();
        }
    }

    private void work() {
        try {
            boolean more = true;
            while (more) {
                more = step();
            }
        } catch (InterruptedException e) {
            line.log.warn("Camera {}: the thread that exposes was interrupted by a stranger", line.id());
        } catch (StuckException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            line.log.error("Camera {}: the thread that exposes failed", line.id(), e);
            line.captureLoopFailed(e);
        }
    }

    /** Whether a device is being opened just now. */
    boolean isOpening() {
        return opening;
    }

    /** The device of a call that runs may be gone: if so the call is ended. */
    void deviceMayBeGone() {
        if (slot != null && slot.isGone()) {
            calls.hurry();
        }
    }

    /** Ends a call that runs: the camera closes. */
    void interrupt() {
        interrupted = true;
        calls.interrupt();
    }

    private boolean step() throws InterruptedException {
        RegisteredDevice best = line.isActive() ? line.device().orElse(null) : null;
        if (slot != null && (slot != best || slot.isGone())) {
            letGo();
            return true;
        }
        PendingRequest request = line.next();
        if (request == null) {
            return idle();
        }
        if (best == null) {
            return block(line.whyNoDevice(), Long.MAX_VALUE);
        }
        if (best == suspect && suspectUntil - System.nanoTime() > 0) {
            return block(suspicion, suspectUntil - System.nanoTime());
        }
        if (slot == null) {
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
        for (PendingRequest request : line.waiting()) {
            Duration limit = request.settings.deviceTimeout();
            long since = request.madeNanos - blockedSince > 0 ? request.madeNanos : blockedSince;
            long left = since + limit.toNanos() - now;
            if (left <= 0) {
                line.take(request);
                line.notExposed(request, CaptureError.RESOURCE, reason + "; waited " + limit.toMillis() / 1000.0 + " s (device.timeout)",
                        null);
            } else {
                wait = Math.min(wait, left);
            }
        }
        if (line.next() != null) {
            line.await(wait);
        }
        return true;
    }

    private boolean expose(PendingRequest request) throws InterruptedException {
        boolean serves = stream != null && stream.serves(request.resolution);
        if (request.resolution != null && !serves) {
            List<Resolution> sizes = calls.resolutions(slot);
            if (line.next() != request || slot.isGone()) {
                return true; // the lock was let go: things have changed
            }
            if (!sizes.isEmpty() && !sizes.contains(request.resolution)) {
                line.take(request);
                line.notExposed(request, CaptureError.NOT_SUPPORTED,
                        slot + " has no resolution " + request.resolution + "; it has " + sizes, null);
                return true;
            }
        }
        if (stream != null && !serves) {
            close();
            return true;
        }
        if (!line.hasProcessingCapacity()) {
            line.await(Long.MAX_VALUE);
            return true;
        }
        line.take(request);
        try {
            expose(request, request.settings.frameTimeout());
        } catch (CameraException e) {
            failed(request, e);
        }
        idleSince = System.nanoTime();
        return true;
    }

    private void expose(PendingRequest request, Duration limit) throws CameraException {
        if (stream == null) {
            open(request);
        }
        if (slot.isGone()) {
            throw new CameraException(Reason.DISCONNECTED, slot + " is gone");
        }
        if (interrupted || request.phase == PendingRequest.State.ENDED) {
            line.putBack(request); // cancelled meanwhile: only makes room
            return;
        }
        RegisteredDevice of = slot;
        OpenStream from = stream;
        Frame frame = calls.call(of, request, from.stream(), limit, () -> from.expose(of, request.resolution, limit), Frame::close);
        blockedSince = 0;
        suspect = null;
        if (request.phase == PendingRequest.State.ENDED) {
            line.putBack(request);
            calls.close(of, frame);
        } else {
            line.exposed(request, frame, of);
        }
    }

    private void open(PendingRequest request) throws CameraException {
        opening = true;
        line.refresh();
        RegisteredDevice of = slot;
        try {
            stream = calls.call(of, request, null, request.settings.openTimeout(), () -> OpenStream.open(of, request.resolution),
                    late -> late.stream().close());
        } finally {
            opening = false;
            line.refresh();
        }
    }

    /** The request is decided before the stream is closed, since closing may not return. */
    private void failed(PendingRequest request, CameraException e) {
        boolean open = stream != null;
        boolean lost = !interrupted && (slot.isGone() || e.getReason() == Reason.DISCONNECTED);
        if (lost) {
            line.log.info("Camera {}, request {}: the device was lost and the request waits for the next: {}", line.id(), request.id,
                    e.getMessage());
            suspect = slot;
            suspicion = e.getMessage();
            suspectUntil = System.nanoTime() + SECOND_LOOK_NANOS;
            if (blockedSince == 0) {
                blockedSince = System.nanoTime();
            }
            line.putBack(request);
        } else {
            blockedSince = 0;
            if (interrupted) {
                line.notExposed(request, CaptureError.NOT_READY, "The camera " + line.id() + " was removed during the exposure", e);
            } else {
                line.notExposed(request, e.getReason().toCaptureError(), e.getMessage(), e);
            }
        }
        if (!open && !lost) {
            letGo();
        } else if (e.getReason() != Reason.BAD_FRAME) {
            close();
        }
    }

    private void close() {
        OpenStream closing = stream;
        stream = null;
        if (closing != null) {
            calls.close(slot, closing.stream());
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
