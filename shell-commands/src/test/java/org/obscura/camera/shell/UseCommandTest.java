package org.obscura.camera.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.spi.CameraBackend.BackendState;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

class UseCommandTest {
    private final FakeCamera camera = new FakeCamera("default");
    private final Devices devices = new Devices();
    private Dictionary<String, Object> stored;
    private String storedName;
    private DeviceInfo follows;

    @BeforeEach
    void plugIn() {
        FakeDevice.add(devices, camera.device, -100);
        FakeDevice.add(devices, FakeCamera.device("simulated:back (1*)", "Back card"), -100);
        FakeDevice.add(devices, FakeCamera.device("webcam:usb-1", "Desk"), 100);
        devices.addBackend(new FakeDevice.Backend("file", BackendState.OK, ""));
        follows = camera.device;
    }

    @Test
    void writesTheDeviceIntoTheConfigurationOfTheCamera() throws Exception {
        follows = FakeCamera.device("webcam:usb-1", "Desk");
        assertEquals("Camera default uses webcam:usb-1 (Desk)\n", run("camera:use default webcam:usb-1"));
        assertEquals("(camera.device.id=webcam:usb-1)", stored.get("device.target"));
        assertEquals("default", stored.get("camera.id"));
        assertEquals("default", storedName);
    }

    @Test
    void theCameraMayBeLeftOut() throws Exception {
        follows = FakeCamera.device("webcam:usb-1", "Desk");
        assertEquals("Camera default uses webcam:usb-1 (Desk)\n", run("camera:use webcam"));
        assertEquals("(camera.backend=webcam)", stored.get("device.target"));
        String known = "webcam:usb-1, simulated:front, simulated:back (1*), file, webcam, simulated, and any";
        assertEquals("There is no device or backend 'x'; there are " + known,
                assertThrows(IllegalArgumentException.class, () -> run("camera:use x")).getMessage());
        FakeDevice.add(devices, FakeCamera.device("simulated:default", "Card"), -200);
        assertEquals("Which device is camera 'default' to use? There are " + known.replace(" file", " simulated:default, file"),
                assertThrows(IllegalArgumentException.class, () -> run("camera:use default")).getMessage(),
                "it may be the name of a device, too");
    }

    @Test
    void ofSeveralCamerasOneIsNamed() throws Exception {
        try (Console console = new Console(
                new UseCommand(FakeCamera.cameras(new FakeCamera("front"), new FakeCamera("rear")), devices, admin()))) {
            assertEquals("Which camera? There are front, rear",
                    assertThrows(IllegalArgumentException.class, () -> console.run("camera:use webcam")).getMessage());
        }
    }

    @Test
    void keepsWhatElseIsConfigured() throws Exception {
        stored = new Hashtable<>(Map.of("service.pid", "org.obscura.camera~default", "quality", 70));
        run("camera:use default simulated");
        assertEquals("(camera.backend=simulated)", stored.get("device.target"));
        assertEquals(70, stored.get("quality"));
        assertNull(storedName, "the existing configuration is used");
        run("camera:use default any");
        assertNull(stored.get("device.target"));
    }

    @Test
    void findsTheConfigurationOfAFileWhosePidHasNoName() throws Exception {
        stored = new Hashtable<>(Map.of("service.pid", "org.obscura.camera.e4484806-e407-40f8-8e69-79e7298e71a3",
                "felix.fileinstall.filename", "file:/opt/karaf/etc/org.obscura.camera-default.cfg"));
        run("camera:use default simulated");
        assertEquals("(camera.backend=simulated)", stored.get("device.target"));
        assertNull(storedName, "the existing configuration is used");
    }

    @Test
    void makesAConfigurationOfItsOwnBesideThoseOfOtherCameras() throws Exception {
        stored = new Hashtable<>(Map.of("service.pid", "org.obscura.camera~default", "camera.id", "other"));
        run("camera:use default simulated");
        assertEquals("default", storedName);
    }

    @Test
    void escapesWhatAFilterWouldMisread() throws Exception {
        follows = FakeCamera.device("simulated:back (1*)", "Back card");
        run("camera:use default 'Back card'");
        assertEquals("(camera.device.id=simulated:back \\(1\\*\\))", stored.get("device.target"));
    }

    @Test
    void takesTheBeginningOfANameIfOnlyOneBeginsSo() throws Exception {
        follows = FakeCamera.device("webcam:usb-1", "Desk");
        run("camera:use default des");
        assertEquals("(camera.device.id=webcam:usb-1)", stored.get("device.target"));
    }

    @Test
    void asksForMoreIfSeveralAreMeantAndNamesThemIfNoneIs() {
        String several = assertThrows(IllegalArgumentException.class, () -> run("camera:use default simu")).getMessage();
        assertTrue(several.startsWith("'simu' can be simulated:front, simulated:back (1*), simulated"), several);
        String none = assertThrows(IllegalArgumentException.class, () -> run("camera:use default x")).getMessage();
        assertEquals(
                "There is no device or backend 'x'; there are webcam:usb-1, simulated:front, simulated:back (1*), file, webcam, simulated,"
                        + " and any",
                none);
    }

    @Test
    void saysThatItNeedsAConfigurationAdmin() throws Exception {
        try (Console console = new Console(new UseCommand(FakeCamera.cameras(camera), devices, null))) {
            String message = assertThrows(IllegalStateException.class, () -> console.run("camera:use default webcam")).getMessage();
            assertTrue(message.startsWith("There is no ConfigurationAdmin"), message);
        }
    }

    private String run(String line) throws Exception {
        try (Console console = new Console(new UseCommand(FakeCamera.cameras(camera), devices, admin()))) {
            return console.run(line);
        }
    }

    private ConfigurationAdmin admin() {
        Configuration configuration = proxy(Configuration.class, (method, arguments) -> {
            if (method.equals("getProperties")) {
                return stored;
            }
            Dictionary<?, ?> given = (Dictionary<?, ?>) arguments[0];
            stored = new Hashtable<>();
            java.util.Collections.list(given.keys()).forEach(key -> stored.put((String) key, given.get(key)));
            camera.device = follows;
            return null;
        });
        return proxy(ConfigurationAdmin.class, (method, arguments) -> {
            if (method.equals("listConfigurations")) {
                assertEquals("(service.factoryPid=org.obscura.camera)", arguments[0]);
                return stored == null ? null : new Configuration[] {configuration};
            }
            assertEquals("getFactoryConfiguration", method);
            storedName = (String) arguments[1];
            return configuration;
        });
    }

    /** Answers the calls of an interface. */
    interface Answers {
        Object to(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (self, method, arguments) -> answers.to(method.getName(), arguments)));
    }
}
