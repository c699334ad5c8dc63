package org.obscura.camera.launcher;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ManagedService;

/**
 * Waits until all configurations were delivered. Felix's ConfigurationAdmin delivers them on a thread of its own, one after another: when
 * it has called a service that was registered last, it has called all that were registered before.
 */
final class ConfigurationBarrier {
    private static final String PID = "org.obscura.camera.launcher";
    private static final long SECONDS = 30;

    private ConfigurationBarrier() {
    }

    static void awaitDelivery(BundleContext context) {
        if (context.getServiceReference(ConfigurationAdmin.class) == null) {
            return;
        }
        CountDownLatch called = new CountDownLatch(1);
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(Constants.SERVICE_PID, PID);
        ServiceRegistration<ManagedService> registration = context.registerService(ManagedService.class, ours -> called.countDown(),
                properties);
        try {
            if (!called.await(SECONDS, TimeUnit.SECONDS)) {
                System.err.println("The configuration was not handed out within " + SECONDS + " s; the command runs all the same");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            registration.unregister();
        }
    }
}
