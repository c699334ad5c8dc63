package org.obscura.camera.health;

import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.felix.hc.api.HealthCheck;
import org.obscura.camera.Camera;
import org.obscura.camera.spi.CameraBackend;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Registers a {@link HealthCheck} named {@code Camera ID}, with the tag {@code camera}, for each camera that is there. */
@Component(service = {}, configurationPid = "org.obscura.camera.health")
@Designate(ocd = CameraHealth.Config.class)
public final class CameraHealth {

    /** What counts as little space. */
    @ObjectClassDefinition(name = "Obscura camera health",
            description = "When the health check of a camera complains about the space that is left")
    @interface Config {
        @AttributeDefinition(name = "Warn below", description = "Megabytes that are left in the folder of pictures")
        long disk_warn_mb() default 500;

        @AttributeDefinition(name = "Critical below", description = "Megabytes that are left in the folder of pictures")
        long disk_critical_mb() default 50;
    }

    @Reference(policy = ReferencePolicy.DYNAMIC)
    private volatile List<CameraBackend> backends = new CopyOnWriteArrayList<>();

    private final BundleContext context;
    private final Config config;
    private final Map<Camera, ServiceRegistration<HealthCheck>> checks = new ConcurrentHashMap<>();

    @Activate
    public CameraHealth(BundleContext context, Config config) {
        this.context = context;
        this.config = config;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addCamera(Camera camera) {
        checks.put(camera, context.registerService(HealthCheck.class,
                new CameraCheck(camera, () -> backends, config.disk_warn_mb(), config.disk_critical_mb()),
                new Hashtable<>(Map.of(HealthCheck.NAME, "Camera " + camera.getId(), HealthCheck.TAGS, new String[] {"camera"}))));
    }

    void removeCamera(Camera camera) {
        ServiceRegistration<HealthCheck> check = checks.remove(camera);
        if (check != null) {
            check.unregister();
        }
    }
}
