package org.obscura.camera.launcher;

import java.time.Duration;

import org.obscura.camera.spi.CameraBackend;
import org.obscura.camera.spi.CameraBackend.BackendState;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * Waits until every backend has searched for devices once. In a framework that keeps running a better device takes over when it is found; a
 * single command would have ended by then, with an image of another device.
 */
final class BackendReadiness {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private BackendReadiness() {
    }

    static void awaitSearch(BundleContext context) {
        long end = System.nanoTime() + LIMIT.toNanos();
        try {
            while (isSearching(context) && System.nanoTime() - end < 0) {
                Thread.sleep(PAUSE.toMillis()); // no event reports the change of a backend's state
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isSearching(BundleContext context) {
        try {
            for (ServiceReference<CameraBackend> reference : context.getServiceReferences(CameraBackend.class, null)) {
                CameraBackend backend = context.getService(reference);
                if (backend != null && backend.getState() == BackendState.SEARCHING) {
                    return true;
                }
            }
            return false;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
