package org.obscura.camera.shell;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.SynchronousBundleListener;

/**
 * Interrupts the command of this thread when the framework begins to stop, and holds the framework until the command has ended, but not for
 * long. Else the shell would stop before its command, and print a failure of its own.
 */
final class EndWithFramework implements SynchronousBundleListener, AutoCloseable {
    private static final long LIMIT_SECONDS = 2;

    private final Thread thread = Thread.currentThread();
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
                ended.await(LIMIT_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
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
