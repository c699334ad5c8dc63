package org.obscura.camera.core.engine;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureException;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.Resolution;
import org.obscura.camera.core.config.CameraSettings;
import org.obscura.camera.core.file.PendingFile;

/**
 * One picture that was asked for, with everything it needs on its way through the stages. What is not final is guarded by the lock of
 * its {@link CaptureSession}, or belongs to the one thread that develops it.
 */
final class PendingRequest implements CaptureRequest {

    /** How far it has come. */
    enum State {
        WAITING, EXPOSING, DEVELOPING, COMMITTING, ENDED
    }

    final int id;
    final CaptureOptions options;
    final Resolution resolution;
    final Map<String, Object> metadata;
    final CameraSettings settings;
    final long madeNanos;
    /** That it is a picture of, or null. */
    final SeriesScheduler series;
    private final CompletableFuture<CapturedImage> result = new CompletableFuture<>();
    private final Predicate<PendingRequest> canceller;
    private boolean asked;

    State phase = State.WAITING;
    CaptureException failure;
    ProcessedImage developed;
    CapturedImage image;

    /** What was asked for, with the settings of the moment. */
    record RequestParameters(CaptureOptions options, Resolution resolution, Map<String, Object> metadata, CameraSettings settings) {
    }

    /** What the imageProcessor made of the frame: all but the commit. */
    record ProcessedImage(ByteBuffer bytes, PendingFile file, String format, Resolution resolution, Instant exposed, String deviceId,
            Map<String, Object> metadata) {

        /** The same on the disk. */
        ProcessedImage in(PendingFile written) {
            return new ProcessedImage(null, written, format, resolution, exposed, deviceId, metadata);
        }
    }

    PendingRequest(int id, RequestParameters order, SeriesScheduler series, long madeNanos, Predicate<PendingRequest> canceller) {
        this.id = id;
        this.options = order.options;
        this.resolution = order.resolution;
        this.metadata = order.metadata;
        this.settings = order.settings;
        this.series = series;
        this.madeNanos = madeNanos;
        this.canceller = canceller;
    }

    /** Decides that there will be no picture. False if it is decided already, one way or the other. */
    boolean fail(CaptureError error, String message, Throwable cause) {
        if (isDecided()) {
            return false;
        }
        failure = new CaptureException(id, error, message, cause);
        return true;
    }

    /** Ends it as a failure although it may be decided otherwise: nobody is left who would carry that out. */
    void giveUp(CaptureError error, String message) {
        if (failure == null) {
            failure = new CaptureException(id, error, message, null);
        }
    }

    boolean isDecided() {
        return failure != null || phase == State.COMMITTING || phase == State.ENDED;
    }

    /** It has ended: completes the result, on a thread that may be blocked if anybody depends on it. */
    void complete(EngineExecutors workers) {
        synchronized (result) {
            if (!asked && series == null) {
                completeNow();
                return;
            }
        }
        workers.complete(this::completeNow);
    }

    /** Returns once what depends on the result has run. */
    private void completeNow() {
        if (failure != null) {
            result.completeExceptionally(failure);
        } else {
            result.complete(image);
        }
        if (series != null) {
            series.told(this);
        }
    }

    @Override
    public int getId() {
        return id;
    }

    @Override
    public CompletionStage<CapturedImage> getResult() {
        synchronized (result) {
            asked = true;
        }
        CompletableFuture<CapturedImage> copy = new CompletableFuture<>(); // one that the caller may complete, and with the bare exception
        result.whenComplete((picture, exception) -> {
            if (exception != null) {
                copy.completeExceptionally(exception);
            } else {
                copy.complete(picture);
            }
        });
        return copy;
    }

    @Override
    public boolean cancel() {
        return canceller.test(this);
    }
}
