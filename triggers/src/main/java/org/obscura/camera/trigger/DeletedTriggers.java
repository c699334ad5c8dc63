package org.obscura.camera.trigger;

import java.io.File;

import org.obscura.camera.support.logging.PrintableLogger;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/** Forgets what is stored for a trigger whose configuration is deleted, which the trigger itself cannot tell from a stop. */
@Component(service = ConfigurationListener.class)
public final class DeletedTriggers implements ConfigurationListener {
    private final File folder;
    private final Logger log;

    /**
     * Made by Declarative Services.
     *
     * @param context this bundle's
     * @param log the log
     */
    @Activate
    public DeletedTriggers(BundleContext context, @Reference(service = LoggerFactory.class) Logger log) {
        this(context.getDataFile(""), PrintableLogger.of(log));
    }

    DeletedTriggers(File folder, Logger log) {
        this.folder = folder;
        this.log = log;
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (event.getType() == ConfigurationEvent.CM_DELETED && TriggerComponent.PID.equals(event.getFactoryPid()) && folder != null) {
            HandledTime.forget(folder.toPath(), event.getPid(), log);
        }
    }
}
