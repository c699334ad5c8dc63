package org.obscura.camera.core;

import java.io.IOException;
import java.time.Duration;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.Camera;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.core.config.CameraConfiguration;
import org.obscura.camera.core.config.CameraSettings;
import org.obscura.camera.core.config.ConfiguredCameras;
import org.obscura.camera.core.engine.CameraService;
import org.obscura.camera.core.engine.EngineContext;
import org.obscura.camera.core.file.Destination;
import org.obscura.camera.core.management.ManagedCamera;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ManagedServiceFactory;
import org.osgi.service.event.EventConstants;

/**
 * Registers the configured cameras, and {@value #DEFAULT} while none is configured. A camera is identified by its id, so a configuration
 * for {@value #DEFAULT} changes the existing camera instead of replacing it. A wrong value is logged and removes no camera.
 */
final class CameraRegistry implements ManagedServiceFactory {
    /** The framework property that, if {@code false}, leaves out the management beans, which take longer to start than a camera. */
    private static final String MANAGEMENT = "obscura.jmx";
    private static final String DEFAULT = "default";
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final BundleContext context;
    private final boolean isManaged;
    private final EngineContext engine;
    private final Destination.Formats formats;
    private final Map<String, Entry> cameras = new LinkedHashMap<>();
    private final ConfiguredCameras configured = new ConfiguredCameras();
    /** Cameras that were removed and wait for their last images. */
    private final Set<CompletableFuture<Void>> closing = ConcurrentHashMap.newKeySet();
    private boolean warnedOfUse;
    private boolean closed;

    /**
     * A camera as it is registered.
     *
     * @param configured whether a configuration made it
     * @param managed null without management beans
     */
    private record Entry(CameraService camera, CameraSettings settings, boolean configured, ServiceRegistration<?> capture,
            ServiceRegistration<?> registration, @Nullable ManagedCamera managed) {
        Entry with(CameraSettings changed, boolean byConfiguration) {
            return new Entry(camera, changed, byConfiguration, capture, registration, managed);
        }
    }

    CameraRegistry(BundleContext context, EngineContext engine, Destination.Formats formats) {
        this.context = context;
        this.isManaged = !"false".equals(context.getProperty(MANAGEMENT));
        this.engine = engine;
        this.formats = formats;
    }

    /** Creates the default camera, unless there are configurations that have not arrived yet. */
    synchronized void open() {
        if (!isConfigured()) {
            apply();
        }
    }

    private boolean isConfigured() {
        ServiceReference<ConfigurationAdmin> reference = context.getServiceReference(ConfigurationAdmin.class);
        ConfigurationAdmin admin = reference == null ? null : context.getService(reference);
        if (admin == null) {
            return false;
        }
        try {
            return admin.listConfigurations("(service.factoryPid=" + CameraConfiguration.PID + ")") != null;
        } catch (IOException | InvalidSyntaxException | IllegalStateException e) {
            return false;
        } finally {
            context.ungetService(reference);
        }
    }

    @Override
    public String getName() {
        return "Obscura cameras";
    }

    @Override
    public synchronized void updated(String pid, Dictionary<String, ?> dictionary) {
        if (closed) {
            return;
        }
        Map<String, Object> values = new HashMap<>(FrameworkUtil.asMap(dictionary));
        configured.put(pid, values, sentence -> engine.log().warn("{}", sentence));
        apply();
    }

    @Override
    public synchronized void deleted(String pid) {
        if (!closed) {
            configured.remove(pid);
            apply();
        }
    }

