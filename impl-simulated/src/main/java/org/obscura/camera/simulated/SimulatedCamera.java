package org.obscura.camera.simulated;

import java.util.Hashtable;
import java.util.Map;

import org.obscura.camera.spi.CameraDevice;
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
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.Designate;

/**
 * One simulated device for each configuration, one with the defaults if there is none. The device service is registered by hand, since
 * it is unregistered and registered again while the component stays. The configuration is a map: values that do not convert to the types
 * of an annotation would keep the component from starting.
 */
@Component(service = {}, immediate = true, configurationPid = Settings.PID, configurationPolicy = ConfigurationPolicy.OPTIONAL)
@Designate(ocd = SimulatedCameraConfig.class, factory = true)
public final class SimulatedCamera implements DeviceLifecycle.Log {
    private final BundleContext context;
    private final SimulatedBackend backend;
    private final DeferredExecutor later = new DeferredExecutor();
    private DeviceLifecycle device;
    /** Comes and goes. */
    @Reference(service = LoggerFactory.class, cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Logger logger;

    /** Made by Declarative Services. */
    @Activate
    public SimulatedCamera(BundleContext context, @Reference SimulatedBackend backend) {
        this.context = context;
        this.backend = backend;
    }

    @Activate
    void activate(Map<String, Object> config) {
        Object pid = config.get(Constants.SERVICE_PID);
        // without a configuration it is the only one
        device = new DeviceLifecycle(pid == null ? Settings.PID : String.valueOf(pid), backend, this::register, later, this,
                TimeSource.SYSTEM);
        device.apply(config);
    }

    @Modified
    void modified(Map<String, Object> config) {
        device.apply(config);
    }

    @Deactivate
    void deactivate() {
        device.close();
        later.close();
    }

    private Runnable register(CameraDevice registered, Map<String, Object> properties) {
        ServiceRegistration<CameraDevice> registration = context.registerService(CameraDevice.class, registered,
                new Hashtable<>(properties));
        return () -> {
            try {
                registration.unregister();
            } catch (IllegalStateException e) {
                // the framework was faster: the bundle is stopping
            }
        };
    }

    @Override
    public void warn(String sentence) {
        Logger log = PrintableLogger.of(logger);
        if (log != null) {
            log.warn(sentence);
        }
    }

    @Override
    public void info(String sentence) {
        Logger log = PrintableLogger.of(logger);
        if (log != null) {
            log.info(sentence);
        }
    }
}
