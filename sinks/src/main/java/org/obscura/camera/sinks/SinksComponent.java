package org.obscura.camera.sinks;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;
import org.obscura.camera.Camera;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.ImageHold;
import org.obscura.camera.ImageOutbox;
import org.obscura.camera.ImageSink;
import org.obscura.camera.sinks.outbox.Outboxes;
import org.obscura.camera.spi.ImageReceiver;
import org.obscura.camera.support.config.ConfigReader;
import org.obscura.camera.support.logging.PrintableLogger;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Keeps an outbox for each sink. */
@Component(service = ConfigurationListener.class, immediate = true, configurationPid = SinksComponent.PID)
@Designate(ocd = SinksComponent.Config.class)
public final class SinksComponent implements ConfigurationListener {
    static final String PID = "org.obscura.camera.sinks";
    /** The framework property with the folder of an installation whose storage is deleted now and then. */
    private static final String OUTBOX = "obscura.outbox";

    /** Where the outboxes are. */
    @ObjectClassDefinition(name = "Obscura sinks", description = "Where images that wait for a sink are noted")
    @interface Config {
        @AttributeDefinition(name = "Folder",
                description = "The folder of the outboxes, for one process alone. Empty: that of the framework "
                        + "property obscura.outbox; without it the storage area of the bundle, which is removed with the bundle",
                required = false)
        String directory() default "";
    }

    /** How long cameras and sinks are left to appear: at a start they do so one after another. */
    private static final int SETTLE_SECONDS = 5;

    private final Map<Camera, String> cameras = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "obscura-sinks-look");
        thread.setDaemon(true);
        return thread;
    });
    @GuardedBy("this")
    private @Nullable Future<?> look;
    private final Outboxes outboxes;
    private final ServiceRegistration<ImageReceiver> receiver;
    private final ServiceRegistration<ImageHold> hold;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile EventAdmin eventAdmin;

    /**
     * Opens the outboxes.
     *
     * @throws IOException if that is not possible, which Declarative Services logs
     */
    @Activate
    public SinksComponent(BundleContext context, Map<String, Object> config, @Reference(service = LoggerFactory.class) Logger logger)
            throws IOException {
        Logger log = PrintableLogger.of(logger);
        ConfigReader reader = new ConfigReader(Config.class, config, Map.of());
        timer.setKeepAliveTime(1, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
        outboxes = open(context, reader, log);
        reader.log(log);
        receiver = context.registerService(ImageReceiver.class, outboxes, null);
        hold = context.registerService(ImageHold.class, (camera, path) -> outboxes.isPending(path), null);
    }

    /** Opens the folder of the configuration, or if that is not possible the default one: images are delivered all the same. */
    private Outboxes open(BundleContext context, ConfigReader reader, Logger log) throws IOException {
        String installed = Objects.requireNonNullElse(context.getProperty(OUTBOX), "");
        Path usual = installed.isEmpty() ? context.getDataFile("outbox").toPath() : Path.of(installed).toAbsolutePath();
        String configured = reader.text("directory");
        if (!configured.isEmpty()) {
            try {
                return open(context, Path.of(configured).toAbsolutePath(), log);
            } catch (IOException | InvalidPathException e) {
                reader.reject(
                        "directory=" + configured + " cannot be used (" + e + "); it must be a folder for this process alone, which it can "
                                + "write. Until then the outboxes are in " + usual);
            }
        }
        try {
            return open(context, usual, log);
        } catch (IOException e) {
            log.error("No image is delivered or kept for a sink: the outboxes cannot be in {} ({}); configure 'directory' of {}", usual,
                    e.toString(), PID);
            throw e;
        }
    }

    private Outboxes open(BundleContext context, Path root, Logger log) throws IOException {
        return new Outboxes(root, log, this::post, outbox -> publish(context, outbox), () -> Set.copyOf(cameras.values()));
    }

    private static Runnable publish(BundleContext context, ImageOutbox outbox) {
        ServiceRegistration<ImageOutbox> registration = context.registerService(ImageOutbox.class, outbox,
                new Hashtable<>(Map.of(ImageSink.NAME, outbox.getStatus().sink())));
        return registration::unregister;
    }

    private void post(String topic, Map<String, Object> properties) {
        EventAdmin service = eventAdmin;
        if (service != null) {
            service.postEvent(new Event(topic, properties));
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY,
            updated = "addSink")
    void addSink(ImageSink sink, Map<String, Object> properties) {
        outboxes.addSink(sink, properties);
        lookSoon();
    }

    void removeSink(ImageSink sink) {
        outboxes.removeSink(sink);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void addCamera(Camera camera, Map<String, Object> properties) {
        cameras.put(camera, String.valueOf(properties.get(CameraEvents.CAMERA_ID)));
        lookSoon();
    }

    void removeCamera(Camera camera) {
        cameras.remove(camera);
        lookSoon();
    }

    private synchronized void lookSoon() {
        if (look != null) {
            look.cancel(false);
        }
        look = timer.isShutdown() ? null : timer.schedule(outboxes::lookForCameras, SETTLE_SECONDS, TimeUnit.SECONDS);
    }

    private synchronized void endLooks() {
        timer.shutdownNow();
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (event.getType() == ConfigurationEvent.CM_DELETED) {
            outboxes.configurationDeleted(event.getPid());
        }
    }

    @Deactivate
    void close() throws IOException {
        endLooks();
        receiver.unregister();
        hold.unregister();
        outboxes.close();
    }
}
