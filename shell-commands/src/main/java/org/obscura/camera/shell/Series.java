package org.obscura.camera.shell;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.obscura.camera.CameraCapture;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.CapturedImage;

/** Pictures taken one after another, each reported as it is done. For one use. */
final class Series {
    /** Enough to keep device, encoder and disk busy at once, and far below what a camera's queue holds. */
    private static final int AHEAD = 16;

    private final CameraCapture shutter;
    private final CaptureOptions options;
    private final PrintStream out;
    private final PrintStream err;
    private final Deque<CaptureRequest> pending = new ArrayDeque<>();
    private boolean several;
    private int failures;
    private Exception lastFailure;

    Series(CameraCapture shutter, CaptureOptions options, PrintStream out, PrintStream err) {
        this.shutter = shutter;
        this.options = options;
        this.out = out;
        this.err = err;
    }

    /** Returns once all have ended; throws if one has failed. Interrupted, it cancels what is pending. */
    void take(int count, Duration interval) throws Exception {
        several = count > 1;
        try {
            long start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                // reckoned from the start, so that the time a picture takes does not add up
                reportUntil(start + i * interval.toNanos());
                pending.add(shutter.submit(options));
                if (pending.size() >= AHEAD) {
                    reportNext(Long.MAX_VALUE);
                }
            }
            while (!pending.isEmpty()) {
                reportNext(Long.MAX_VALUE);
            }
        } catch (InterruptedException e) {
            pending.forEach(CaptureRequest::cancel);
            throw (InterruptedException) new InterruptedException("Interrupted; what was pending is cancelled").initCause(e);
        }
        if (failures > 0 && !several) {
            throw lastFailure;
        }
        if (failures > 0) {
            throw new IllegalStateException(failures + " of " + count + " pictures failed; the last one: " + lastFailure.getMessage());
        }
    }

    private void reportUntil(long due) throws InterruptedException {
        long left = due - System.nanoTime();
        while (left > 0) {
            if (pending.isEmpty()) {
                TimeUnit.NANOSECONDS.sleep(left);
            } else {
                reportNext(left);
            }
            left = due - System.nanoTime();
        }
    }

    /** Reports the oldest, if it ends in time. */
    private void reportNext(long nanos) throws InterruptedException {
        try {
            CapturedImage image = pending.element().getResult().toCompletableFuture().get(nanos, TimeUnit.NANOSECONDS);
            out.println(image.path() != null ? image.path().toString()
                    : image.format() + " " + image.resolution() + ", " + image.bytes().remaining() + " bytes");
            out.flush();
            pending.remove();
        } catch (TimeoutException e) {
            return;
        } catch (ExecutionException e) {
            failures++;
            lastFailure = e.getCause() instanceof Exception cause ? cause : e;
            int id = pending.remove().getId();
            if (several) {
                err.println("Request " + id + " failed: " + lastFailure.getMessage());
            }
        }
    }
}
