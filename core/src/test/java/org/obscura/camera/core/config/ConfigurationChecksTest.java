package org.obscura.camera.core.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.obscura.camera.core.logging.EngineLog;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;

class ConfigurationChecksTest {
    private final List<String> calls = new ArrayList<>();

    /** The Configuration Admin delivers events on a thread of its own, and logs an exception of a listener as an error. */
    @Test
    void anEventThatComesWhenTheBundleHasStoppedIsNoError() {
        BundleContext stopped = proxy(BundleContext.class);
        ConfigurationChecks checks = new ConfigurationChecks(stopped, new EngineLog(name -> null));
        @SuppressWarnings("unchecked")
        ServiceReference<ConfigurationAdmin> admin = proxy(ServiceReference.class);
        ConfigurationEvent event = new ConfigurationEvent(admin, ConfigurationEvent.CM_UPDATED, "org.obscura.camera",
                "org.obscura.camera~front");
        calls.clear();
        assertDoesNotThrow(() -> checks.configurationEvent(event));
        assertEquals(List.of("getService"), calls);
        checks.close();
    }

    private <T> T proxy(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
            calls.add(method.getName());
            if (method.getName().equals("getService")) {
                throw new IllegalStateException("Invalid BundleContext.");
            }
            return method.getName().equals("registerService") ? proxy(ServiceRegistration.class) : null;
        }));
    }
}
