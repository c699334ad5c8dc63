package org.obscura.camera.core.engine;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureException;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.ViewFrame;

/**
 * One request with its state. The transitions are called with the lock of the {@link CaptureSession} held; the state may be read without.
 *
 * <pre>
 * WAITING -> EXPOSING -> PROCESSING -> COMMITTING -> ENDED
 *    ^          |            |                         ^
 *    +- requeue +------------+------- failed ----------+
 * </pre>
 */
final class PendingRequest implements CaptureRequest {

    enum State {
        /** In the queue. */
        WAITING,
        /** A device opens for it or exposes it. */
        EXPOSING,
        /** Its frame is encoded and written. */
        PROCESSING,
        /** Its file is moved to its name: it can no longer be cancelled. */
        COMMITTING,
        /** Its end is announced. */
        ENDED
    }

    /** Follows one request. All but {@link #completed} is called with the lock of the {@link CaptureSession} held. */
    interface Listener {
        /** Called when the device is ready and the frame is awaited; again if the request moves to another device. */
        void exposing(PendingRequest request);

        void exposed(PendingRequest request);

        void ended(PendingRequest request);

        /** Called without a lock once the result is complete and everything that depends on it has run. */
        void completed(PendingRequest request);
    }

    private final int id;
    private final RequestParameters parameters;
    private final long submittedNanos = System.nanoTime();
    private final @Nullable Listener listener;
    private final Predicate<PendingRequest> canceller;
    private final @Nullable SavedFrame savedFrame;
    private final @Nullable Predicate<? super ViewFrame> check;
    private final CompletableFuture<CapturedImage> result = new CompletableFuture<>();
    private boolean resultUsed;
    private volatile State state = State.WAITING;
    private volatile @Nullable CaptureException failure;
    private @Nullable CapturedImage image;
    private String preview = "";
    private boolean waitedForDevice;
    /** Set by the thread that exposes it, before the frame. */
    private volatile List<String> unsupportedControls = List.of();

    /** Creates a request; for a frame that was exposed before, if one is given, or with a check of its frame, if one is given. */
    PendingRequest(int id, RequestParameters parameters, @Nullable Listener listener, Predicate<PendingRequest> canceller,
            @Nullable SavedFrame savedFrame, @Nullable Predicate<? super ViewFrame> check) {
        this.id = id;
        this.parameters = parameters;
        this.listener = listener;
        this.canceller = canceller;
        this.savedFrame = savedFrame;
        this.check = check;
    }

    /** Returns the frame that it saves; null if a device exposes it. */
    @Nullable
    SavedFrame savedFrame() {
        return savedFrame;
    }

    /** Returns the check of its frame; null if it has none. */
    @Nullable
    Predicate<? super ViewFrame> check() {
        return check;
    }

    RequestParameters parameters() {
        return parameters;
    }

    /** Returns when it was submitted, by {@link System#nanoTime()}. */
    long submittedNanos() {
        return submittedNanos;
    }

    State state() {
        return state;
    }

    boolean hasEnded() {
        return state == State.ENDED;
    }

    /** Returns whether the outcome is certain, so that no more work is useful. */
    boolean isDecided() {
        return failure != null || state == State.COMMITTING || state == State.ENDED;
    }

    /** Returns why it failed; null if it did not. */
    @Nullable
    CaptureException failure() {
        return failure;
    }

    /** Returns the image; null if there is none. */
    @Nullable
    CapturedImage image() {
        return image;
    }

    String preview() {
        return preview;
    }

    /** Returns a sentence for each control that it is exposed without, or with another value. */
    List<String> unsupportedControls() {
        return unsupportedControls;
    }

    /** Sets what a device does not accept of its controls. */
    void setUnsupportedControls(Collection<String> sentences) {
        unsupportedControls = List.copyOf(sentences);
    }

    // ---- transitions

    /** Notes that there was no device that could expose it. */
    void setWaitedForDevice() {
        waitedForDevice = true;
    }

    /** Returns whether there was no device for it, for a while or to its end. */
    boolean hasMissedDevice() {
        return waitedForDevice || failure != null && failure.getError() == CaptureError.RESOURCE;
    }

    void startExposure() {
        state = State.EXPOSING;
    }

    void requeue() {
        unsupportedControls = List.of(); // those of the next device count
        state = State.WAITING;
    }

    void exposed(String previewUrl) {
        preview = previewUrl;
        state = State.PROCESSING;
    }

    /** Decides that the image appears. Returns false if the request has failed or ended. */
    boolean startCommit() {
        if (isDecided()) {
            return false;
        }
        state = State.COMMITTING;
        return true;
    }

    /** Decides that there will be no image. Returns false if the outcome is decided already. */
    boolean fail(CaptureError error, String message, @Nullable Throwable cause) {
        if (isDecided()) {
            return false;
        }
        failure = CaptureFailures.of(id, error, message, cause);
        return true;
    }

    /** Sets the outcome of the commit: an image, or why there is none. */
    void commitEnded(@Nullable CapturedImage committed, @Nullable CaptureException problem) {
        image = committed;
        if (failure == null) {
            failure = problem;
        }
    }

    /** Makes it a failure even while its commit runs: nothing waits for the commit any longer. */
    void abandon(CaptureError error, String message) {
        if (failure == null) {
            failure = CaptureFailures.of(id, error, message, null);
        }
    }

    void end() {
        state = State.ENDED;
    }

    // ---- notifications

    void notifyExposing() {
        if (listener != null) {
            listener.exposing(this);
        }
    }

    void notifyExposed() {
        if (listener != null) {
            listener.exposed(this);
        }
    }

    void notifyEnded() {
        if (listener != null) {
            listener.ended(this);
        }
    }

    /** Completes the result; on the executor if code of others may depend on it and block. */
    void completeResult(Executor executor) {
        synchronized (result) {
            if (!resultUsed && listener == null) {
                completeNow();
                return;
            }
        }
        executor.execute(this::completeNow);
    }

    private void completeNow() {
        if (failure != null) {
            result.completeExceptionally(failure);
        } else {
            result.complete(image);
        }
        if (listener != null) {
            listener.completed(this);
        }
    }

    // ---- API

    @Override
    public int getId() {
        return id;
    }

    @Override
    public CompletionStage<CapturedImage> getResult() {
        synchronized (result) {
            resultUsed = true;
        }
        CompletableFuture<CapturedImage> copy = new CompletableFuture<>(); // the caller may complete it, and gets the bare exception
        result.whenComplete((captured, exception) -> {
            if (exception != null) {
                copy.completeExceptionally(exception);
            } else {
                copy.complete(captured);
            }
        });
        return copy;
    }

    @Override
    public boolean cancel() {
        return canceller.test(this);
    }
}
