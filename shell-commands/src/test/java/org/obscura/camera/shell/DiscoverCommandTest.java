package org.obscura.camera.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.obscura.camera.spi.DiscoveredCamera;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

class DiscoverCommandTest {
    private static final String PID = "org.obscura.camera.ip";
    private static final DiscoveredCamera GATE = camera("http://10.0.0.7/onvif", "South Gate", "");
    private static final DiscoveredCamera DOOR = camera("http://10.0.0.8/onvif", "Door\u001b[31m", "door");

    private List<DiscoveredCamera> found = List.of(DOOR, GATE);
    private boolean exists;
    private String createdName;
    private Dictionary<?, ?> created;

    private static DiscoveredCamera camera(String address, String name, String configuration) {
        return new DiscoveredCamera(address, name, "", configuration, PID, Map.of("url", address, "type", "onvif"));
    }

    @Test
    void camerasAreListedByAddressSafeForATerminalAndNotConfigured() throws Exception {
        assertEquals("""
                ADDRESS                NAME            MODEL  CONFIGURED
                http://10.0.0.7/onvif  South Gate      -      -
                http://10.0.0.8/onvif  Door\\u001b[31m  -      org.obscura.camera.ip~door
                """, run("camera:discover"));
        assertNull(created);
        found = List.of();
        assertEquals("No camera answered within 3s\n", run("camera:discover"));
        assertEquals("[]\n", run("camera:discover --json"));
    }

    @Test
    void aCameraIsConfiguredOnRequestByAddressHostOrName() throws Exception {
        for (String which : List.of("http://10.0.0.7/onvif", "10.0.0.7", "'south gate'")) {
            assertEquals("Created the configuration org.obscura.camera.ip~south-gate with type = onvif, url = http://10.0.0.7/onvif; "
                    + "if the camera wants a password, set 'username' and '.password' there\n", run("camera:discover --add " + which));
            assertEquals("south-gate", createdName);
            assertEquals("http://10.0.0.7/onvif", created.get("url"));
        }
        run("camera:discover --add 10.0.0.7 --name gate-1");
        assertEquals("gate-1", createdName);
    }

    @Test
    void nothingIsOverwritten() {
        assertEquals("http://10.0.0.8/onvif is configured already, as org.obscura.camera.ip~door",
                failure("camera:discover --add 10.0.0.8"));
        exists = true;
        assertEquals("The configuration org.obscura.camera.ip~south-gate exists already; choose another name",
                failure("camera:discover --add 10.0.0.7"));
        assertNull(created);
    }

    @Test
    void wrongWordsAreNamed() {
        assertEquals("No camera with the address or name 'x' answered; these did: http://10.0.0.7/onvif, http://10.0.0.8/onvif",
                failure("camera:discover --add x"));
        assertEquals("--name 'x' has no effect without --add CAMERA", failure("camera:discover --name x"));
        assertEquals("--wait is 0s; it must be longer than 0", failure("camera:discover --wait 0s"));
        assertEquals("'a b' is not the name of a configuration; it must consist of letters, digits, '.', '_' and '-'",
                failure("camera:discover --add 10.0.0.7 --name 'a b'"));
        found = List.of(GATE, camera("http://10.0.0.9/onvif", "South Gate", ""));
        assertEquals("'South Gate' is not one camera but 2; write one of these addresses: http://10.0.0.7/onvif, http://10.0.0.9/onvif",
                failure("camera:discover --add 'South Gate'"));
    }

    @Test
    void withoutASearchingBundleOneIsNamed() {
        try (Console console = new Console(new DiscoverCommand())) {
            String message = assertThrows(IllegalStateException.class, () -> console.run("camera:discover")).getMessage();
            assertTrue(message.endsWith("install org.obscura.camera.ip"), message);
        }
    }

    private String failure(String line) {
        return assertThrows(IllegalArgumentException.class, () -> run(line)).getMessage();
    }

    private String run(String line) throws Exception {
        try (Console console = new Console(new DiscoverCommand(limit -> List.copyOf(found), admin()))) {
            return console.run(line);
        }
    }

    private ConfigurationAdmin admin() {
        Configuration configuration = proxy(Configuration.class, (method, arguments) -> {
            if (method.equals("getProperties")) {
                return new Hashtable<>(Map.of("service.pid", PID + ".e4484806-e407-40f8-8e69-79e7298e71a3", "felix.fileinstall.filename",
                        "file:/opt/karaf/etc/" + PID + "-south-gate.cfg"));
            }
            assertEquals("update", method);
            created = (Dictionary<?, ?>) arguments[0];
            return null;
        });
        return proxy(ConfigurationAdmin.class, (method, arguments) -> {
            if (method.equals("listConfigurations")) {
                return exists ? new Configuration[] {configuration} : null;
            }
            assertEquals(PID, arguments[0]);
            createdName = (String) arguments[1];
            return configuration;
        });
    }

    private static <T> T proxy(Class<T> type, UseCommandTest.Answers answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (self, method, arguments) -> answers.to(method.getName(), arguments)));
    }
}
