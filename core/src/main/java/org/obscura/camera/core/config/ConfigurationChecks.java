package org.obscura.camera.core.config;

import java.io.IOException;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.core.logging.EngineLog;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.util.tracker.ServiceTracker;

/** Checks the configurations for this project: all of them once there is a Configuration Admin, and later each that changes. */
public final class ConfigurationChecks implements ConfigurationListener, AutoCloseable {
    private final BundleContext context;
    private final EngineLog log;
    private final UnusedConfigurations unused;
    private final DeletedFiles deletedFiles;
    private final ServiceTracker<ConfigurationAdmin, ConfigurationAdmin> admins;
    private final ServiceRegistration<ConfigurationListener> registration;

    /** Checks what exists before it returns, so that a caller that is configured afterwards is configured with what is left. */
    public ConfigurationChecks(BundleContext context, EngineLog log) {
        this.context = context;
        this.log = log;
        this.unused = new UnusedConfigurations(context, log);
        this.deletedFiles = new DeletedFiles(log);
        this.admins = new ServiceTracker<>(context, ConfigurationAdmin.class, null) {
            @Override
            public ConfigurationAdmin addingService(ServiceReference<ConfigurationAdmin> reference) {
                return added(reference);
            }
        };
        registration = context.registerService(ConfigurationListener.class, this, null);
        admins.open();
    }

    private ConfigurationAdmin added(ServiceReference<ConfigurationAdmin> reference) {
        ConfigurationAdmin admin = context.getService(reference);
        if (admin != null) {
            check(admin, null);
        }
        return admin;
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (event.getType() != ConfigurationEvent.CM_UPDATED) {
            return;
        }
        try {
            ConfigurationAdmin admin = context.getService(event.getReference());
            if (admin != null) {
                check(admin, "(service.pid=" + event.getPid().replaceAll("([\\\\*()])", "\\\\$1") + ")");
                context.ungetService(event.getReference());
            }
        } catch (IllegalStateException e) {
            // events are delivered by a thread of their own, and the last ones may come when the bundle has stopped
            log.debug("Configurations were not checked", e);
        }
    }

    private void check(ConfigurationAdmin admin, @Nullable String filter) {
        try {
            if (filter == null) {
                deletedFiles.check(admin);
            }
            unused.check(admin, filter);
        } catch (IOException | InvalidSyntaxException | IllegalStateException e) {
            log.debug("Configurations were not checked", e);
        }
    }

    @Override
    public void close() {
        registration.unregister();
        admins.close();
    }
}
