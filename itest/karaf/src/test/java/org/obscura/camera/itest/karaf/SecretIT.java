package org.obscura.camera.itest.karaf;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.obscura.camera.itest.support.StillServer;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.ServiceReference;

/** A password that Karaf keeps as a secret reaches the camera, and nothing that people or programs read. */
@ExamReactorStrategy(PerClass.class)
public class SecretIT extends KarafTestBase {
    private static final String USER = "viewer";
    private static final String SECRET = "s3cret-4711";
    private static final String WRONG = "wr0ng-4712";

    @Rule
    public final StillServer server = new StillServer(USER, SECRET);

    @Before
    public void setUp() throws Exception {
        install("camera-shell camera-ip camera-health camera-web");
        for (String command : new String[] {"capture", "info", "web"}) {
            cameras.awaitCommand(shell, command);
        }
    }

    private static String basic(String password) {
        return "Basic " + Base64.getEncoder().encodeToString((USER + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private void camera(String name, String password) throws Exception {
        Files.writeString(ETC.resolve("org.obscura.camera.ip-" + name + ".cfg"), "url = " + server.url()
                + "\ntype = still\nlatency = 0ms\nusername = " + USER + "\n.password = " + password + "\n");
        Files.writeString(ETC.resolve("org.obscura.camera-" + name + ".cfg"),
                "device.target = (camera.device.id=ip:" + name + ")\ndevice.timeout = 5m\nframe.timeout = 5m\nopen.timeout = 2m\n");
        cameras.awaitListed(shell, name, true);
        cameras.awaitDevice("ip:" + name);
    }

    @Test
    public void passwordReachesTheCameraAndNothingElse() throws Exception {
        Files.writeString(ETC.resolve("gate"), SECRET);
        camera("gate", "$[secret:gate]");
        camera("door", WRONG);
        Path file = folder.resolve("gate.jpg");
        assertEquals(file.toString(), shell.run("camera:capture -c gate -o " + file).trim());
        assertNotNull(ImageIO.read(file.toFile()));
        String refused = assertThrows(Exception.class, () -> shell.run("camera:capture -c door -o " + folder.resolve("door.jpg")))
                .getMessage();
        assertTrue(refused, refused.contains("refused the user name or the password"));

        Map<String, String> read = new LinkedHashMap<>(Map.of("failure", refused, "services", services(), "JMX", managed(),
                "health", String.valueOf(new HealthChecks(context).resultOf("Camera door")),
                "log", Files.readString(Path.of(System.getProperty("karaf.data"), "log", "karaf.log"))));
        for (String command : List.of("camera:list", "camera:info gate", "camera:info door", "camera:status door", "camera:devices")) {
            read.put(command, shell.run(command));
        }
        String page = shell.run("camera:web --port 0").trim();
        for (String path : List.of("api/cameras", "api/devices", "api/cameras/door/captures")) {
            read.put(path, HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(page + path)).build(), BodyHandlers.ofString())
                    .body());
        }
        assertTrue("what is read is about the cameras: " + read.get("JMX"), read.get("JMX").contains("door"));
        assertTrue(read.get("services"), read.get("services").contains("ip:door"));
        for (Map.Entry<String, String> each : read.entrySet()) {
            for (String secret : List.of(SECRET, WRONG, basic(SECRET).substring(6), basic(WRONG).substring(6))) {
                assertTrue(each.getKey() + " has a password", !each.getValue().contains(secret));
            }
        }
    }

    /** Returns the properties of all services that bundles of this project register. */
    private String services() throws Exception {
        StringBuilder text = new StringBuilder();
        for (ServiceReference<?> each : context.getAllServiceReferences(null, null)) {
            if (each.getBundle() != null && each.getBundle().getSymbolicName().startsWith("org.obscura")) {
                for (String key : each.getPropertyKeys()) {
                    Object value = each.getProperty(key);
                    text.append(key).append('=').append(value instanceof Object[] array ? Arrays.deepToString(array) : value).append('\n');
                }
            }
        }
        return text.toString();
    }

    /** Returns the attributes of the cameras' beans. */
    private static String managed() throws Exception {
        StringBuilder text = new StringBuilder();
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName name : beans.queryNames(new ObjectName("org.obscura.camera:*"), null)) {
            for (MBeanAttributeInfo attribute : beans.getMBeanInfo(name).getAttributes()) {
                text.append(name).append(' ').append(attribute.getName()).append('=')
                        .append(beans.getAttribute(name, attribute.getName())).append('\n');
            }
        }
        return text.toString();
    }
}
