package org.obscura.camera.v4l2;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.obscura.camera.support.v4l2.KernelException;
import org.osgi.service.log.Logger;

/** Repeats a call while a camera is busy: programs that look for cameras hold one for a moment, and the kernel does while it wakes it. */
final class BusyRetry {
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final long PAUSE_NANOS = 20_000_000;

    private BusyRetry() {
    }

    /** What a driver may refuse. */
    interface Call<T> {
        T run() throws KernelException;
    }

    /**
     * Makes a call until it is not refused as busy, for two seconds at most.
     *
     * @param openTimeout the time for the whole, of which at most half is used
     * @param ended whether nothing waits for the result any longer
     * @throws KernelException of the last call
     */
    static <T> T call(Call<T> call, Duration openTimeout, BooleanSupplier ended, Logger log) throws KernelException {
        Duration half = openTimeout.dividedBy(2);
        long end = System.nanoTime() + (half.compareTo(LONGEST) < 0 ? half : LONGEST).toNanos();
        while (true) {
            try {
                return call.run();
            } catch (KernelException e) {
                if (e.errno() != KernelException.EBUSY || ended.getAsBoolean() || System.nanoTime() - end >= 0) {
                    throw e;
                }
                log.debug("A camera is busy and is tried again: {}", e.getMessage());
                LockSupport.parkNanos(PAUSE_NANOS); // the kernel does not report that a camera is free
            }
        }
    }
}
