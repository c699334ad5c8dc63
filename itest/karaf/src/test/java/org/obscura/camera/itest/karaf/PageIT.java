package org.obscura.camera.itest.karaf;

import static org.junit.Assume.assumeTrue;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Hashtable;
import java.util.Map;

import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.obscura.camera.itest.support.Browser;
import org.obscura.camera.itest.support.Gateway;
import org.obscura.camera.itest.support.PageScenario;
import org.obscura.camera.itest.support.PageUser;
import org.obscura.camera.itest.support.Waiting;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.service.cm.Configuration;

/** The page in a browser, served by a real Karaf: by the JDK's server, and by that of Karaf. */
@ExamReactorStrategy(PerClass.class)
public class PageIT extends KarafTestBase implements Gateway {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final String SCREENSHOTS = "obscura.screenshots";
    private static final String SIMULATED = "org.obscura.camera.simulated";
    private static final String CAMERA = "org.obscura.camera";
    private static final String WEB = "org.obscura.camera.web";

    /** What was configured, the last first. */
    private final Deque<Configuration> configured = new ArrayDeque<>();
    private Browser browser;
    private boolean whiteboard;

    @Override
    @org.ops4j.pax.exam.Configuration
    public Option[] configuration() throws IOException {
        return options(composite(super.configuration()), systemProperty(SCREENSHOTS).value(KarafOptions.TARGET.toString()));
    }

    @Before
    public void setUp() throws Exception {
        assumeTrue(CHROMIUM + " is not installed (Debian: chromium)", Files.isExecutable(CHROMIUM));
        if (features.getFeature("camera-web") == null) {
            install("camera-simulated camera-shell camera-web");
        }
        for (String command : new String[] {"web", "list"}) {
            cameras.awaitCommand(shell, command);
        }
        browser = new Browser(CHROMIUM, temporary.newFolder("profile").toPath());
        browser.size(1200, 1000);
    }

    @After
    public void tearDown() throws Exception {
        if (browser != null) {
            browser.close();
        }
        for (Configuration each : configured) {
            each.delete();
        }
    }

    @Test
    public void pageShowsCamerasTakesImagesAndSurvivesAReplacedBackend() throws Exception {
        new PageScenario(this, browser).takeImagesAndReplaceTheBackend();
    }

    @Test
    public void pageSaysThatADeviceWasUnpluggedAndShowsItAgain() throws Exception {
        new PageScenario(this, browser).unplugTheDevice();
    }

    @Test
    public void pageIsTheSameAsAServletOfKaraf() throws Exception {
        shell.run("feature:install camera-web-servlet");
        whiteboard = true;
        new PageScenario(this, browser).takeImagesAndReplaceTheBackend();
    }

    private void configure(Configuration configuration, Object... keysAndValues) throws Exception {
        Hashtable<String, Object> values = new Hashtable<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        configuration.update(values);
        if (configured.stream().noneMatch(each -> each.getPid().equals(configuration.getPid()))) {
            configured.push(configuration);
        }
    }

    @Override
    public void device(String name, Object... keysAndValues) throws Exception {
        configure(configurations.getFactoryConfiguration(SIMULATED, name, "?"), keysAndValues);
    }

    @Override
    public void removeDevice(String name) throws Exception {
        Configuration device = configurations.getFactoryConfiguration(SIMULATED, name, "?");
        configured.removeIf(each -> each.getPid().equals(device.getPid()));
        device.delete();
    }

    @Override
    public void camera(String name, Object... keysAndValues) throws Exception {
        Configuration configuration = configurations.getFactoryConfiguration(CAMERA, name, "?");
        configure(configuration, keysAndValues);
    }

    @Override
    public void awaitDevice(String camera, String device) throws Exception {
        cameras.awaitListed(shell, camera, true);
        cameras.awaitDevice(device);
    }

    @Override
    public void stopBackend() throws Exception {
        shell.run("bundle:stop " + SIMULATED);
    }

    @Override
    public void startBackend() throws Exception {
        shell.run("bundle:start " + SIMULATED);
    }

    @Override
    public String serve(Browser by) throws Exception {
        Configuration web = configurations.getConfiguration(WEB, "?");
        if (!whiteboard) {
            configured.push(web); // the command changes it
            return shell.run("camera:web --port 0").trim();
        }
        configure(web, "server", "whiteboard", "users", PageUser.configured("configure"));
        by.header("Authorization", PageUser.authorization(PageUser.PASSWORD));
        String page = "http://127.0.0.1:" + httpPort() + "/obscura/";
        HttpRequest request = HttpRequest.newBuilder(URI.create(page))
                .header("Authorization", PageUser.authorization(PageUser.PASSWORD)).build();
        return Waiting.await("page at " + page, () -> {
            try {
                return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode() == 200 ? page : null;
            } catch (ConnectException e) {
                return null; // the server is not open yet
            }
        });
    }

    @Override
    public Path images() {
        return folder;
    }

    @Override
    public Path screenshots() {
        return Path.of(System.getProperty(SCREENSHOTS));
    }
}
