package org.obscura.camera.shell;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.felix.service.command.Job;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.SynchronousBundleListener;

/**
 * Interrupts the command of this thread when the framework begins to stop, and holds the framework until the command and the job of the
 * shell have ended, but not for long. Else the shell would stop while it waits for its job, and print a failure of its own.
 */
final class EndWithFramework implements SynchronousBundleListener, AutoCloseable {
    private static final long LIMIT_MILLIS = 2_000;

    private final Thread thread = Thread.currentThread();
    /** The job that runs the command; null if the shell has no jobs. */
    private final Job job = Job.Utils.current();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final BundleContext context;
    private volatile boolean stopping;

    EndWithFramework() {
        Bundle own = FrameworkUtil.getBundle(EndWithFramework.class);
        context = own == null ? null : own.getBundleContext();
        if (context != null) {
            context.addBundleListener(this);
        }
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPING && event.getBundle().getBundleId() == Constants.SYSTEM_BUNDLE_ID
                && Thread.currentThread() != thread) {
            stopping = true;
            thread.interrupt();
            try {
                if (ended.await(LIMIT_MILLIS, TimeUnit.MILLISECONDS) && job != null) {
                    awaitJob();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits as the shell does, which is notified first: an interrupt after that does not end its wait. */
    private void awaitJob() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS);
        synchronized (job) {
            for (long left = LIMIT_MILLIS; left > 0 && job.status() == Job.Status.Foreground; left = TimeUnit.NANOSECONDS
                    .toMillis(end - System.nanoTime())) {
                job.wait(left);
            }
        }
    }

    /** Returns whether the command was interrupted for that reason. */
    boolean isStopping() {
        return stopping;
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            if (context != null) {
                context.removeBundleListener(this);
            }
        } catch (IllegalStateException e) {
            return; // the bundle has stopped meanwhile
        }
    }
}
