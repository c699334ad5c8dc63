package org.obscura.camera.launcher;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.obscura.camera.Camera;
import org.obscura.camera.CameraCapture;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** The requests that commands left in the background. The program ends when they have ended, since its end would cancel them. */
final class PendingRequests {
    private static final Duration PERIOD = Duration.ofMillis(20);

    private final BundleContext context;
    private final PrintStream err;
    private final CountDownLatch interrupted = new CountDownLatch(1);

    PendingRequests(BundleContext context, PrintStream err) {
        this.context = context;
        this.err = err;
    }

    /** Waits until no camera has a pending request or a running series. Returns false if it was interrupted, and cancelled them. */
    boolean await() {
        if (!arePending()) {
            return true;
        }
        err.println("Waiting for the images that are taken in the background; Ctrl-C cancels them");
        try {
            while (arePending()) {
                if (interrupted.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
                    cancel();
                    return false;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    /** Cancels the requests and series of all cameras. */
    void cancel() {
        cameras().forEach(camera -> camera.getImageCapture().cancelCapture());
    }

    /** Ends the waiting, now or when it begins, and cancels the requests. */
    void interrupt() {
        interrupted.countDown();
    }

    private boolean arePending() {
        return cameras().stream().map(Camera::getImageCapture).anyMatch(PendingRequests::isBusy);
    }

    private static boolean isBusy(CameraCapture capture) {
        return capture.getPendingCount() > 0 || !capture.getSeries().isEmpty();
    }

    private List<Camera> cameras() {
        try {
            return context.getServiceReferences(Camera.class, null).stream().map(this::service).filter(camera -> camera != null).toList();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private Camera service(ServiceReference<Camera> reference) {
        return context.getService(reference);
    }
}
