package org.obscura.camera.itest;

import static org.junit.Assert.assertEquals;

import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.obscura.camera.Camera;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.itest.support.Waiting;
import org.obscura.camera.spi.CameraDevice;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.cm.ManagedService;

/**
 * The framework as a test moves it about: bundles, configurations of cameras and of devices. What was configured is taken back at the end.
 */
final class FrameworkFixture {
    static final String CORE = "org.obscura.camera.core";
    static final String SIMULATED = "org.obscura.camera.simulated";
    static final String WEBCAM = "org.obscura.camera.webcam";
    static final String EVENT_ADMIN = "org.apache.felix.eventadmin";
    private static final String CAMERA_PID = "org.obscura.camera";
    /** What a slow machine does not reach; a test that is about one of them sets it. */
    private static final Map<String, Object> TIME_LIMITS = Map.of("device.timeout", 60, "open.timeout", 60, "frame.timeout", 60);
    private static final AtomicLong MARKS = new AtomicLong();

    private final BundleContext context;
    private final Map<String, Configuration> configurations = new LinkedHashMap<>();

    FrameworkFixture(BundleContext context) {
        this.context = context;
    }

    BundleContext context() {
        return context;
    }

    Bundle bundle(String symbolicName) {
        return Arrays.stream(context.getBundles()).filter(bundle -> symbolicName.equals(bundle.getSymbolicName())).findFirst()
                .orElseThrow(() -> new AssertionError("There is no bundle " + symbolicName));
    }

    void update(Bundle bundle, File jar) throws Exception {
        try (InputStream in = new FileInputStream(jar)) {
            bundle.update(in);
        }
    }

