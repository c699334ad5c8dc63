package org.obscura.camera.itest.karaf;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;
import javax.inject.Inject;

import org.apache.karaf.features.BootFinished;
import org.apache.karaf.features.FeaturesService;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.junit.Before;
import org.junit.Rule;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** What tests have in common that run in a real Karaf: its shell, the cameras, and a folder for images. */
@RunWith(SkipReportingPaxExam.class)
public abstract class KarafTestBase {
    static final Path ETC = Path.of(System.getProperty("karaf.etc", "etc"));

    @Rule
    public final SkipRecorder skips = new SkipRecorder();
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();
    @Inject
    BundleContext context;
    @Inject
    ConfigurationAdmin configurations;
    @Inject
    FeaturesService features;
    KarafShell shell;
    CameraServices cameras;
    Path folder;
    @Inject
    private SessionFactory sessions;
    /** Before it the commands of the features that Karaf starts with are missing. */
    @Inject
    private BootFinished booted;

    @org.ops4j.pax.exam.Configuration
    public Option[] configuration() throws IOException {
        return options(KarafOptions.karaf(), systemProperty(SkipRecorder.FOLDER).value(SkipReportingPaxExam.folder().toString()),
                systemProperty("obscura.modules").value(KarafOptions.TARGET.resolve("../../..").toRealPath().toString()),
                systemProperty("obscura.version").value(System.getProperty("obscura.version")),
                systemProperty("driver.classpath").value(KarafOptions.TARGET.resolve("test-classes").toString()));
    }

    @Before
    public final void enter() throws Exception {
        assertNotNull(booted);
        shell = new KarafShell(sessions);
        cameras = new CameraServices(context);
        folder = temporary.newFolder("pictures").toPath().toRealPath();
    }

    /** Installs features of this project. */
    void install(String features) throws Exception {
        shell.run("feature:repo-add mvn:org.obscura.camera/org.obscura.camera.karaf/" + System.getProperty("obscura.version")
                + "/xml/features");
        shell.run("feature:install " + features);
    }

    /** Returns the port of Karaf's own server. */
    String httpPort() throws Exception {
        Configuration server = configurations.getConfiguration("org.ops4j.pax.web", null);
        Object port = server.getProperties() == null ? null : server.getProperties().get("org.osgi.service.http.port");
        return port == null ? "8181" : port.toString();
    }

    /** Requests images of camera {@code line} into the folder, and returns the requests. */
    List<Integer> queue(int count) throws Exception {
        String printed = shell.run("camera:capture -c line -b -n " + count + " -o " + folder);
        List<Integer> requests = printed.lines().map(Integer::valueOf).toList();
        assertEquals(count, requests.size());
        return requests;
    }

    /** Fails unless all are saved in the order of the requests, each in a file of its own that decodes. */
    static void assertEachSavedOnce(List<Integer> requests, EventRecorder events) throws Exception {
        List<EventRecorder.Signal> ends = events.awaitEnds(requests);
        assertEquals(List.of(), ends.stream().filter(end -> !end.name().equals("IMAGE_SAVED")).toList());
        assertEquals(requests, ends.stream().map(EventRecorder.Signal::request).toList());
        assertEquals(requests.size(), ends.stream().map(EventRecorder.Signal::text).distinct().count());
        for (EventRecorder.Signal end : ends) {
            assertNotNull(end.text(), ImageIO.read(Path.of(end.text()).toFile()));
        }
    }
}
