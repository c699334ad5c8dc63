package org.obscura.camera.v4l2;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.spi.CameraBackend;
import org.obscura.camera.spi.CameraDevice;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.log.Logger;

/** The cameras that are registered as services, by their nodes. */
final class Devices {

    private record Registered(V4l2Device device, ServiceRegistration<CameraDevice> service, Set<String> nodes) {
    }

    private final BundleContext context;
    private final BiFunction<Kernel, FoundCamera, V4l2Device> maker;
    private final int ranking;
    private final Logger log;
    @GuardedBy("this")
    private final Map<String, Registered> registered = new LinkedHashMap<>();
    @GuardedBy("this")
    private boolean closed;

    Devices(BundleContext context, BiFunction<Kernel, FoundCamera, V4l2Device> maker, int ranking, Logger log) {
        this.context = context;
        this.maker = maker;
        this.ranking = ranking;
        this.log = log;
    }

    /** Returns the camera that is registered for a node, or null. */
    synchronized FoundCamera camera(String node) {
        Registered camera = registered.get(node);
        return camera == null ? null : camera.device().found();
    }

    /** Returns the nodes of the cameras that are registered. */
    synchronized Set<String> nodes() {
        return Set.copyOf(registered.keySet());
    }

    /** Registers a camera, unless this is closed. */
    synchronized void add(Kernel kernel, FoundCamera camera) {
        if (closed) {
            return;
        }
        V4l2Device device = maker.apply(kernel, camera);
        Set<String> nodes = Set.of(device.path());
        registered.put(camera.node(),
                new Registered(device, context.registerService(CameraDevice.class, device, properties(camera, nodes)), nodes));
        log.info("Camera {} is connected: {} at {}", camera.id(), camera.identity().name(), device.path());
    }

    /** Tells which nodes belong to the camera of a node. */
    synchronized void setNodes(String node, Set<String> paths) {
        Registered camera = registered.get(node);
        if (camera != null && !camera.nodes().equals(paths)) {
            registered.put(node, new Registered(camera.device(), camera.service(), paths));
            camera.service().setProperties(properties(camera.device().found(), paths));
        }
    }

    private Dictionary<String, Object> properties(FoundCamera camera, Set<String> nodes) {
        DeviceInfo info = camera.info();
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(CameraDevice.DEVICE_ID, info.id());
        properties.put(CameraDevice.DEVICE_NAME, info.displayName());
        properties.put(CameraDevice.DEVICE_POSITION, info.position().name());
        properties.put(CameraDevice.DEVICE_ORIENTATION, info.orientation());
        properties.put(CameraBackend.BACKEND, V4l2Backend.NAME);
        if (!camera.identity().port().isEmpty()) {
            properties.put(CameraDevice.DEVICE_PORT, camera.identity().port());
        }
        properties.put(CameraDevice.DEVICE_NODES, nodes.toArray(String[]::new));
        properties.put(Constants.SERVICE_RANKING, ranking);
        return properties;
    }

    /** Unregisters the camera of a node, if there is one, then ends its stream. */
    synchronized void remove(String node) {
        Registered camera = registered.remove(node);
        if (camera == null) {
            return;
        }
        try {
            camera.service().unregister();
        } catch (IllegalStateException e) {
            log.debug("The framework has unregistered {} already", camera.device());
        }
        camera.device().remove();
        log.info("Camera {} is disconnected", camera.device().getInfo().id());
    }

    /** Unregisters all, and lets none be registered any more: a look at a device may still be under way. */
    synchronized void close() {
        closed = true;
        List.copyOf(registered.keySet()).forEach(this::remove);
    }
}
