package org.obscura.camera.support.device;

import java.time.Duration;

import org.obscura.camera.spi.CameraBackend;
import org.obscura.camera.spi.CameraBackend.BackendState;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** The first searches for devices, which backends make while they start. */
public final class FirstSearches {
    private static final long PERIOD_MILLIS = 20;

    private FirstSearches() {
    }

    /**
     * Waits until no backend searches for its first devices.
     *
     * @param context sees the backends
     * @param filter selects the backends; null for all
     * @param limit how long to wait
     * @throws InterruptedException if the thread is interrupted
     */
    public static void await(BundleContext context, String filter, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (isAnySearching(context, filter) && System.nanoTime() - end < 0) {
            Thread.sleep(PERIOD_MILLIS); // no event reports the change of a backend's state
        }
    }

    private static boolean isAnySearching(BundleContext context, String filter) {
        try {
            for (ServiceReference<CameraBackend> reference : context.getServiceReferences(CameraBackend.class, filter)) {
                CameraBackend backend = context.getService(reference);
                if (backend != null) {
                    boolean searching = isSearching(backend);
                    context.ungetService(reference);
                    if (searching) {
                        return true;
                    }
                }
            }
            return false;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isSearching(CameraBackend backend) {
        try {
            return backend.getState() == BackendState.SEARCHING;
        } catch (Throwable e) { // code of others; one that fails is not waited for
            return false;
        }
    }
}
