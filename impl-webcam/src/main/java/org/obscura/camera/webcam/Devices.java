package org.obscura.camera.webcam;

import java.util.Collection;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.spi.CameraBackend;
import org.obscura.camera.spi.CameraDevice;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.log.Logger;

/** The devices that are registered as services. */
final class Devices {

    private record Registered(WebcamDevice device, ServiceRegistration<CameraDevice> service) {
    }

    private final BundleContext context;
    private final Function<FoundDevice, WebcamDevice> maker;
    private final int ranking;
    private final Logger log;
    @GuardedBy("this")
    private final Map<String, Registered> registered = new LinkedHashMap<>();
    @GuardedBy("this")
    private boolean closed;

    Devices(BundleContext context, Function<FoundDevice, WebcamDevice> maker, int ranking, Logger log) {
        this.context = context;
        this.maker = maker;
        this.ranking = ranking;
        this.log = log;
    }

    synchronized Collection<FoundDevice> cameras() {
        return registered.values().stream().map(r -> r.device().found()).collect(Collectors.toList());
    }

    /** Unregisters the devices that do not match. */
    synchronized void keep(Predicate<FoundDevice> good) {
        List<Registered> gone = registered.values().stream().filter(r -> !good.test(r.device().found())).collect(Collectors.toList());
        for (Registered each : gone) {
            remove(each);
        }
    }

    /** Registers these devices in place of those before, unless this is closed. */
    synchronized void set(List<FoundDevice> cameras) {
        if (closed) {
            return;
        }
        keep(cameras::contains);
        for (FoundDevice camera : cameras) {
            if (!registered.containsKey(camera.info().id())) {
                add(camera);
            }
        }
    }

    /** Unregisters all devices for good: a scan that still runs may find some after this. */
    synchronized void close() {
        closed = true;
        keep(camera -> false);
    }

    @GuardedBy("this")
    private void add(FoundDevice camera) {
        DeviceInfo info = camera.info();
        WebcamDevice device = maker.apply(camera);
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(CameraDevice.DEVICE_ID, info.id());
        properties.put(CameraDevice.DEVICE_NAME, info.displayName());
        properties.put(CameraDevice.DEVICE_POSITION, info.position().name());
        properties.put(CameraDevice.DEVICE_ORIENTATION, info.orientation());
        properties.put(CameraBackend.BACKEND, Settings.BACKEND);
        properties.put(Constants.SERVICE_RANKING, ranking);
        if (!camera.port().isEmpty()) {
            properties.put(CameraDevice.DEVICE_PORT, camera.port());
        }
        if (!camera.node().isEmpty()) {
            properties.put(CameraDevice.DEVICE_NODES, new String[] {camera.driverId()});
        }
        registered.put(info.id(), new Registered(device, context.registerService(CameraDevice.class, device, properties)));
        log.info("Device {} registered: {} at {}", info.id(), info.displayName(), camera.driverId());
    }

    /** Removes first the service, so that no device is found that is about to be closed. */
    @GuardedBy("this")
    private void remove(Registered camera) {
        DeviceInfo info = camera.device().getInfo();
        registered.remove(info.id());
        try {
            camera.service().unregister();
        } catch (IllegalStateException e) {
            log.debug("The framework has unregistered {} already", info.id());
        }
        camera.device().remove();
        log.info("Device {} unregistered", info.id());
    }
}
