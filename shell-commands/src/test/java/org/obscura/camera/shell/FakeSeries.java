package org.obscura.camera.shell;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.obscura.camera.Camera.Status;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.CaptureSeries;
import org.obscura.camera.SeriesResult;

/** A series of a {@link FakeCamera}: requests the next image when the one before has ended, whatever the interval. */
final class FakeSeries implements CaptureSeries {
    private final FakeCamera camera;
    private final CaptureOptions options;
    private final CompletableFuture<SeriesResult> result = new CompletableFuture<>();
    private CaptureRequest last;
    private int asked;
    private CaptureError error = CaptureError.NO_ERROR;

    FakeSeries(FakeCamera camera, CaptureOptions options) {
        this.camera = camera;
        this.options = options;
    }

    void take(Consumer<? super CaptureRequest> pictures) {
        int failed = 0;
        for (CaptureRequest next = next(); next != null; next = next()) {
            pictures.accept(next);
            failed += next.getResult().handle((image, failure) -> failure == null ? 0 : 1).toCompletableFuture().join();
        }
        camera.series.remove(this);
        result.complete(new SeriesResult(options.count(), asked, asked - failed, failed, error, camera.late, camera.longestDelay, 0));
    }

    private synchronized CaptureRequest next() {
        if (asked == options.count() || error != CaptureError.NO_ERROR) {
            return null;
        }
        if (camera.status == Status.INACTIVE) {
            error = CaptureError.NOT_READY;
            return null;
        }
        asked++;
        last = camera.request(options);
        return last;
    }

    @Override
    public int getCount() {
        return options.count();
    }

    @Override
    public synchronized int getRequestedCount() {
        return asked;
    }

    @Override
    public synchronized boolean cancel() {
        error = CaptureError.CANCELLED;
        boolean cancelled = last.cancel();
        camera.toldSeriesCancelled(); // last: who waits for it looks at what was cancelled
        return cancelled;
    }

    @Override
    public CompletionStage<SeriesResult> getResult() {
        return result;
    }
}