    /** Makes the cameras agree with the configurations. */
    private void apply() {
        Map<String, CameraSettings> byId = configured.byId();
        Map<String, CameraSettings> wanted = byId.isEmpty() ? Map.of(DEFAULT, ConfiguredCameras.defaults(DEFAULT)) : byId;
        wanted.forEach((id, settings) -> {
            Entry entry = cameras.get(id);
            if (entry == null || entry.settings != settings) {
                warnOfFormat(settings);
            }
            if (entry == null) {
                add(settings, !byId.isEmpty());
            } else if (entry.settings != settings) {
                entry.camera.update(settings);
                cameras.put(id, entry.with(settings, !byId.isEmpty()));
            }
        });
        new LinkedHashMap<>(cameras).forEach((id, entry) -> {
            if (!wanted.containsKey(id) && !isKept(entry)) {
                remove(id);
            }
        });
    }

    private void warnOfFormat(CameraSettings settings) {
        if (formats.find(settings.format()).isEmpty()) {
            engine.log().warn("Camera {}: format={} is none that an installed encoder makes; available are {}", settings.id(),
                    settings.format(), String.join(", ", formats.names()));
        }
    }

    /**
     * Returns whether a camera stays that no configuration made: it ends when one is configured, but not under an application that uses it.
     */
    private boolean isKept(Entry entry) {
        if (entry.configured) {
            return false;
        }
        String users = CameraUsers.applications(Stream.of(entry.capture, entry.registration).map(ServiceRegistration::getReference)
                .flatMap(reference -> Stream.ofNullable(reference.getUsingBundles()).flatMap(Stream::of))
                .flatMap(bundle -> Stream.ofNullable(bundle.getSymbolicName())));
        if (!users.isEmpty() && !warnedOfUse) {
            warnedOfUse = true;
            engine.log().warn("Camera {} has no configuration and stays only because {} uses it; to have it after a restart too, create "
                    + "the configuration {}~{}", DEFAULT, users, CameraConfiguration.PID, DEFAULT);
        }
        return !users.isEmpty();
    }

    private void add(CameraSettings settings, boolean byConfiguration) {
        CameraService camera = new CameraService(settings, engine);
        Dictionary<String, Object> properties = new Hashtable<>(Map.of(CameraEvents.CAMERA_ID, settings.id()));
        // in this order, so that a client which finds the CameraCapture finds its Camera too
        ServiceRegistration<?> registration = context.registerService(Camera.class, camera, properties);
        ServiceRegistration<?> capture = context.registerService(CameraCapture.class, camera, properties);
        camera.setServices(serviceProperties(capture), serviceProperties(registration));
        ManagedCamera managed = isManaged ? new ManagedCamera(camera, engine.log(), engine.executors().listenerExecutor()) : null;
        cameras.put(settings.id(), new Entry(camera, settings, byConfiguration, capture, registration, managed));
        engine.log().info("Camera {} registered", settings.id());
    }

    private static Map<String, Object> serviceProperties(ServiceRegistration<?> registration) {
        ServiceReference<?> reference = registration.getReference();
        return Map.of(Constants.SERVICE_ID, reference.getProperty(Constants.SERVICE_ID), EventConstants.SERVICE_OBJECTCLASS,
                reference.getProperty(Constants.OBJECTCLASS));
    }

    private void remove(String id) {
        Entry entry = cameras.remove(id);
        if (entry != null) {
            if (entry.managed != null) {
                entry.managed.close();
            }
            entry.capture.unregister();
            entry.registration.unregister();
            engine.log().info("Camera {} unregistered", id);
            CompletableFuture<Void> end = new CompletableFuture<>();
            closing.add(end);
            engine.executors().executeBlocking("close-" + id, () -> {
                try {
                    entry.camera.close(CLOSE_LIMIT);
                } finally {
                    closing.remove(end);
                    end.complete(null);
                }
            });
        }
    }

    /** Removes all cameras, and waits until they have closed, side by side. */
    void close() {
        synchronized (this) {
            closed = true;
            List.copyOf(cameras.keySet()).forEach(this::remove);
        }
        try {
            CompletableFuture.allOf(closing.toArray(CompletableFuture[]::new)).get(2 * CLOSE_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            engine.log().warn("Not all cameras closed in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
