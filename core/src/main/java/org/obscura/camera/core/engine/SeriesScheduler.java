package org.obscura.camera.core.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.CaptureSeries;
import org.obscura.camera.SeriesResult;
import org.obscura.camera.support.config.Durations;

/**
 * Submits the requests of one series, each when it is due and the one before it is exposed or has ended. Due times are multiples of the
 * interval after the first exposure, so delays do not accumulate. Whole intervals that pass before a request can be submitted are not made
 * up for in a burst, unless the options say so: without a device they are skipped; with one that is slower than the interval the due times
 * move, so that the series keeps its count. What is not final is guarded by the lock of the {@link CaptureSession}, through
 * {@link RequestSubmitter#atomically}.
 */
final class SeriesScheduler implements CaptureSeries, PendingRequest.Listener {
    private final String cameraId;
    private final RequestSubmitter submitter;
    private final EngineContext context;
    private final TimeSource time;
    private final RequestParameters parameters;
    private final Consumer<? super CaptureRequest> consumer;
    private final Consumer<SeriesScheduler> onEnd;
    private final int count;
    private final long interval;
    private final CompletableFuture<SeriesResult> result = new CompletableFuture<>();

    /** The latest request until it is exposed or has ended: it holds the place of the series in the queue. */
    private @Nullable PendingRequest awaited;
    private final Set<PendingRequest> pending = new LinkedHashSet<>();
    private @Nullable Future<?> timer;
    /** When the request of the first image was due, and when its exposure: later by what an exposure takes. */
    private long begun;
    private long exposureBegun;
    private long awaitedSince;
    private boolean firstExposed;
    /** Whether the latest request waited for a device. */
    private boolean outage;
    /** The index of the next due time. */
    private int next;
    private int requested;
    private int skipped;
    private boolean over;
    private CaptureError error = CaptureError.NO_ERROR;
    private int taken;
    private int failed;
    private int late;
    private long longestDelay;
    private final Deque<PendingRequest> toDeliver = new ArrayDeque<>();
    private boolean delivering;
    private int delivered;
    private boolean concluded;

    /**
     * Creates a series, which submits nothing until {@link #start()}.
     *
     * @param onEnd called with the lock held once the series submits no more
     */
    SeriesScheduler(String cameraId, RequestSubmitter submitter, EngineContext context, TimeSource time, RequestParameters parameters,
            Consumer<? super CaptureRequest> consumer, Consumer<SeriesScheduler> onEnd) {
        this.cameraId = cameraId;
        this.submitter = submitter;
        this.context = context;
        this.time = time;
        this.parameters = parameters;
        this.consumer = consumer;
        this.onEnd = onEnd;
        this.count = parameters.options().count();
        this.interval = parameters.options().interval().toNanos();
        this.begun = time.nanos();
    }

    private void run(Runnable action) {
        submitter.atomically(() -> {
            action.run();
            return null;
        });
    }

    // ---- with the lock held

    void start() {
        proceed();
    }

    /** Submits the next request if it is due, else sets a timer for it. */
    private void proceed() {
        if (over || awaited != null) {
            return;
        }
        passMissed();
        long left = due(next) - time.nanos();
        if (left > 0) {
            timer = time.schedule(Duration.ofNanos(left), () -> run(this::proceed));
        } else {
            submitNext();
        }
    }

    /** Passes over due times that were missed, all but the last of them: skips what an outage missed, else moves those that follow. */
    private void passMissed() {
        if (firstExposed && !parameters.options().catchUp() && interval > 0) {
            long missed = Math.max(0, (time.nanos() - due(next)) / interval);
            if (outage) {
                int passed = (int) Math.min(missed, count - 1 - next);
                next += passed;
                skipped += passed;
            } else {
                begun += missed * interval;
                exposureBegun += missed * interval;
            }
        }
        outage = false;
    }

    private long due(int index) {
        return begun + index * interval;
    }

    private void submitNext() {
        PendingRequest request = submitter.submit(parameters.atStep(requested), this, requested > 0);
        requested++;
        next++;
        deliver(request);
        if (!request.hasEnded()) {
            pending.add(request);
            awaited = request;
        }
        if (next == count) {
            end(CaptureError.NO_ERROR);
        } else if (request.failure() != null) {
            end(request.failure().getError()); // refused at once, as the next would be
        }
    }

