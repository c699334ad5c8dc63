package org.obscura.camera.health;

import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.felix.hc.api.HealthCheck;
import org.obscura.camera.Camera;
import org.obscura.camera.CaptureTrigger;
import org.obscura.camera.ImageOutbox;
import org.obscura.camera.spi.CameraBackend;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.support.config.ConfigReader;
import org.obscura.camera.support.logging.PrintableLogger;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Registers a {@link HealthCheck} named {@code Camera ID} or {@code Sink NAME}, with the tag {@code camera}, for each camera and sink. */
@Component(service = {}, configurationPid = CameraHealth.PID)
@Designate(ocd = CameraHealth.Config.class)
public final class CameraHealth {
    static final String PID = "org.obscura.camera.health";
    private static final int MAX_MB = Integer.MAX_VALUE;

    /** The limits of the free space. */
    @ObjectClassDefinition(name = "Obscura camera health", description = "When the health check of a camera reports low space")
    @interface Config {
        @AttributeDefinition(name = "Warn below", description = "Free megabytes in the folder of images", min = "0")
        int disk_warn_mb() default 500;

        @AttributeDefinition(name = "Critical below", description = "Free megabytes in the folder of images", min = "0")
        int disk_critical_mb() default 50;
    }

    @Reference(policy = ReferencePolicy.DYNAMIC)
    private volatile List<CameraBackend> backends = new CopyOnWriteArrayList<>();

    private final BundleContext context;
    private final int warnBelowMb;
    private final int criticalBelowMb;
    /** By the camera, the outbox or the trigger. */
    private final Map<Object, ServiceRegistration<HealthCheck>> checks = new ConcurrentHashMap<>();

    /**
     * Reads the configuration, which is a map: values that do not convert to the types of an annotation would keep the component from
     * starting.
     */
    @Activate
    public CameraHealth(BundleContext context, Map<String, Object> config, @Reference(service = LoggerFactory.class) Logger log) {
        this.context = context;
        ConfigReader reader = new ConfigReader(Config.class, config, Map.of());
        warnBelowMb = reader.integer("disk.warn.mb", 0, MAX_MB);
        criticalBelowMb = reader.integer("disk.critical.mb", 0, MAX_MB);
        reader.log(PrintableLogger.of(log));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addCamera(Camera camera) {
        register(camera, "Camera " + camera.getId(),
                new CameraCheck(camera, () -> backends, this::isSimulated, warnBelowMb, criticalBelowMb));
    }

    void removeCamera(Camera camera) {
        unregister(camera);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addOutbox(ImageOutbox outbox) {
        register(outbox, "Sink " + outbox.getStatus().sink(), new SinkCheck(outbox));
    }

    void removeOutbox(ImageOutbox outbox) {
        unregister(outbox);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addTrigger(CaptureTrigger trigger) {
        register(trigger, "Trigger " + trigger.getName(), new TriggerCheck(trigger));
    }

    void removeTrigger(CaptureTrigger trigger) {
        unregister(trigger);
    }

    private void register(Object service, String name, HealthCheck check) {
        checks.put(service, context.registerService(HealthCheck.class, check,
                new Hashtable<>(Map.of(HealthCheck.NAME, name, HealthCheck.TAGS, new String[] {"camera"}))));
    }

    private void unregister(Object service) {
        ServiceRegistration<HealthCheck> check = checks.remove(service);
        if (check != null) {
            check.unregister();
        }
    }

    private boolean isSimulated(String deviceId) {
        try {
            return context.getServiceReferences(CameraDevice.class, "(" + CameraDevice.DEVICE_SIMULATED + "=true)").stream()
                    .anyMatch(device -> deviceId.equals(device.getProperty(CameraDevice.DEVICE_ID)));
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
