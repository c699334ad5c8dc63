package org.obscura.camera.core.engine;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.core.config.CameraSettings;
import org.obscura.camera.core.engine.PendingRequest.RequestParameters;
import org.obscura.camera.core.engine.PendingRequest.State;
import org.obscura.camera.core.metadata.MetadataSchema;

/** What applications and the configuration ask of one camera. None of it waits, but for {@link #close}. */
final class RequestSubmitter {
    private static final String CANCELLED = "The request was cancelled";

    /** Those that have pictures left to ask for. Guarded by the lock of the line. */
    final Set<SeriesScheduler> series = new LinkedHashSet<>();

    private final CaptureSession line;
    private final EngineContext context;
    private final TimeSource time;
    private int lastId;

    RequestSubmitter(CaptureSession line, EngineContext context, TimeSource time) {
        this.line = line;
        this.context = context;
        this.time = time;
    }

    PendingRequest submit(CaptureOptions options) {
        if (options.count() > 1) {
            throw new IllegalArgumentException("The count is " + options.count() + ", and submit takes one picture; use submitSeries");
        }
        Map<String, Object> own = checked(options.metadata());
        return line.locked(() -> make(order(options, own), null));
    }

    SeriesScheduler submitSeries(CaptureOptions options, Consumer<? super CaptureRequest> pictures) {
        Map<String, Object> own = checked(options.metadata());
        return line.locked(() -> {
            SeriesScheduler begun = new SeriesScheduler(line, this, context.workers(), time, order(options, own), pictures);
            if (line.closed) {
                begun.refuse();
            } else {
                series.add(begun);
                begun.proceed();
            }
            return begun;
        });
    }

    private static Map<String, Object> checked(Map<String, Object> metadata) {
        Map<String, Object> own = new LinkedHashMap<>();
        metadata.forEach((key, value) -> own.put(key, value == null ? null : MetadataSchema.check(key, value)));
        return own;
    }

    private RequestParameters order(CaptureOptions options, Map<String, Object> own) {
        return new RequestParameters(options, options.resolution() != null ? options.resolution() : line.properties.resolution(),
                line.properties.metadataWith(own), line.settings());
    }

    /** Makes a request, for a series or, with null, for itself. The lock is held. */
    PendingRequest make(RequestParameters order, SeriesScheduler of) {
        PendingRequest request = new PendingRequest(++lastId, order, of, System.nanoTime(), this::cancel);
        line.counters.asked();
        if (line.closed) {
            request.fail(CaptureError.NOT_READY, "The camera " + line.id() + " is no longer there", null);
            request.phase = State.ENDED;
            line.counters.ended(request);
            request.complete(context.workers());
            return request;
        }
        line.pending.put(request.id, request);
        line.properties.setError(CaptureError.NO_ERROR, "");
        boolean keepsPlace = of != null && of.getRequestedCount() > 0;
        if (!line.active) {
            line.failUnexposed(request, CaptureError.NOT_READY, "The camera " + line.id() + " is not started; start it first", null);
        } else if (line.waiting.size() >= line.settings().queueCapacity() && !keepsPlace) {
            line.failUnexposed(request, CaptureError.RESOURCE, "The queue of camera " + line.id() + " is full: " + line.waiting.size()
                    + " requests wait (queue.capacity); ask again when some have ended", null);
        } else {
            line.waiting.add(request);
            line.work();
        }
        return request;
    }

    boolean cancel(PendingRequest request) {
        return line.locked(() -> request.phase == State.WAITING || request.phase == State.EXPOSING
                ? line.failUnexposed(request, CaptureError.CANCELLED, CANCELLED, null)
                : request.fail(CaptureError.CANCELLED, CANCELLED, null));
    }

    boolean cancel(int requestId) {
        return line.locked(() -> {
            PendingRequest request = line.pending.get(requestId);
            return request != null && cancel(request);
        });
    }

    void cancelAll() {
        line.run(() -> {
            line.properties.setError(CaptureError.NO_ERROR, "");
            List.copyOf(series).forEach(each -> each.end(CaptureError.CANCELLED));
            List.copyOf(line.pending.values()).forEach(this::cancel);
        });
    }

    void start() {
        line.run(() -> {
            line.active = !line.closed;
            line.work();
        });
    }

    void stop() {
        stop("The camera " + line.id() + " was stopped before the exposure");
    }

    private void stop(String message) {
        line.run(() -> {
            line.active = false;
            List.copyOf(series).forEach(each -> each.end(CaptureError.NOT_READY));
            for (PendingRequest request : List.copyOf(line.waiting)) {
                line.failUnexposed(request, CaptureError.NOT_READY, message, null);
            }
            line.work();
        });
    }

    void update(CameraSettings changedSettings) {
        line.run(() -> {
            line.settings = changedSettings;
            line.work();
        });
    }

    /** Ends every request and releases the device. Waits a while for pictures that are being made. */
    void close(Duration patience) {
        line.unwatch();
        line.lock.lock();
        try {
            stop("The camera " + line.id() + " was removed before the exposure");
            line.closed = true;
            if (line.captureLoop != null) {
                line.captureLoop.interrupt();
            }
            long left = patience.toNanos();
            while (left > 0 && (line.captureLoop != null || !line.pending.isEmpty())) {
                left = line.changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            for (PendingRequest request : List.copyOf(line.pending.values())) {
                request.giveUp(CaptureError.NOT_READY, "The camera " + line.id() + " was removed before the picture was done");
                line.ended(request);
            }
            line.refresh();
            line.lock.unlock();
        }
    }
}
