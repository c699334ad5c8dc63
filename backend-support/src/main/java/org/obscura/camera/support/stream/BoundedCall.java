package org.obscura.camera.support.stream;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;

/** A call that may block for longer than the caller waits: runs on a thread of its own and is aborted when its time is over. */
public final class BoundedCall {

    private BoundedCall() {
    }

    /** What runs. */
    @FunctionalInterface
    public interface Body<T> {
        /**
         * Does the work.
         *
         * @return the result
         * @throws CameraException if it fails
         */
        T run() throws CameraException;
    }

    /**
     * Runs a call.
     *
     * @param <T> the type of the result
     * @param thread the name of the thread
     * @param limit how long the caller waits
     * @param body what runs
     * @param abort ends the body early; called when the time is over or the caller is interrupted
     * @param timeout the message if the time is over
     * @return what the body returns
     * @throws CameraException what the body throws; {@code TIMEOUT} if its time is over
     */
    public static <T> T run(String thread, Duration limit, Body<T> body, Runnable abort, String timeout) throws CameraException {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread worker = new Thread(() -> {
            try {
                result.complete(body.run());
            } catch (Throwable e) { // the caller gets it, whatever it is
                result.completeExceptionally(e);
            }
        }, thread);
        worker.setDaemon(true);
        worker.start();
        try {
            return result.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            abort.run();
            throw new CameraException(Reason.TIMEOUT, timeout, e);
        } catch (InterruptedException e) {
            abort.run();
            Thread.currentThread().interrupt();
            throw new CameraException(Reason.FAILED, "The thread that waited was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CameraException failure) {
                throw failure;
            }
            throw new CameraException(Reason.FAILED, "Unexpected failure: " + e.getCause(), e.getCause());
        }
    }
}
