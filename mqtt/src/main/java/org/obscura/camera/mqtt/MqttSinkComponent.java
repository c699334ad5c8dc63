package org.obscura.camera.mqtt;

import java.util.Collection;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import org.obscura.camera.CameraCapture;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.ImageOutbox;
import org.obscura.camera.ImageSink;
import org.obscura.camera.support.config.ConfigReader;
import org.obscura.camera.support.logging.PrintableLogger;
import org.obscura.camera.support.sink.FaultySink;
import org.obscura.camera.support.sink.SinkProperties;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.Designate;

/** The MQTT sink of one configuration. */
@Component(service = {}, immediate = true, configurationPid = MqttSinkComponent.PID, configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = MqttSinkConfig.class, factory = true)
public final class MqttSinkComponent {
    static final String PID = "org.obscura.camera.sink.mqtt";

    private final String name;
    private final BundleContext context;
    private final Logger log;
    private final List<String> chosen;
    private final Map<String, CameraCapture> cameras = new ConcurrentHashMap<>();
    /** Null if the configuration is wrong. */
    private final MqttConnection connection;
    private final ServiceRegistration<ImageSink> registration;

    @Activate
    public MqttSinkComponent(BundleContext context, Map<String, Object> config, @Reference(service = LoggerFactory.class) Logger logger) {
        this.context = context;
        this.log = PrintableLogger.of(logger);
        this.name = SinkProperties.name(PID, config);
        ConfigReader reader = new ConfigReader(MqttSinkConfig.class, config, Map.of());
        MqttConnection made = null;
        ServiceRegistration<ImageSink> registered;
        this.chosen = reader.texts("cameras");
        try {
            MqttSettings settings = MqttSettings.read(reader, name);
            Dictionary<String, Object> properties = SinkProperties.read(reader, config, name, "mqtt",
                    settings.broker() + " " + settings.topics().prefix());
            made = new MqttConnection(name, settings, this::announced, this::capture, this::retry, log);
            registered = context.registerService(ImageSink.class, new MqttSink(settings, made), properties);
            reader.log(log);
        } catch (IllegalArgumentException e) {
            reader.reject(e.getMessage());
            registered = FaultySink.register(context, reader, config, name, "mqtt", log);
        }
        connection = made;
        registration = registered;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addCamera(CameraCapture camera, Map<String, Object> properties) {
        cameras.put((String) properties.get(CameraEvents.CAMERA_ID), camera);
        if (connection != null) {
            connection.camerasChanged();
        }
    }

    void removeCamera(CameraCapture camera) {
        cameras.values().remove(camera);
    }

    private Set<String> announced() {
        Set<String> all = new TreeSet<>(cameras.keySet());
        if (!chosen.isEmpty()) {
            all.retainAll(chosen);
        }
        return all;
    }

    private void capture(String level) {
        String id = announced().stream().filter(camera -> Topics.level(camera).equals(level)).findFirst().orElse("");
        CameraCapture camera = cameras.get(id);
        if (camera == null) {
            log.warn("Sink {}: a command is for camera {}, which does not exist here or is not among 'cameras'", name, level);
        } else {
            log.debug("Sink {}: a command captures request {} of camera {}", name, camera.capture(), id);
        }
    }

    /** Delivers again at once, since there is a connection: what waits need not wait for the end of a pause. */
    private void retry() {
        try {
            Collection<ServiceReference<ImageOutbox>> found = context.getServiceReferences(ImageOutbox.class,
                    "(" + ImageSink.NAME + "=" + name.replaceAll("[\\\\*()]", "\\\\$0") + ")");
            for (ServiceReference<ImageOutbox> reference : found) {
                ImageOutbox outbox = context.getService(reference);
                if (outbox != null) {
                    outbox.retry();
                    context.ungetService(reference);
                }
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Deactivate
    void close() {
        registration.unregister();
        if (connection != null) {
            connection.close();
        }
    }
}