    void refresh(Bundle bundle) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        context.getBundle(0).adapt(FrameworkWiring.class).refreshBundles(List.of(bundle), event -> {
            if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                done.countDown();
            }
        });
        await(done, "refresh of " + bundle);
    }

    Bundle install(File jar) throws BundleException {
        Bundle bundle = context.installBundle(jar.toURI().toString());
        bundle.start();
        return bundle;
    }

    /** Configures a simulated device, called {@code simulated:NAME}: keys and values in turn replace those of before. */
    void device(String name, Object... keysAndValues) throws Exception {
        configure(SIMULATED, name, keysAndValues);
    }

    /** Configures a camera, with time limits that are reached on no machine unless they are given. */
    void camera(String name, Object... keysAndValues) throws Exception {
        Map<String, Object> values = new LinkedHashMap<>(TIME_LIMITS);
        values.putAll(map(keysAndValues));
        configure(CAMERA_PID, name, values);
    }

    void deleteCamera(String name) throws Exception {
        delete(CAMERA_PID, name);
    }

    /** Deletes a factory configuration, also one that the page has made. */
    void delete(String pid, String name) throws Exception {
        change(admin -> {
            configurations.remove(pid + "~" + name);
            admin.getFactoryConfiguration(pid, name, "?").delete();
        });
    }

    /** Sets a factory configuration, or the one of that PID if the name is null. */
    void configure(String pid, String name, Object... keysAndValues) throws Exception {
        configure(pid, name, map(keysAndValues));
    }

    private void configure(String pid, String name, Map<String, Object> values) throws Exception {
        change(admin -> {
            Configuration configuration = name == null ? admin.getConfiguration(pid, "?") : admin.getFactoryConfiguration(pid, name, "?");
            configurations.put(configuration.getPid(), configuration);
            configuration.update(new Hashtable<>(values));
        });
    }

    /** Waits until all who can be configured have been, such as those of a bundle that was started. */
    void awaitConfigured() throws Exception {
        change(admin -> {});
    }

    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return values;
    }

    /** A change of configurations. */
    private interface Change {
        void in(ConfigurationAdmin admin) throws Exception;
    }

    /** Changes configurations, and returns when those who are configured have taken it over. */
    private synchronized void change(Change change) throws Exception {
        ServiceReference<ConfigurationAdmin> reference = context.getServiceReference(ConfigurationAdmin.class);
        try {
            ConfigurationAdmin admin = context.getService(reference);
            change.in(admin);
            awaitDelivered(admin);
        } finally {
            context.ungetService(reference);
        }
    }

    /**
     * Waits until every change so far was delivered. A ConfigAdmin calls services on one thread, and listeners, of which Declarative
     * Services are one, on another; each thread in the order of the changes. So a change made now is delivered last.
     */
    private void awaitDelivered(ConfigurationAdmin admin) throws Exception {
        String mark = "org.obscura.camera.itest.mark" + MARKS.incrementAndGet();
        CountDownLatch service = new CountDownLatch(1);
        CountDownLatch listener = new CountDownLatch(1);
        List<ServiceRegistration<?>> registrations = List.of(
                context.registerService(ManagedService.class, values -> service.countDown(),
                        new Hashtable<>(Map.of(Constants.SERVICE_PID, mark))),
                context.registerService(ConfigurationListener.class, event -> {
                    if (event.getPid().equals(mark) && event.getType() == ConfigurationEvent.CM_UPDATED) {
                        listener.countDown();
                    }
                }, null));
        Configuration last = admin.getConfiguration(mark, "?");
        try {
            last.update(new Hashtable<>(Map.of("mark", mark)));
            await(service, "word of a change to services");
            await(listener, "word of a change to listeners");
        } finally {
            registrations.forEach(ServiceRegistration::unregister);
            last.delete();
        }
    }

    private static void await(CountDownLatch latch, String what) throws InterruptedException {
        if (!latch.await(Patience.SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("There is no " + what + " after " + Patience.SECONDS + " s");
        }
    }

    /** Waits for the service of a camera. */
    CameraCapture capture(String camera) throws Exception {
        return await("camera " + camera, () -> find(CameraCapture.class, camera));
    }

    <T> T find(Class<T> type, String camera) throws Exception {
        for (ServiceReference<T> reference : context.getServiceReferences(type, "(" + CameraEvents.CAMERA_ID + "=" + camera + ")")) {
            T service = context.getService(reference);
            if (service != null) {
                return service;
            }
        }
        return null;
    }

    /** Waits until a camera would use that device; "" for none. */
    void awaitDevice(String camera, String device) throws Exception {
        await("device '" + device + "' for camera " + camera, () -> {
            Camera service = find(Camera.class, camera);
            return service != null && service.getDevice().map(DeviceInfo::id).orElse("").equals(device) ? service : null;
        });
    }

    /** Waits until no backend offers that device any more. */
    void awaitNoDevice(String device) throws Exception {
        await("end of the device " + device,
                () -> context.getServiceReferences(CameraDevice.class, "(" + CameraDevice.DEVICE_ID + "=" + device + ")")
                        .isEmpty() ? device : null);
    }

    /** Asks again and again, since the framework tells of some things in no other way, until there is something. */
    static <T> T await(String what, Callable<T> question) throws Exception {
        return Waiting.await(what, question);
    }

    /** Deletes every configuration and waits for the default camera. */
    synchronized void reset() throws Exception {
        List<Bundle> all = List.of(bundle(EVENT_ADMIN), bundle(CORE), bundle(SIMULATED));
        for (Bundle bundle : all) {
            bundle.start();
            assertEquals(bundle + " is not active", Bundle.ACTIVE, bundle.getState());
        }
        change(admin -> {
            for (Configuration configuration : configurations.values()) {
                configuration.delete();
            }
        });
        configurations.clear();
        await("default camera", () -> {
            Camera camera = find(Camera.class, "default");
            if (camera == null
                    || context.getServiceReferences(CameraDevice.class, "(" + CameraDevice.DEVICE_ID + "=simulated:default)").isEmpty()) {
                return null;
            }
            // a camera that has had a real device does not fall back to a simulated one
            String device = camera.getDevice().map(DeviceInfo::id).orElse("");
            return device.equals("simulated:default") || camera.getStatus() == Camera.Status.WAITING ? camera : null;
        });
    }
}
