package org.obscura.camera.shell;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Process;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.CaptureSeries;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.SeriesResult;
import org.obscura.camera.support.config.Durations;
import org.obscura.camera.support.text.Printable;

/** Takes a series of images, or one, and reports each as it ends. For one use. */
final class SeriesReporter {
    /** Goes back to the beginning of the line and clears it. */
    private static final String CLEAR = "\r\u001b[K";

    private final CaptureOptions options;
    private final PrintStream out;
    private final PrintStream err = System.err;
    private final boolean bytesWanted;
    private final boolean progress;
    private final FailureLines failureLines = new FailureLines(err);
    private final ControlLines controlLines;
    private int ended;
    private int failures;
    private Exception lastFailure;

    /**
     * Creates a reporter.
     *
     * @param bytesWanted whether the bytes of the images are written to the output, instead of their paths
     */
    SeriesReporter(CaptureOptions options, CommandSession session, boolean bytesWanted) {
        this.options = options;
        this.controlLines = new ControlLines(err, options);
        this.out = session.getConsole();
        this.bytesWanted = bytesWanted;
        this.progress = options.count() > 1 && Terminal.canShowProgress(session);
        if (bytesWanted && Terminal.canShowProgress(session)) {
            throw new IllegalArgumentException("An image is not written to a terminal; redirect the output: -o - > image.jpg");
        }
    }

    /** Returns when all images have ended. Cancels the series when the thread is interrupted, or the output cannot be written. */
    void take(CameraCapture capture) throws Exception {
        BlockingQueue<Optional<CaptureRequest>> requests = new LinkedBlockingQueue<>();
        CaptureSeries series = capture.submitSeries(options, request -> requests.add(Optional.of(request)));
        series.getResult().thenRun(() -> requests.add(Optional.empty()));
        try {
            showProgress();
            for (Optional<CaptureRequest> next = requests.take(); next.isPresent(); next = requests.take()) {
                report(next.get());
                if (out.checkError()) {
                    series.cancel();
                    awaitEnd(requests);
                    throw new IllegalStateException("The output cannot be written any more; the series is cancelled");
                }
            }
        } catch (InterruptedException e) {
            series.cancel();
            throw (InterruptedException) new InterruptedException("Interrupted; pending requests are cancelled").initCause(e);
        } finally {
            clearProgress();
        }
        judge(series.getResult().toCompletableFuture().join());
    }

    /** Waits for the requests that were not reported, so that nothing is pending when the command ends. */
    private static void awaitEnd(BlockingQueue<Optional<CaptureRequest>> requests) throws InterruptedException {
        for (Optional<CaptureRequest> next = requests.take(); next.isPresent(); next = requests.take()) {
            CountDownLatch end = new CountDownLatch(1);
            next.get().getResult().whenComplete((image, failure) -> end.countDown());
            end.await();
        }
    }

    private void report(CaptureRequest request) throws InterruptedException {
        try {
            CapturedImage image = request.getResult().toCompletableFuture().get();
            ended++;
            clearProgress();
            print(image);
            controlLines.report(image);
        } catch (ExecutionException e) {
            ended++;
            failures++;
            lastFailure = e.getCause() instanceof Exception cause ? cause : e;
            clearProgress();
            if (options.count() > 1) {
                failureLines.report(Failure.of(request.getId(), lastFailure));
            }
        }
        showProgress();
    }

    private void print(CapturedImage image) {
        if (bytesWanted) {
            ByteBuffer buffer = image.bytes().duplicate();
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            out.write(bytes, 0, bytes.length);
        } else if (image.path() != null) {
            out.println(Printable.of(image.path()));
        } else {
            out.println(image.format() + " " + image.resolution() + ", " + image.bytes().remaining() + " bytes");
        }
        out.flush();
    }

    private void showProgress() {
        if (progress) {
            err.print(ended + " of " + options.count());
            err.flush();
        }
    }

    private void clearProgress() {
        if (progress) {
            err.print(CLEAR);
            err.flush();
        }
    }

