package org.obscura.camera.itest.karaf;

import java.util.Arrays;

import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

/** The Felix Health Checks, by their names alone: their API comes and goes with the feature. */
final class HealthChecks {
    private static final String HEALTH_CHECK = "org.apache.felix.hc.api.HealthCheck";

    private final BundleContext context;

    HealthChecks(BundleContext context) {
        this.context = context;
    }

    /** Returns the status that the check of that name has once it is registered. */
    String statusOf(String name) throws Exception {
        Object result = resultOf(name);
        return result.getClass().getMethod("getStatus").invoke(result).toString();
    }

    /** Returns what the check of that name says once it is registered. */
    Object resultOf(String name) throws Exception {
        ServiceTracker<Object, Object> tracker = new ServiceTracker<>(context,
                context.createFilter("(&(objectClass=" + HEALTH_CHECK + ")(hc.name=" + name + ")(hc.tags=camera))"), null);
        tracker.open(true);
        try {
            Object check = tracker.waitForService(Patience.MILLIS);
            if (check == null) {
                throw new AssertionError("There is no health check " + name);
            }
            Class<?> api = Arrays.stream(check.getClass().getInterfaces()).filter(each -> each.getName().equals(HEALTH_CHECK)).findFirst()
                    .orElseThrow();
            return api.getMethod("execute").invoke(check);
        } finally {
            tracker.close();
        }
    }
}
