package org.obscura.camera.web.camera;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

import org.obscura.camera.Camera;
import org.obscura.camera.spi.CameraBackend;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.spi.CameraDiscovery;
import org.obscura.camera.support.device.BackendReport;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/** The services of the framework; a change of cameras, devices, backends or searches is an event. */
public final class CameraServices implements CameraSource, AutoCloseable {
    private final ServiceTracker<Camera, Camera> cameras;
    private final ServiceTracker<CameraDevice, CameraDevice> devices;
    private final ServiceTracker<CameraBackend, CameraBackend> backends;
    private final ServiceTracker<CameraDiscovery, CameraDiscovery> discoveries;
    private final ServiceTracker<ConfigurationAdmin, ConfigurationAdmin> configurations;

    public CameraServices(BundleContext context, EventLog events) {
        cameras = tracker(context, Camera.class, () -> events.append("cameras", List.of()));
        devices = tracker(context, CameraDevice.class, () -> events.append("devices", List.of()));
        backends = tracker(context, CameraBackend.class, () -> events.append("devices", List.of()));
        discoveries = tracker(context, CameraDiscovery.class, () -> events.append("devices", List.of()));
        configurations = new ServiceTracker<>(context, ConfigurationAdmin.class, null);
        cameras.open();
        devices.open();
        backends.open();
        discoveries.open();
        configurations.open();
    }

    private static <T> ServiceTracker<T, T> tracker(BundleContext context, Class<T> type, Runnable onChange) {
        return new ServiceTracker<>(context, type, new ServiceTrackerCustomizer<T, T>() {
            @Override
            public T addingService(ServiceReference<T> reference) {
                T service = context.getService(reference);
                onChange.run();
                return service;
            }

            @Override
            public void modifiedService(ServiceReference<T> reference, T service) {
                onChange.run();
            }

            @Override
            public void removedService(ServiceReference<T> reference, T service) {
                onChange.run();
                context.ungetService(reference);
            }
        });
    }

    @Override
    public List<Camera> cameras() {
        return Arrays.stream(cameras.getServices(new Camera[0])).sorted(Comparator.comparing(Camera::getId)).toList();
    }

    @Override
    public List<Device> devices() {
        return devices(devices.getTracked());
    }

    /** Returns what devices say of themselves. One that fails to say it is not listed, as no camera uses it. */
    static List<Device> devices(SortedMap<ServiceReference<CameraDevice>, CameraDevice> tracked) {
        List<Device> all = new ArrayList<>();
        // the order of references is that of rankings, best last
        tracked.forEach((reference, device) -> {
            try {
                all.add(0, new Device(Objects.requireNonNull(device.getInfo()),
                        Boolean.TRUE.equals(reference.getProperty(CameraDevice.DEVICE_SIMULATED))));
            } catch (Throwable e) { // code of others; the log has it already, by core
                return;
            }
        });
        return all;
    }

    @Override
    public List<BackendReport> backends() {
        return BackendReport.of(Arrays.stream(backends.getServices(new CameraBackend[0])));
    }

    @Override
    public List<CameraDiscovery> discoveries() {
        return List.of(discoveries.getServices(new CameraDiscovery[0]));
    }

    @Override
    public Optional<ConfigurationAdmin> configurations() {
        return Optional.ofNullable(configurations.getService());
    }

    @Override
    public void close() {
        cameras.close();
        devices.close();
        backends.close();
        discoveries.close();
        configurations.close();
    }
}
