package org.obscura.camera.v4l2.trial;

import static org.obscura.camera.v4l2.trial.Checks.holds;
import static org.obscura.camera.v4l2.trial.Checks.take;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraDevice;
import org.obscura.camera.spi.CameraStream;
import org.obscura.camera.v4l2.V4l2Backend;
import org.osgi.service.log.Logger;

/** What the checks have in common: the backend under test, its devices, and the USB cameras. */
final class UsbFixture {
    static final String ID = "v4l2:usb-1d6b-0102-S1";
    static final Resolution VGA = new Resolution(640, 480);
    static final Duration PLENTY = Duration.ofSeconds(60);
    static final Duration LIMIT = Duration.ofSeconds(3);

    private final Registry registry = new Registry();
    private final UsbCameras cameras;
    private final Path images;
    private final V4l2Backend backend;

    UsbFixture(int port, Path images) {
        this.cameras = new UsbCameras(port);
        this.images = images;
        Logger log = (Logger) Proxy.newProxyInstance(UsbFixture.class.getClassLoader(), new Class<?>[] {Logger.class},
                (proxy, method, args) -> {
                    System.out.println("  " + method.getName() + " " + Arrays.deepToString(args));
                    return null;
                });
        backend = new V4l2Backend(registry.context(), config(), log);
    }

    static Map<String, Object> config(String... more) {
        Map<String, Object> config = new HashMap<>(Map.of("open.timeout", "60s", "warm.up", "0", "controls.settle.frames", "0"));
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        return config;
    }

    Registry registry() {
        return registry;
    }

    UsbCameras cameras() {
        return cameras;
    }

    /** Returns the folder of the images that the cameras send. */
    Path images() {
        return images;
    }

    V4l2Backend backend() {
        return backend;
    }

    CameraDevice device() throws InterruptedException {
        return registry.await(ID);
    }

    void works() throws Exception {
        try (CameraStream stream = device().open(VGA)) {
            holds(take(stream, PLENTY).length > 1000, "an image");
        }
    }
}