    @Override
    public void exposing(PendingRequest request) {
        awaitedSince = time.nanos();
    }

    @Override
    public void exposed(PendingRequest request) {
        if (interval > 0) {
            long now = time.nanos();
            if (!firstExposed) {
                // the time in which the device opened is not made up for; that of the exposure passes before every image
                exposureBegun = now - (next - 1) * interval;
                begun = exposureBegun - Math.min(now - awaitedSince, interval / 2);
                firstExposed = true;
            }
            long delay = now - exposureBegun - (next - 1) * interval;
            longestDelay = Math.max(longestDelay, delay);
            late += delay > interval ? 1 : 0;
        }
        proceedAfter(request);
    }

    @Override
    public void ended(PendingRequest request) {
        pending.remove(request);
        proceedAfter(request);
    }

    private void proceedAfter(PendingRequest request) {
        if (request == awaited) {
            awaited = null;
            outage = request.hasMissedDevice();
            proceed();
        }
    }

    /** Ends the series: it submits no more. */
    void end(CaptureError reason) {
        if (over) {
            return;
        }
        over = true;
        error = reason;
        onEnd.accept(this);
        if (timer != null) {
            timer.cancel(false);
        }
        context.executors().executeBlocking("series-" + cameraId, this::conclude);
    }

    /** Ends the series of a removed camera; there may be no thread left. */
    void refuse() {
        over = true;
        error = CaptureError.NOT_READY;
        conclude();
    }

    private void deliver(PendingRequest request) {
        toDeliver.add(request);
        if (!delivering) {
            delivering = true;
            context.executors().executeBlocking("series-" + cameraId, this::deliverAll);
        }
    }

    private @Nullable PendingRequest nextToDeliver() {
        delivering = !toDeliver.isEmpty();
        return toDeliver.poll();
    }

    // ---- without the lock, on a thread that may block

    private void deliverAll() {
        for (PendingRequest next = submitter.atomically(this::nextToDeliver); next != null; next = submitter
                .atomically(this::nextToDeliver)) {
            try {
                consumer.accept(next);
            } catch (Throwable e) { // whatever it is, the next request must be delivered
                context.log().warn("Camera {}, request {}: the consumer of the series threw", cameraId, next.getId(), e);
            }
            run(() -> delivered++);
        }
        conclude();
    }

    @Override
    public void completed(PendingRequest request) {
        run(() -> {
            taken += request.failure() == null ? 1 : 0;
            failed += request.failure() == null ? 0 : 1;
        });
        conclude();
    }

    /** Completes the result if nothing is left to come. */
    private void conclude() {
        SeriesResult whole = submitter.atomically(() -> {
            if (concluded || !over || taken + failed < requested || delivered < requested) {
                return null;
            }
            concluded = true;
            return new SeriesResult(count, requested, taken, failed, error, late, Duration.ofNanos(longestDelay), skipped);
        });
        if (whole == null) {
            return;
        }
        if (whole.skipped() > 0) {
            context.log().warnOfRequest(
                    "Camera {}: {} of {} images of a series were skipped, since none could be exposed when they were due",
                    cameraId, whole.skipped(), whole.count());
        }
        if (whole.late() > 0) {
            context.log().warnOfRequest("Camera {}: the interval of {} was not kept: {} of {} images were late, at most by {} ms",
                    cameraId,
                    Durations.format(Duration.ofNanos(interval)), whole.late(), whole.requested(), millis(longestDelay));
        }
        result.complete(whole);
    }

    private static double millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMicros(nanos) / 1000.0;
    }

    // ---- API

    @Override
    public int getCount() {
        return count;
    }

    @Override
    public int getRequestedCount() {
        return submitter.atomically(() -> requested);
    }

    @Override
    public boolean cancel() {
        return submitter.atomically(() -> {
            boolean ended = !over;
            end(CaptureError.CANCELLED);
            return List.copyOf(pending).stream().filter(PendingRequest::cancel).count() > 0 || ended;
        });
    }

    @Override
    public CompletionStage<SeriesResult> getResult() {
        return result.copy(); // the caller may complete it
    }
}
