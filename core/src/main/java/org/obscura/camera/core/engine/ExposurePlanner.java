package org.obscura.camera.core.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.support.config.Durations;

/**
 * Decides what the {@link CaptureLoop} of a camera does next, and how long requests wait for a device. Guarded by the lock of the
 * {@link CaptureSession}.
 */
final class ExposurePlanner {
    /** How long a device that reported its loss is left alone while its backend still offers it. */
    private static final long RETRY_DELAY_NANOS = Duration.ofMillis(250).toNanos();
    /** How long the viewers wait after a failed frame, and after the device was given to a request of another camera. */
    private static final long VIEW_RETRY_DELAY_NANOS = Duration.ofSeconds(1).toNanos();

    private final RequestQueue queue;
    private final DeviceRegistry devices;
    private long idleSince = System.nanoTime();
    private boolean blocked;
    private long blockedSince;
    private RegisteredDevice.@Nullable Identity lostDevice;
    private long retryAt;
    private String lossMessage = "";
    private long viewRetryAt = System.nanoTime();

    /**
     * What the loop is to do.
     *
     * @param step the step; null: wait
     * @param waitNanos how long to wait for a change at most
     * @param reason why requests wait for a device, or null
     * @param overdue requests that have waited for a device for too long: they fail with that reason
     */
    record Plan(@Nullable CaptureStep step, long waitNanos, @Nullable String reason, List<PendingRequest> overdue) {

        /** Returns the message for an overdue request. */
        String reasonFor(PendingRequest request) {
            return reason + "; waited " + Durations.format(request.parameters().settings().deviceTimeout()) + " (device.timeout)";
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
     * @param view what a frame for the viewers is exposed with; null while there is no viewer
     * @param viewDelayNanos after which time the next frame for the viewers is due
     * @param idleTimeout how long an unused device stays open; zero: forever
     */
    record Situation(@Nullable RegisteredDevice device, boolean hasProcessingCapacity, @Nullable RequestParameters view,
            long viewDelayNanos, Duration idleTimeout) {
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
    Plan plan(DeviceOwner loop, @Nullable RegisteredDevice held, boolean open, Situation now, Supplier<String> reasonForNone) {
        RegisteredDevice best = now.device();
        if (held != null && (held != best || held.isGone())) {
            return Plan.of(new CaptureStep.Release());
        }
        PendingRequest request = queue.peek();
        if (request == null) {
            return planIdle(loop, held, open, now);
        }
        if (best == null) {
            return planBlocked(reasonForNone.get(), Long.MAX_VALUE);
        }
        if (best.identity() == lostDevice && retryAt - System.nanoTime() > 0) {
            return planBlocked(lossMessage, retryAt - System.nanoTime());
        }
        if (!now.hasProcessingCapacity()) {
            return Plan.waitFor(Long.MAX_VALUE);
        }
        if (!devices.acquire(best, loop)) {
            return planBlocked(best + " is in use by camera " + devices.ownerOf(best), Long.MAX_VALUE);
        }
        return Plan.of(new CaptureStep.Expose(request, best));
    }

    private Plan planIdle(DeviceOwner loop, @Nullable RegisteredDevice held, boolean open, Situation now) {
        blocked = false;
        if (held != null && devices.isRequestedByOther(held)) {
            viewRetryAt = System.nanoTime() + VIEW_RETRY_DELAY_NANOS; // the other camera is to have it first
            return Plan.of(new CaptureStep.Release());
        }
        if (now.view() != null && now.device() != null) {
            return planView(loop, now, now.view(), now.device());
        }
        if (held == null) {
            return Plan.of(new CaptureStep.End());
        }
        Duration idleTimeout = now.idleTimeout();
        long left = idleTimeout.isZero() ? Long.MAX_VALUE : idleSince + idleTimeout.toNanos() - System.nanoTime();
        return left <= 0 || !open ? Plan.of(new CaptureStep.Release()) : Plan.waitFor(left);
    }

    private Plan planView(DeviceOwner loop, Situation now, RequestParameters view, RegisteredDevice device) {
        long time = System.nanoTime();
        long delay = Math.max(now.viewDelayNanos(), viewRetryAt - time);
        if (device.identity() == lostDevice) {
            delay = Math.max(delay, retryAt - time);
        }
        if (delay > 0) {
            return Plan.waitFor(delay);
        }
        boolean acquired = devices.acquireIfFree(device, loop);
        return Plan.of(acquired ? new CaptureStep.View(view, device) : new CaptureStep.End());
    }

    /** Notes that no frame for the viewers could be taken. */
    void viewFailed() {
        viewRetryAt = System.nanoTime() + VIEW_RETRY_DELAY_NANOS;
        idleSince = System.nanoTime();
    }

    private Plan planBlocked(String reason, long longest) {
        startBlocking();
        long now = System.nanoTime();
        long wait = longest;
        List<PendingRequest> overdue = new ArrayList<>();
        for (PendingRequest request : queue.waiting()) {
            if (request.savedFrame() != null) {
                continue; // it needs no device, and waits for its turn only
            }
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
        lostDevice = device.identity();
        lossMessage = message;
        retryAt = System.nanoTime() + RETRY_DELAY_NANOS;
        idleSince = System.nanoTime();
        startBlocking();
    }
}
