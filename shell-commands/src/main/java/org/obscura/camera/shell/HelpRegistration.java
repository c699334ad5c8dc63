package org.obscura.camera.shell;

import java.util.Dictionary;
import java.util.Hashtable;

import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Function;
import org.obscura.camera.shell.completion.CommandCompleter;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * Registers {@code camera:help} except in Karaf, whose own command of that name has completion: Karaf removes both commands of a name when
 * one of them is removed.
 */
@Component(service = {}, immediate = true)
public class HelpRegistration implements ServiceTrackerCustomizer<Object, Object> {
    private static final String KARAF_SHELL = "org.apache.karaf.shell.api.console.SessionFactory";

    private final BundleContext context;
    private final HelpCommand help;
    private final ServiceTracker<Object, Object> karaf;
    private ServiceRegistration<Function> registration;

    @Activate
    public HelpRegistration(BundleContext context, @Reference CommandCompleter commands) {
        this.context = context;
        help = new HelpCommand(commands);
        karaf = new ServiceTracker<>(context, KARAF_SHELL, this);
        register();
        karaf.open();
    }

    @Deactivate
    void close() {
        karaf.close();
        unregister();
    }

    @Override
    public Object addingService(ServiceReference<Object> reference) {
        unregister();
        return reference;
    }

    @Override
    public void modifiedService(ServiceReference<Object> reference, Object service) {
        // only whether it is registered matters
    }

    @Override
    public void removedService(ServiceReference<Object> reference, Object service) {
        register();
    }

    private synchronized void register() {
        if (registration == null) {
            Dictionary<String, Object> properties = new Hashtable<>();
            properties.put(CommandProcessor.COMMAND_SCOPE, Command.SCOPE);
            properties.put(CommandProcessor.COMMAND_FUNCTION, help.name());
            registration = context.registerService(Function.class, help, properties);
        }
    }

    private synchronized void unregister() {
        if (registration != null) {
            registration.unregister();
            registration = null;
        }
    }
}
