package org.obscura.camera.core;

import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.CaptureListener;
import org.obscura.camera.ImageHold;
import org.obscura.camera.core.logging.EngineLog;
import org.obscura.camera.core.event.EventDispatcher;
import org.obscura.camera.core.event.EventTopics;
import org.obscura.camera.core.config.CameraConfiguration;
import org.obscura.camera.core.config.ConfigurationChecks;
import org.obscura.camera.core.engine.ImageProcessor;
import org.obscura.camera.core.engine.DeviceRegistry;
import org.obscura.camera.core.engine.WarmUp;
import org.obscura.camera.core.engine.EngineContext;
import org.obscura.camera.core.engine.EngineExecutors;
import org.obscura.camera.core.engine.ImageReceivers;
import org.obscura.camera.core.engine.SimulatedDevices;
import org.obscura.camera.core.file.Destination;
import org.obscura.camera.core.image.Decoders;
import org.obscura.camera.core.image.Encoders;
import org.obscura.camera.core.image.ImageIoEncoder;
import org.obscura.camera.core.image.PngEncoder;
import org.obscura.camera.core.image.PreviewUrlHandler;
import org.obscura.camera.core.image.PreviewCache;
import org.obscura.camera.core.image.ViewRenderer;
import org.obscura.camera.core.retention.ImageHolds;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.spi.ImageDecoder;
import org.obscura.camera.spi.ImageEncoder;
import org.obscura.camera.spi.ImageReceiver;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ManagedServiceFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.url.URLConstants;
import org.osgi.service.url.URLStreamHandlerService;

/**
 * Creates the engine and connects it to the services of the framework. It has no {@code @RequireEventAdmin}: events are held while there
 * is no EventAdmin, and that of Karaf 4.4 works but does not offer the capability, so core would not resolve.
 */
@Component(service = {})
public final class CoreComponent {
    /** How long a new EventAdmin gets no events, so that it is configured. */
    private static final Duration SETTLE = Duration.ofMillis(300);

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable LoggerFactory loggers;

    private final EngineLog log = new EngineLog(this::logger);
    private final EngineExecutors executors = new EngineExecutors(Runtime.getRuntime().availableProcessors(), log);
    private final EventDispatcher dispatcher = new EventDispatcher(executors.listenerExecutor(), SETTLE, this::isHandled, log);
    private final DeviceRegistry devices = new DeviceRegistry(executors);
    private final Decoders decoders = new Decoders(log);
    private final Encoders encoders = new Encoders(decoders, log);
    private final ImageReceivers receivers = new ImageReceivers(executors, log);
    private final ImageHolds holds = new ImageHolds(log);
    private final ServiceBinder binder = new ServiceBinder(executors, log);
    private volatile BundleContext context;
    private volatile Bundle framework;
    private volatile EventTopics topics;
    private CameraRegistry cameras;
    private ServiceRegistration<?> configurations;
    private ConfigurationChecks configurationChecks;
    private ServiceRegistration<?> urls;
    private ServiceRegistration<?> postedEvents;

    private @Nullable Logger logger(String name) {
        LoggerFactory factory = loggers;
        return factory == null ? null : factory.getLogger(name);
    }

