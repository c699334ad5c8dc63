package org.obscura.camera.launcher;

import java.time.Duration;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Stops the framework when the JVM is told to end by a signal, so that requests come to their end and no file stays half written. The bnd
 * launcher stops it only when the command has ended.
 */
@Component(service = {}, immediate = true)
public class OrderlyEnd {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Thread hook;

    @Activate
    public OrderlyEnd(BundleContext context) {
        Framework framework = context.getBundle(Constants.SYSTEM_BUNDLE_ID).adapt(Framework.class);
        hook = new Thread(() -> end(framework), "obscura end");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private static void end(Framework framework) {
        if (framework.getState() != Bundle.ACTIVE) {
            return;
        }
        try {
            framework.stop();
            framework.waitForStop(LIMIT.toMillis());
        } catch (BundleException e) {
            System.err.println("The framework did not stop: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Deactivate
    void remove() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the JVM is ending already, and it may be this hook that stops the framework
            return;
        }
    }
}
