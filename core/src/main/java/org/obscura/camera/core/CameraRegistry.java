package org.obscura.camera.core;

import java.io.IOException;
import java.time.Duration;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.obscura.camera.Camera;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.core.config.CameraConfiguration;
import org.obscura.camera.core.config.CameraSettings;
import org.obscura.camera.core.config.SettingsReader;
import org.obscura.camera.core.engine.CameraService;
import org.obscura.camera.core.engine.EngineContext;
import org.obscura.camera.core.management.ManagedCamera;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationException;
import org.osgi.service.cm.ManagedServiceFactory;

/**
 * The cameras that are configured: one for each configuration, and {@value #DEFAULT} while there is none. A camera is known by its id, so
 * that a configuration for {@value #DEFAULT} changes the camera that is there instead of replacing it.
 */
final class CameraRegistry implements ManagedServiceFactory {
    private static final String DEFAULT = "default";
    private static final Pattern FILE = Pattern
            .compile(".*/" + Pattern.quote(CameraConfiguration.PID) + "[-~]([^/]+?)\\.(cfg|config|cfg\\.json)");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final BundleContext context;
    private final EngineContext engine;
    private final Map<String, Entry> cameras = new LinkedHashMap<>();
    private final Map<String, String> idsByPid = new HashMap<>();
    private boolean closed;

    private record Entry(CameraService camera, ServiceRegistration<?> capture, ServiceRegistration<?> registration, ManagedCamera managed) {
    }

    CameraRegistry(BundleContext context, EngineContext engine) {
        this.context = context;
        this.engine = engine;
    }

    /** Makes the default camera, unless configurations are on their way. */
    synchronized void open() {
        if (!isConfigured()) {
            ensureOne();
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
    public synchronized void updated(String pid, Dictionary<String, ?> dictionary) throws ConfigurationException {
        if (closed) {
            return;
        }
        Map<String, Object> values = FrameworkUtil.asMap(dictionary).entrySet().stream()
                .collect(HashMap::new, (map, entry) -> map.put(entry.getKey(), entry.getValue()), HashMap::putAll);
        CameraSettings settings = SettingsReader.read(nameOf(pid, values), values);
        for (Map.Entry<String, String> other : idsByPid.entrySet()) {
            if (other.getValue().equals(settings.id()) && !other.getKey().equals(pid)) {
                throw new ConfigurationException(CameraEvents.CAMERA_ID,
                        "'" + settings.id() + "' is taken by the configuration " + other.getKey());
            }
        }
        String before = idsByPid.put(pid, settings.id());
        Entry entry = cameras.get(settings.id());
        if (entry != null) {
            entry.camera.update(settings);
        } else {
            add(settings);
        }
        if (before != null && !before.equals(settings.id())) {
            remove(before);
        }
        if (!idsByPid.containsValue(DEFAULT)) {
            remove(DEFAULT);
        }
    }

    @Override
    public synchronized void deleted(String pid) {
        String id = idsByPid.remove(pid);
        if (id == null || closed) {
            return;
        }
        if (idsByPid.isEmpty() && id.equals(DEFAULT)) {
            cameras.get(id).camera.update(defaults());
            return;
        }
        remove(id);
        ensureOne();
    }

    /** What names the instance: its file, as File Install tells it, or the part of a factory PID such as {@code org.obscura.camera~front}. */
    private static String nameOf(String pid, Map<String, Object> values) {
        Matcher file = FILE.matcher(String.valueOf(values.get("felix.fileinstall.filename")));
        if (file.matches()) {
            return file.group(1);
        }
        String rest = pid.startsWith(CameraConfiguration.PID) ? pid.substring(CameraConfiguration.PID.length()) : pid;
        return rest.length() > 1 && "~.-".indexOf(rest.charAt(0)) >= 0 ? rest.substring(1) : rest;
    }

    private void ensureOne() {
        if (cameras.isEmpty() && !closed) {
            add(defaults());
        }
    }

    private static CameraSettings defaults() {
        try {
            return SettingsReader.read(DEFAULT, Map.of());
        } catch (ConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(CameraSettings settings) {
        CameraService camera = new CameraService(settings, engine);
        Dictionary<String, Object> properties = new Hashtable<>(Map.of(CameraEvents.CAMERA_ID, settings.id()));
        // in this order, so that whoever finds the shutter finds its camera too
        ServiceRegistration<?> registration = context.registerService(Camera.class, camera, properties);
        ServiceRegistration<?> capture = context.registerService(CameraCapture.class, camera, properties);
        camera.setServices(serviceProperties(capture), serviceProperties(registration));
        ManagedCamera managed = new ManagedCamera(camera, engine.log(), engine.workers().tasks());
        cameras.put(settings.id(), new Entry(camera, capture, registration, managed));
        engine.log().info("Camera {} registered", settings.id());
    }

    private static Map<String, Object> serviceProperties(ServiceRegistration<?> registration) {
        ServiceReference<?> reference = registration.getReference();
        return Map.of(Constants.SERVICE_ID, reference.getProperty(Constants.SERVICE_ID), Constants.OBJECTCLASS,
                reference.getProperty(Constants.OBJECTCLASS));
    }

    private void remove(String id) {
        Entry entry = cameras.remove(id);
        if (entry != null) {
            entry.managed.close();
            entry.capture.unregister();
            entry.registration.unregister();
            entry.camera.close(PATIENCE);
            engine.log().info("Camera {} unregistered", id);
        }
    }

    synchronized void close() {
        closed = true;
        List.copyOf(cameras.keySet()).forEach(this::remove);
    }
}
