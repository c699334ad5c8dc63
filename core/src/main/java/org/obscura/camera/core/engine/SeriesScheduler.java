package org.obscura.camera.core.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.CaptureSeries;
import org.obscura.camera.SeriesResult;
import org.obscura.camera.core.engine.PendingRequest.RequestParameters;

/**
 * Pictures that are asked for one after another, each when it is due and the one before it is exposed or has ended. When they are due is
 * reckoned from the first exposure, so that nothing adds up. What is not final is guarded by the lock of the {@link CaptureSession}.
 */
final class SeriesScheduler implements CaptureSeries {
    private final CaptureSession line;
    private final RequestSubmitter submitter;
    private final EngineExecutors workers;
    private final TimeSource time;
    private final RequestParameters order;
    private final Consumer<? super CaptureRequest> pictures;
    private final int count;
    private final long interval;
    private final CompletableFuture<SeriesResult> result = new CompletableFuture<>();

    /** The last one that was asked for, until it is exposed or has ended: it holds the place of the series in the queue. */
    private PendingRequest awaited;
    private Future<?> timer;
    /** When the first picture was due. */
    private long begun;
    private boolean inTime;
    private int asked;
    private boolean over;
    private CaptureError error = CaptureError.NO_ERROR;
    private int taken;
    private int failed;
    private int late;
    private long longestDelay;
    private final Deque<PendingRequest> toHand = new ArrayDeque<>();
    private boolean handing;
    private int handed;
    private boolean concluded;

    SeriesScheduler(CaptureSession line, RequestSubmitter submitter, EngineExecutors workers, TimeSource time, RequestParameters order,
            Consumer<? super CaptureRequest> pictures) {
        this.line = line;
        this.submitter = submitter;
        this.workers = workers;
        this.time = time;
        this.order = order;
        this.pictures = pictures;
        this.count = order.options().count();
        this.interval = order.options().interval().toNanos();
        this.begun = time.nanos();
    }

    // ---- the stages; the lock is held

    /** Asks for the next picture if it is due, or sees to it that this is done then. */
    void proceed() {
        if (over || awaited != null) {
            return;
        }
        long left = due(asked) - time.nanos();
        if (left > 0) {
            timer = time.after(Duration.ofNanos(left), () -> line.run(this::proceed));
        } else {
            ask();
        }
    }

    private long due(int picture) {
        return begun + picture * interval;
    }

    private void ask() {
        PendingRequest request = submitter.make(order, this);
        asked++;
        hand(request);
        if (request.failure == null) {
            awaited = request;
        }
        if (asked == count) {
            end(CaptureError.NO_ERROR);
        } else if (request.failure != null) {
            end(request.failure.getError()); // refused at once, as the next would be
        }
    }

    /** A picture of it is exposed: the next one is asked for before the device can miss a frame. */
    void exposed(PendingRequest request) {
        if (interval > 0) {
            long now = time.nanos();
            if (!inTime) {
                begun = now - (asked - 1) * interval; // the device had to come or to open, and that is not to be caught up with
                inTime = true;
            }
            long delay = now - due(asked - 1);
            longestDelay = Math.max(longestDelay, delay);
            late += delay > interval ? 1 : 0;
        }
        ended(request);
    }

    /** A picture of it has ended, exposed or not. */
    void ended(PendingRequest request) {
        if (request == awaited) {
            awaited = null;
            proceed();
        }
    }

    /** Asks for no more. */
    void end(CaptureError why) {
        if (over) {
            return;
        }
        over = true;
        error = why;
        submitter.series.remove(this);
        if (timer != null) {
            timer.cancel(false);
        }
        workers.run(this::conclude);
    }

    /** The camera is no longer there, and perhaps no thread either. */
    void refuse() {
        over = true;
        error = CaptureError.NOT_READY;
        conclude();
    }

    private void hand(PendingRequest request) {
        toHand.add(request);
        if (!handing) {
            handing = true;
            workers.run(this::handOver);
        }
    }

    private PendingRequest nextToHand() {
        handing = !toHand.isEmpty();
        return toHand.poll();
    }

    // ---- without the lock, on a thread that may block

    private void handOver() {
        for (PendingRequest next = line.locked(this::nextToHand); next != null; next = line.locked(this::nextToHand)) {
            try {
                pictures.accept(next);
            } catch (Exception | Error e) {
                line.log.warn("Camera {}, request {}: whoever began the series failed to take it", line.id(), next.id, e);
            }
            line.run(() -> handed++);
        }
        conclude();
    }

    /** The result of a picture of it is complete, and what depends on that has run. */
    void told(PendingRequest request) {
        line.run(() -> {
            taken += request.failure == null ? 1 : 0;
            failed += request.failure == null ? 0 : 1;
        });
        conclude();
    }

    /** Completes the result if nothing is left to come. */
    private void conclude() {
        SeriesResult all = line.locked(() -> {
            if (concluded || !over || taken + failed < asked || handed < asked) {
                return null;
            }
            concluded = true;
            return new SeriesResult(count, asked, taken, failed, error, late, Duration.ofNanos(longestDelay), 0);
        });
        if (all == null) {
            return;
        }
        if (all.late() > 0) {
            line.log.warn("Camera {}: the interval of {} ms was not held: {} of {} pictures were late, the worst by {} ms", line.id(),
                    millis(interval), all.late(), all.requested(), millis(longestDelay));
        }
        result.complete(all);
    }

    private static double millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMicros(nanos) / 1000.0;
    }

    // ---- what the application sees

    @Override
    public int getCount() {
        return count;
    }

    @Override
    public int getRequestedCount() {
        return line.locked(() -> asked);
    }

    @Override
    public boolean cancel() {
        return line.locked(() -> {
            boolean more = !over;
            end(CaptureError.CANCELLED);
            List<PendingRequest> mine = line.pending.values().stream().filter(request -> request.series == this).toList();
            return mine.stream().filter(submitter::cancel).count() > 0 || more;
        });
    }

    @Override
    public CompletionStage<SeriesResult> getResult() {
        return result.copy(); // one that the caller may complete
    }
}
