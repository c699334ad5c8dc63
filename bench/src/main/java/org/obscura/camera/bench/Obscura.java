package org.obscura.camera.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import org.apache.felix.framework.Felix;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CaptureListener;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.spi.ImageEncoder;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;

/** The bundles as they are, in a Felix of their own; the API is the class path's, so that this program can use it. */
final class Obscura implements AutoCloseable {
    private static final Path BUNDLES = Path.of("bench/target/bundles");
    private static final long PATIENCE = 30_000;
    private static final String TURBO = "org.obscura.camera.turbojpeg";

    private final Path storage = Files.createTempDirectory("obscura-bench");
    private final Felix felix;
    private final Map<String, Bundle> bundles = new HashMap<>();

    Obscura(boolean turbo) throws Exception {
        String packages = exports(Resolution.class) + ",org.osgi.service.cm;version=1.6.1";
        felix = new Felix(Map.of("obscura.simulated", "fallback", Constants.FRAMEWORK_STORAGE, storage.toString(),
                Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT, Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                packages,
                "felix.log.level", "1", "org.apache.felix.eventadmin.LogLevel", "1"));
        felix.start();
        try (var jars = Files.list(BUNDLES)) {
            for (Path jar : jars.sorted().toList()) {
                try (InputStream in = Files.newInputStream(jar)) {
                    bundles.put(jar.getFileName().toString().replace(".jar", ""), context().installBundle(jar.toString(), in));
                }
            }
        }
        for (Map.Entry<String, Bundle> bundle : bundles.entrySet()) {
            if (!bundle.getKey().equals(TURBO)) {
                bundle.getValue().start();
            }
        }
        setTurbo(turbo);
    }

    private static String exports(Class<?> type) throws Exception {
        try (JarFile jar = new JarFile(Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toFile())) {
            return jar.getManifest().getMainAttributes().getValue(new Attributes.Name(Constants.EXPORT_PACKAGE));
        }
    }

    private BundleContext context() {
        return felix.getBundleContext();
    }

    /** Returns whether the encoder of libjpeg-turbo is registered. */
    void setTurbo(boolean on) throws BundleException {
        if (on) {
            bundles.get(TURBO).start();
        } else {
            bundles.get(TURBO).stop();
        }
    }

    /** Returns the encoder of libjpeg-turbo, or null. */
    ImageEncoder turbo() {
        ServiceReference<ImageEncoder> reference = context().getServiceReference(ImageEncoder.class);
        return reference == null ? null : context().getService(reference);
    }

    ServiceRegistration<?> register(ImageEncoder encoder, int ranking) {
        return context().registerService(ImageEncoder.class, encoder, new Hashtable<>(Map.of(Constants.SERVICE_RANKING, ranking)));
    }

    ServiceRegistration<?> register(CaptureListener listener) {
        return context().registerService(CaptureListener.class, listener, new Hashtable<>());
    }

    ServiceRegistration<?> register(BenchDevice device) {
        String id = device.getInfo().id();
        return context().registerService(CameraDevice.class, device,
                new Hashtable<>(Map.of(CameraDevice.DEVICE_ID, id, CameraDevice.DEVICE_NAME, id, "camera.backend", "bench")));
    }

    /** Configures a camera that uses the device of its own name. */
    CameraCapture camera(String id, Path folder, Map<String, Object> more) throws Exception {
        ServiceReference<ConfigurationAdmin> reference = context().getServiceReference(ConfigurationAdmin.class);
        Dictionary<String, Object> properties = new Hashtable<>(more);
        properties.put("camera.id", id);
        properties.put("device.target", "(" + CameraDevice.DEVICE_ID + "=" + id + ")");
        properties.put("directory", folder.toString());
        context().getService(reference).getFactoryConfiguration("org.obscura.camera", id, "?").update(properties);
        ServiceTracker<CameraCapture, CameraCapture> tracker = new ServiceTracker<>(context(),
                context().createFilter("(&(objectClass=" + CameraCapture.class.getName() + ")(camera.id=" + id + "))"), null);
        tracker.open();
        return tracker.waitForService(PATIENCE);
    }

    /** Opens the page and the HTTP API. Returns the address. */
    String openPage(Map<String, Object> configuration) throws Exception {
        ConfigurationAdmin admin = context().getService(context().getServiceReference(ConfigurationAdmin.class));
        admin.getConfiguration("org.obscura.camera.web", "?").update(new Hashtable<>(configuration));
        ServiceTracker<Object, Object> tracker = new ServiceTracker<>(context(),
                context().createFilter("(&(objectClass=org.obscura.camera.web.WebComponent)(camera.web.url=*))"), null);
        tracker.open(true);
        tracker.waitForService(PATIENCE);
        String url = (String) tracker.getServiceReference().getProperty("camera.web.url");
        tracker.close();
        return url;
    }

    void remove(Collection<String> cameras) throws IOException {
        ConfigurationAdmin admin = context().getService(context().getServiceReference(ConfigurationAdmin.class));
        for (String id : List.copyOf(cameras)) {
            admin.getFactoryConfiguration("org.obscura.camera", id, "?").delete();
        }
    }

    @Override
    public void close() throws Exception {
        felix.stop();
        felix.waitForStop(PATIENCE);
        try (Stream<Path> files = Files.walk(storage)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
