package org.obscura.camera.core.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Decides what the {@link CaptureLoop} of a camera does next, and how long requests wait for a device. Guarded by the lock of the
 * {@link CaptureSession}.
 */
final class ExposurePlanner {
    /** How long a device that reported its loss is left alone while its backend still offers it. */
    private static final long RETRY_DELAY_NANOS = Duration.ofMillis(250).toNanos();

    private final RequestQueue queue;
    private final DeviceRegistry devices;
    private long idleSince = System.nanoTime();
    private boolean blocked;
    private long blockedSince;
    private RegisteredDevice lostDevice;
    private long retryAt;
    private String lossMessage = "";

    /**
     * What the loop is to do.
     *
     * @param step the step; null: wait
     * @param waitNanos how long to wait for a change at most
     * @param reason why requests wait for a device, or null
     * @param overdue requests that have waited for a device for too long: they fail with that reason
     */
    record Plan(CaptureStep step, long waitNanos, String reason, List<PendingRequest> overdue) {

        /** Returns the message for an overdue request. */
        String reasonFor(PendingRequest request) {
            return reason + "; waited " + request.parameters().settings().deviceTimeout().toMillis() / 1000.0 + " s (device.timeout)";
        }

        static Plan of(CaptureStep step) {
            return new Plan(step, 0, null, List.of());
        }

        static Plan waitFor(long nanos) {
            return new Plan(null, nanos, null, List.of());
        }
    }

    /**
     * The state of the camera.
     *
     * @param device the device to use, or null
     * @param hasProcessingCapacity whether another frame may be exposed
     * @param idleTimeout how long an unused device stays open; zero: forever
     */
    record Situation(RegisteredDevice device, boolean hasProcessingCapacity, Duration idleTimeout) {
    }

    ExposurePlanner(RequestQueue queue, DeviceRegistry devices) {
        this.queue = queue;
        this.devices = devices;
    }

    /**
     * Plans the next step of a loop.
     *
     * @param held the device that it holds, or null
     * @param open whether it has an open stream
     * @param reasonForNone gives the reason why there is no device
     */
    Plan plan(DeviceOwner loop, RegisteredDevice held, boolean open, Situation now, Supplier<String> reasonForNone) {
        RegisteredDevice best = now.device();
        if (held != null && (held != best || held.isGone())) {
            return Plan.of(CaptureStep.RELEASE);
        }
        PendingRequest request = queue.peek();
        if (request == null) {
            return planIdle(held, open, now.idleTimeout());
        }
        if (best == null) {
            return planBlocked(reasonForNone.get(), Long.MAX_VALUE);
        }
        if (best == lostDevice && retryAt - System.nanoTime() > 0) {
            return planBlocked(lossMessage, retryAt - System.nanoTime());
        }
        if (!now.hasProcessingCapacity()) {
            return Plan.waitFor(Long.MAX_VALUE);
        }
        if (!devices.acquire(best, loop)) {
            return planBlocked(best + " is in use by camera " + devices.ownerOf(best), Long.MAX_VALUE);
        }
        return Plan.of(CaptureStep.expose(request, best));
    }

    private Plan planIdle(RegisteredDevice held, boolean open, Duration idleTimeout) {
        blocked = false;
        if (held == null) {
            return Plan.of(CaptureStep.END);
        }
        long left = idleTimeout.isZero() ? Long.MAX_VALUE : idleSince + idleTimeout.toNanos() - System.nanoTime();
        if (left <= 0 || !open || devices.isRequestedByOther(held)) {
            return Plan.of(CaptureStep.RELEASE);
        }
        return Plan.waitFor(left);
    }

    private Plan planBlocked(String reason, long longest) {
        startBlocking();
        long now = System.nanoTime();
        long wait = longest;
        List<PendingRequest> overdue = new ArrayList<>();
        for (PendingRequest request : queue.waiting()) {
            long since = request.submittedNanos() - blockedSince > 0 ? request.submittedNanos() : blockedSince;
            long left = since + request.parameters().settings().deviceTimeout().toNanos() - now;
            if (left <= 0) {
                overdue.add(request);
            } else {
                wait = Math.min(wait, left);
            }
        }
        return new Plan(null, wait, reason, overdue);
    }

    private void startBlocking() {
        if (!blocked) {
            blocked = true;
            blockedSince = System.nanoTime();
        }
    }

    /** Notes that a device delivered a frame. */
    void exposed() {
        blocked = false;
        lostDevice = null;
        idleSince = System.nanoTime();
    }

    /** Notes that an exposure ended without a frame, for another reason than the loss of the device. */
    void failed() {
        blocked = false;
        idleSince = System.nanoTime();
    }

    /** Notes that a device was lost: it is left alone for a while. */
    void lost(RegisteredDevice device, String message) {
        lostDevice = device;
        lossMessage = message;
        retryAt = System.nanoTime() + RETRY_DELAY_NANOS;
        idleSince = System.nanoTime();
        startBlocking();
    }
}