    @Activate
    void activate(BundleContext bundleContext) {
        context = bundleContext;
        topics = new EventTopics(context);
        framework = context.getBundle(Constants.SYSTEM_BUNDLE_ID);
        PreviewCache previews = new PreviewCache(decoders);
        String version = context.getBundle().getVersion().toString().replace(".SNAPSHOT", "-SNAPSHOT");
        encoders.add(new ImageIoEncoder(), ImageIoEncoder.RANKING, Long.MAX_VALUE);
        encoders.add(new PngEncoder(), PngEncoder.RANKING, Long.MAX_VALUE);
        executors.executeBlocking("warm-up", WarmUp::run);
        ImageProcessor imageProcessor = new ImageProcessor(executors, encoders, previews, "Obscura " + version, log);
        imageProcessor.retention().setHolds(holds);
        urls = context.registerService(URLStreamHandlerService.class, new PreviewUrlHandler(previews),
                new Hashtable<>(Map.of(URLConstants.URL_HANDLER_PROTOCOL, PreviewCache.SCHEME)));
        cameras = new CameraRegistry(context,
                new EngineContext(devices, new SimulatedDevices(this::simulated), executors, dispatcher, imageProcessor, previews,
                        new ViewRenderer(decoders), receivers, log, this::isShuttingDown),
                Destination.Formats.of(encoders::find, encoders::names));
        postedEvents = context.registerService(EventHandler.class, dispatcher,
                new Hashtable<>(Map.of(EventConstants.EVENT_TOPIC, EventDispatcher.TOPIC)));
        cameras.open();
        configurationChecks = new ConfigurationChecks(context, log);
        Dictionary<String, Object> properties = new Hashtable<>(Map.of(Constants.SERVICE_PID, CameraConfiguration.PID));
        configurations = context.registerService(ManagedServiceFactory.class, cameras, properties);
    }

    private boolean isHandled(String topic) {
        return topics.isHandled(topic);
    }

    private boolean isShuttingDown() {
        return framework.getState() == Bundle.STOPPING;
    }

    private String simulated() {
        return context.getProperty(SimulatedDevices.PROPERTY);
    }

    @Deactivate
    void deactivate() {
        configurationChecks.close();
        configurations.unregister();
        cameras.close();
        dispatcher.close();
        postedEvents.unregister();
        topics.close();
        urls.unregister();
        executors.close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY,
            updated = "addDevice")
    void addDevice(CameraDevice device, Map<String, Object> properties) {
        binder.bind(device, "device " + properties.get(CameraDevice.DEVICE_ID),
                () -> devices.put(device, ranking(properties), serviceId(properties), properties), () -> devices.remove(device));
    }

    void removeDevice(CameraDevice device) {
        binder.unbind(device, () -> devices.remove(device));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY,
            updated = "addEncoder")
    void addEncoder(ImageEncoder encoder, Map<String, Object> properties) {
        binder.bind(encoder, "encoder of service " + serviceId(properties),
                () -> encoders.add(encoder, ranking(properties), serviceId(properties)), () -> encoders.remove(encoder));
    }

    void removeEncoder(ImageEncoder encoder) {
        binder.unbind(encoder, () -> encoders.remove(encoder));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY,
            updated = "addDecoder")
    void addDecoder(ImageDecoder decoder, Map<String, Object> properties) {
        binder.bind(decoder, "decoder of service " + serviceId(properties),
                () -> decoders.add(decoder, ranking(properties), serviceId(properties)), () -> decoders.remove(decoder));
    }

    void removeDecoder(ImageDecoder decoder) {
        binder.unbind(decoder, () -> decoders.remove(decoder));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY,
            updated = "addListener")
    void addListener(CaptureListener listener, Map<String, Object> properties) {
        dispatcher.addListener(listener, properties.get(CameraEvents.CAMERA_ID) instanceof String camera ? camera : null);
    }

    void removeListener(CaptureListener listener) {
        dispatcher.removeListener(listener);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void addHold(ImageHold hold) {
        holds.add(hold);
    }

    void removeHold(ImageHold hold) {
        holds.remove(hold);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void addReceiver(ImageReceiver receiver) {
        receivers.add(receiver);
    }

    void removeReceiver(ImageReceiver receiver) {
        receivers.remove(receiver);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setEventAdmin(EventAdmin service) {
        dispatcher.setEventAdmin(service);
    }

    void unsetEventAdmin(EventAdmin service) {
        dispatcher.removeEventAdmin(service);
    }

    private static long serviceId(Map<String, Object> properties) {
        return (Long) Objects.requireNonNull(properties.get(Constants.SERVICE_ID)); // every service has one
    }

    private static int ranking(Map<String, Object> properties) {
        return properties.get(Constants.SERVICE_RANKING) instanceof Integer ranking ? ranking : 0;
    }
}
