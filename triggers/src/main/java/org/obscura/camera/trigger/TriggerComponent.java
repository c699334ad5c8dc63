package org.obscura.camera.trigger;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;

import org.obscura.camera.CameraEvents;
import org.obscura.camera.CaptureTrigger;
import org.obscura.camera.support.config.ConfigName;
import org.obscura.camera.support.config.ConfigReader;
import org.obscura.camera.support.logging.PrintableLogger;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.Designate;

/** The trigger of one configuration. */
@Component(service = {}, immediate = true, configurationPid = TriggerComponent.PID, configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = TriggerConfig.class, factory = true)
public final class TriggerComponent {
    static final String PID = "org.obscura.camera.trigger";

    private final BundleContext context;
    private final TriggerTimer timer;
    private final TriggerEvents events;
    private final Logger log;
    private final String name;
    private final String pid;
    private ArmedTrigger armed;
    private ServiceRegistration<CaptureTrigger> registration;

    /**
     * Made by Declarative Services.
     *
     * @param context this bundle's
     * @param timer the clocks
     * @param events where events are posted
     * @param log the log
     * @param config the configuration
     */
    @Activate
    public TriggerComponent(BundleContext context, @Reference TriggerTimer timer, @Reference TriggerEvents events,
            @Reference(service = LoggerFactory.class) Logger log, Map<String, Object> config) {
        this.context = context;
        this.timer = timer;
        this.events = events;
        this.log = PrintableLogger.of(log);
        this.name = ConfigName.instance(PID, config);
        this.pid = String.valueOf(config.get(Constants.SERVICE_PID));
        apply(config);
    }

    /** Applies a configuration. With a mistake the trigger goes on as before; one that has not worked yet is registered without effect. */
    @Modified
    void apply(Map<String, Object> config) {
        ConfigReader reader = ConfigReader.strict(TriggerConfig.class, config);
        TriggerSettings settings = null;
        try {
            settings = TriggerSettings.read(reader);
        } catch (IllegalArgumentException e) {
            reader.reject(e.getMessage());
        }
        reader.log(log);
        if (reader.errors().isEmpty() && settings != null) {
            replace(settings);
        } else if (armed != null) {
            armed.trigger().setUnapplied(reader.problem() + ". The trigger goes on as before");
            log.warn("Trigger {} goes on as before, until its configuration is corrected", name);
        } else {
            register(new FaultyTrigger(name, reader.text("camera"), reader.problem()), reader.text("camera"));
        }
    }

    private void replace(TriggerSettings settings) {
        close();
        armed = new ArmedTrigger(context, name, pid, settings, timer, events, log);
        register(armed.trigger(), settings.camera());
        armed.start();
        log.info("Trigger {} of camera {}: {}", name, settings.camera(), settings.text());
    }

    private void register(CaptureTrigger trigger, String camera) {
        unregister();
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(CameraEvents.TRIGGER_NAME, name);
        properties.put(CameraEvents.CAMERA_ID, camera);
        registration = context.registerService(CaptureTrigger.class, trigger, properties);
    }

    private void unregister() {
        if (registration != null) {
            registration.unregister();
            registration = null;
        }
    }

    @Deactivate
    void close() {
        unregister();
        if (armed != null) {
            armed.close();
            armed = null;
        }
    }
}