    /** Reports the failures of requests that the command does not wait for, once all have ended: a reason that several share once. */
    static void reportLater(List<CaptureRequest> requests, CaptureOptions options, CommandSession session) {
        PrintStream err = errors();
        ControlLines controlLines = new ControlLines(err, options);
        List<CompletableFuture<Optional<Failure>>> ends = requests.stream().map(request -> failure(request, controlLines)).toList();
        BackgroundRequests.add(session, CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).thenApply(all -> {
            List<Failure> failures = ends.stream().flatMap(end -> end.join().stream()).toList();
            failures.stream().collect(Collectors.groupingBy(Failure::reason, LinkedHashMap::new, Collectors.toList())).values()
                    .forEach(alike -> err.println(sentence(alike)));
            return failures.stream().allMatch(Failure::cancelled);
        }));
    }

    /** Returns the error output of the session, to which {@link System#err} leads from the thread of the command alone. */
    private static PrintStream errors() {
        Process command = Process.Utils.current();
        return command == null ? System.err : command.err();
    }

    /** Keeps why a request fails, and not its image. */
    private static CompletableFuture<Optional<Failure>> failure(CaptureRequest request, ControlLines controlLines) {
        int id = request.getId();
        return request.getResult().handle((image, failure) -> {
            controlLines.report(image);
            return Optional.ofNullable(failure).map(e -> Failure.of(id, e));
        }).toCompletableFuture();
    }

    /**
     * Starts a series that the command does not wait for, and reports its failures, what it misses, and why it ends early. The session
     * keeps one stage for the whole series, whatever its length.
     */
    static void submitForLater(CameraCapture capture, CaptureOptions options, CommandSession session) {
        PrintStream err = errors();
        FailureLines failureLines = new FailureLines(err);
        ControlLines controlLines = new ControlLines(err, options);
        AtomicInteger cancelled = new AtomicInteger();
        CaptureSeries series = capture.submitSeries(options, request -> request.getResult().whenComplete((image, failure) -> {
            controlLines.report(image);
            if (failure != null) {
                cancelled.addAndGet(BackgroundRequests.isCancelled(failure) ? 1 : 0);
                failureLines.report(Failure.of(request.getId(), failure));
            }
        }));
        BackgroundRequests.add(session, series.getResult().thenApply(result -> {
            reportMissed(err, result, options);
            if (result.error() != CaptureError.NO_ERROR) {
                err.println(early(result));
            }
            return result.error() == CaptureError.CANCELLED
                    || result.error() == CaptureError.NO_ERROR && result.failed() <= cancelled.get();
        }));
    }

    /** Writes the failures of a series as they happen: a reason that follows itself once. */
    private static final class FailureLines {
        private final PrintStream err;
        private String said = "";

        FailureLines(PrintStream err) {
            this.err = err;
        }

        synchronized void report(Failure failure) {
            boolean again = !failure.cancelled() && failure.reason().equals(said);
            err.println(again ? "Request " + failure.id() + " failed for the same reason" : sentence(List.of(failure)));
            said = failure.cancelled() ? said : failure.reason();
        }
    }

    /**
     * Writes what devices did not accept of the controls of a command that says what is done then: each sentence once. Otherwise a control
     * of the command fails, and the log has those of the camera.
     */
    private static final class ControlLines {
        private final PrintStream err;
        private final boolean wanted;
        private final Set<String> said = new HashSet<>();

        ControlLines(PrintStream err, CaptureOptions options) {
            this.err = err;
            this.wanted = options.unsupported() != null;
        }

        /** Writes what is new of an image; null: the request has none. */
        synchronized void report(CapturedImage image) {
            if (wanted && image != null) {
                image.unsupportedControls().stream().filter(said::add)
                        .forEach(sentence -> err.println("Request " + image.requestId() + ": " + Printable.of(sentence)));
            }
        }
    }

    /** Returns what to say of requests that failed for the same reason. */
    private static String sentence(List<Failure> failures) {
        Failure first = failures.get(0);
        int others = failures.size() - 1;
        String which = "Request " + first.id() + (others == 0 ? "" : others == 1 ? " and 1 other" : " and " + others + " others");
        return first.cancelled() ? which + (others == 0 ? " was cancelled" : " were cancelled")
                : which + " failed: " + Printable.of(first.reason());
    }

    /** Why a request failed. */
    private record Failure(int id, String reason, boolean cancelled) {
        static Failure of(int id, Throwable failure) {
            return new Failure(id, String.valueOf(failure.getMessage()), BackgroundRequests.isCancelled(failure));
        }
    }

    private static void reportMissed(PrintStream err, SeriesResult result, CaptureOptions options) {
        if (result.skipped() > 0) {
            err.println(
                    result.skipped() + " of " + result.count() + " images were skipped, since no device could be used when they were due");
        }
        if (result.late() > 0) {
            err.println("The interval of " + Durations.format(options.interval()) + " was not held: " + result.late() + " of "
                    + result.requested()
                    + " images were late, the worst by " + millis(result.longestDelay()));
        }
    }

    private void judge(SeriesResult result) throws Exception {
        reportMissed(err, result, options);
        if (result.error() != CaptureError.NO_ERROR) {
            throw new IllegalStateException(early(result));
        }
        if (failures > 0 && options.count() == 1) {
            throw lastFailure;
        }
        if (failures > 0) {
            throw new IllegalStateException(failures + " of " + result.count() + " images failed"); // why is said of each
        }
    }

    private static String early(SeriesResult result) {
        return "The series ended after " + result.requested() + " of " + result.count() + " images: " + why(result.error());
    }

    private static String why(CaptureError error) {
        return switch (error) {
            case CANCELLED -> "it was cancelled";
            case NOT_READY -> "the camera is stopped or was removed";
            default -> "the queue of the camera is full";
        };
    }

    private static String millis(Duration duration) {
        return BigDecimal.valueOf(duration.toNanos() / 1_000, 3).stripTrailingZeros().toPlainString() + " ms";
    }
}
