package org.obscura.camera.itest.karaf;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import java.awt.image.BufferedImage;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.Before;
import org.junit.Test;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.service.cm.Configuration;

/** The features in a real Karaf: installed from the repository and used at the shell and by HTTP. */
@ExamReactorStrategy(PerClass.class)
public class FeaturesIT extends KarafTestBase {
    private static final String DEVICE = "simulated:bench";

    @Before
    public void setUp() throws Exception {
        if (features.getFeature("camera-shell") == null) {
            install("camera-simulated camera-shell");
            configurations.getFactoryConfiguration("org.obscura.camera.simulated", "bench", "?")
                    .update(new Hashtable<>(Map.of("name", "Bench")));
            Files.writeString(ETC.resolve("org.obscura.camera-line.cfg"), "device.target=(camera.backend=simulated)\n");
        }
        for (String command : new String[] {"list", "info", "capture", "use", "metadata", "help"}) {
            cameras.awaitCommand(shell, command);
        }
        cameras.awaitListed(shell, "line", true);
        cameras.awaitDevice(DEVICE);
    }

    @Test
    public void theShellTakesAPictureThatDecodes() throws Exception {
        Path file = folder.resolve("from the shell.jpg");
        String printed = shell.run("camera:capture --camera line --resolution 1280x720 --location '" + file + "'");
        assertEquals(file.toString(), printed.trim());
        BufferedImage picture = ImageIO.read(file.toFile());
        assertEquals("1280x720", picture.getWidth() + "x" + picture.getHeight());
    }

    @Test
    public void aCameraComesAndGoesWithItsFileInEtc() throws Exception {
        Path file = ETC.resolve("org.obscura.camera-front.cfg");
        Files.writeString(file, "directory=" + folder + "\nformat=png\ndevice.target=(camera.backend=simulated)\n");
        cameras.awaitListed(shell, "front", true);
        Path picture = Path.of(shell.run("camera:capture -c front").trim());
        assertEquals(folder.resolve("IMG_00000001.png"), picture);
        assertNotNull(ImageIO.read(picture.toFile()));
        Files.delete(file);
        cameras.awaitListed(shell, "front", false);
    }

    @Test
    public void aBundleThatNeedsACameraInstallsAsAFeature() throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "camera.application");
        manifest.getMainAttributes().putValue("Require-Capability", Stream.of("Camera", "CameraCapture")
                .map(type -> "osgi.service;filter:=\"(objectClass=org.obscura.camera." + type + ")\";effective:=active")
                .collect(Collectors.joining(",")));
        Path jar = folder.resolve("application.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        Path repository = Files.writeString(folder.resolve("features.xml"),
                "<features name='application' xmlns='http://karaf.apache.org/xmlns/features/v1.6.0'><feature name='camera-application' "
                        + "version='1.0.0'><feature>camera</feature><bundle>" + jar.toUri() + "</bundle></feature></features>");
        shell.run("feature:repo-add " + repository.toUri());
        shell.run("feature:install camera-application");
        assertTrue(Stream.of(context.getBundles())
                .anyMatch(bundle -> "camera.application".equals(bundle.getSymbolicName()) && bundle.getState() == Bundle.ACTIVE));
        shell.run("feature:uninstall camera-application");
        shell.run("feature:repo-remove " + repository.toUri());
    }

    @Test
    public void healthChecksTellOfTheCameras() throws Exception {
        shell.run("feature:install camera-health");
        shell.run("camera:capture -c line -o '" + folder.resolve("well.jpg") + "'"); // the last image of another test may have failed
        // its device is simulated
        assertEquals("WARN", new HealthChecks(context).statusOf("Camera line"));
        shell.run("feature:uninstall camera-health");
    }

    @Test
    public void pageIsServedByTheJdkAndByTheServerOfKaraf() throws Exception {
        shell.run("feature:install camera-web");
        cameras.awaitCommand(shell, "web");
        String url = shell.run("camera:web --port 0").trim();
        String listed = get(url + "api/cameras", null).body();
        assertTrue(listed, listed.contains("\"id\":\"line\""));
        assertEquals(200, get(url, null).statusCode());
        shell.run("camera:web --stop");
        shell.run("feature:install camera-web-servlet");
        Configuration configuration = configurations.getConfiguration("org.obscura.camera.web", "?");
        configuration.update(new Hashtable<>(Map.of("server", "whiteboard", "realm", "karaf")));
        String served = "http://127.0.0.1:" + httpPort() + "/obscura/";
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        while (status(served + "api/session", null) != 401) {
            assertTrue("the page is not served at " + served, System.nanoTime() < end);
            Thread.sleep(100);
        }
        assertEquals(401, status(served, "karaf:wrong"));
        Files.writeString(ETC.resolve("users.properties"), "\nwatcher = secret,viewer\nworker = secret,manager\nchief = secret,admin\n",
                StandardOpenOption.APPEND);
        while (status(served, "watcher:secret") != 200) {
            assertTrue("Karaf does not know its new user", System.nanoTime() < end);
            Thread.sleep(6000); // after five wrong passwords an address waits
        }
        for (String[] user : new String[][] {{"watcher", "view"}, {"worker", "operate"}, {"chief", "configure"}}) {
            String session = get(served + "api/session", user[0] + ":secret").body();
            assertTrue(session, session.contains("\"role\":\"" + user[1] + "\""));
        }
        configuration.delete();
        shell.run("feature:uninstall camera-web-servlet camera-web");
    }

    private static int status(String url, String user) throws Exception {
        try {
            return get(url, user).statusCode();
        } catch (ConnectException e) {
            return 0; // the server is not open yet
        }
    }

    private static HttpResponse<String> get(String url, String user) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (user != null) {
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    public void tabCompletesCamerasDevicesAndKeys() throws Exception {
        Completion completion = new Completion(shell);
        completion.await(List.of("line"), "camera:capture", "--camera", "l");
        completion.await(List.of("line"), "camera:info", "");
        completion.await(List.of(DEVICE), "camera:use", "line", "simulated:");
        completion.await(List.of("Title="), "camera:metadata", "--camera", "line", "Tit");
        completion.await(List.of("--metadata", "--memory"), "camera:capture", "--me");
        assertEquals(List.of(), completion.of("bundle:list", "l"));
    }

    @Test
    public void helpTellsOfEachCommand() throws Exception {
        String list = shell.run("camera:help");
        assertTrue(list, list.contains("camera:capture") && list.contains("camera:use"));
        String usage = shell.run("camera:capture --help");
        assertTrue(usage, usage.contains("--resolution"));
        assertEquals(usage, shell.run("camera:help capture"));
        assertEquals(usage.strip(), shell.run("help camera:capture").strip());
    }
}
