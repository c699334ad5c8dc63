package org.obscura.camera.itest;

import static org.junit.Assert.assertEquals;

import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.obscura.camera.Camera;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.spi.CameraDevice;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** The framework as a test moves it about: bundles, configurations of cameras and of devices. What was configured is taken back at the end. */
final class Stage {
    static final String CORE = "org.obscura.camera.core";
    static final String SIMULATED = "org.obscura.camera.simulated";
    static final String WEBCAM = "org.obscura.camera.webcam";
    static final String EVENT_ADMIN = "org.apache.felix.eventadmin";
    private static final String CAMERA_PID = "org.obscura.camera";
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final BundleContext context;
    private final Map<String, Configuration> configurations = new LinkedHashMap<>();

    Stage(BundleContext context) {
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
        if (!done.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("The refresh of " + bundle + " did not end");
        }
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

    /** Configures a camera. */
    void camera(String name, Object... keysAndValues) throws Exception {
        configure(CAMERA_PID, name, keysAndValues);
    }

    /** Sets a factory configuration, or the one of that PID if the name is null. */
    synchronized void configure(String pid, String name, Object... keysAndValues) throws Exception {
        Dictionary<String, Object> values = new Hashtable<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        ServiceReference<ConfigurationAdmin> reference = context.getServiceReference(ConfigurationAdmin.class);
        try {
            ConfigurationAdmin admin = context.getService(reference);
            Configuration configuration = name == null ? admin.getConfiguration(pid, "?") : admin.getFactoryConfiguration(pid, name, "?");
            configurations.put(configuration.getPid(), configuration);
            configuration.update(values);
        } finally {
            context.ungetService(reference);
        }
    }

    synchronized void delete(String pid, String name) throws Exception {
        configurations.remove(pid + "~" + name).delete();
    }

    /** The service of a camera once it is there. */
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
        await("end of the device " + device, () -> context.getServiceReferences(CameraDevice.class, "(" + CameraDevice.DEVICE_ID + "=" + device + ")")
                .isEmpty() ? device : null);
    }

    /** Asks again and again, since the framework tells of some things in no other way, until there is something. */
    static <T> T await(String what, Callable<T> question) throws Exception {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            T answer = question.call();
            if (answer != null) {
                return answer;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("There is no " + what + " after 30 s");
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    /** Takes every configuration back and waits for the camera that is there without any. */
    synchronized void reset() throws Exception {
        List<Bundle> all = List.of(bundle(EVENT_ADMIN), bundle(CORE), bundle(SIMULATED));
        for (Bundle bundle : all) {
            bundle.start();
            assertEquals(bundle + " is not active", Bundle.ACTIVE, bundle.getState());
        }
        for (Configuration configuration : new ArrayList<>(configurations.values())) {
            configuration.delete();
        }
        configurations.clear();
        awaitDevice("default", "simulated:default");
    }
}
