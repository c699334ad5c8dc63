package org.obscura.camera.shell;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;

import org.obscura.camera.CameraCapture;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.CaptureSeries;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.SeriesResult;

/** Pictures taken one after another, or one alone, each reported as it is done. For one use. */
final class SeriesReporter {
    private final CaptureOptions options;
    private final PrintStream out;
    private final PrintStream err;
    private int failures;
    private Exception lastFailure;

    SeriesReporter(CaptureOptions options, PrintStream out, PrintStream err) {
        this.options = options;
        this.out = out;
        this.err = err;
    }

    /** Returns once all have ended; throws if one is missing. Interrupted, it cancels the series as a whole. */
    void take(CameraCapture shutter) throws Exception {
        BlockingQueue<Optional<CaptureRequest>> pictures = new LinkedBlockingQueue<>();
        CaptureSeries series = shutter.submitSeries(options, picture -> pictures.add(Optional.of(picture)));
        series.getResult().thenRun(() -> pictures.add(Optional.empty()));
        try {
            for (Optional<CaptureRequest> next = pictures.take(); next.isPresent(); next = pictures.take()) {
                report(next.get());
            }
        } catch (InterruptedException e) {
            series.cancel();
            throw (InterruptedException) new InterruptedException("Interrupted; what was pending is cancelled").initCause(e);
        }
        judge(series.getResult().toCompletableFuture().join());
    }

    private void report(CaptureRequest picture) throws InterruptedException {
        try {
            CapturedImage image = picture.getResult().toCompletableFuture().get();
            out.println(image.path() != null ? image.path().toString()
                    : image.format() + " " + image.resolution() + ", " + image.bytes().remaining() + " bytes");
            out.flush();
        } catch (ExecutionException e) {
            failures++;
            lastFailure = e.getCause() instanceof Exception cause ? cause : e;
            if (options.count() > 1) {
                err.println("Request " + picture.getId() + " failed: " + lastFailure.getMessage());
            }
        }
    }

    private void judge(SeriesResult result) throws Exception {
        if (result.late() > 0) {
            err.println("The interval of " + millis(options.interval()) + " was not held: " + result.late() + " of " + result.requested()
                    + " pictures were late, the worst by " + millis(result.longestDelay()));
        }
        if (result.error() != CaptureError.NO_ERROR) {
            throw new IllegalStateException(
                    "The series ended after " + result.requested() + " of " + result.count() + " pictures: " + why(result.error()));
        }
        if (failures > 0 && options.count() == 1) {
            throw lastFailure;
        }
        if (failures > 0) {
            throw new IllegalStateException(
                    failures + " of " + result.count() + " pictures failed; the last one: " + lastFailure.getMessage());
        }
    }

    private static String why(CaptureError error) {
        return switch (error) {
            case CANCELLED -> "it was cancelled";
            case NOT_READY -> "the camera is stopped or gone";
            default -> "the queue of the camera is full";
        };
    }

    private static String millis(Duration duration) {
        return BigDecimal.valueOf(duration.toNanos() / 1_000, 3).stripTrailingZeros().toPlainString() + " ms";
    }
}
