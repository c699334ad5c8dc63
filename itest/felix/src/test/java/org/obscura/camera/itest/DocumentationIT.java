package org.obscura.camera.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.options;

import java.awt.image.BufferedImage;
import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import javax.imageio.ImageIO;
import javax.inject.Inject;

import com.sun.net.httpserver.HttpServer;
import org.apache.felix.service.command.CommandProcessor;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.spi.CameraDevice;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerMethod;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;

/** Runs what the documentation says about Felix and about writing a backend. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerMethod.class)
public class DocumentationIT {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();
    @Inject
    private BundleContext context;
    @Inject
    private CommandProcessor processor;
    @Inject
    private ConfigurationAdmin configurations;

    @Configuration
    public Option[] configuration() {
        return options(Bundles.framework(), Bundles.start("org.apache.felix.gogo.command"));
    }

    /** Returns the lines of the first code block after a heading. */
    private static List<String> block(String page, String heading) throws Exception {
        List<String> lines = Files.readAllLines(ROOT.resolve(page));
        int at = lines.indexOf(heading);
        assertTrue(page + " has no heading " + heading, at >= 0);
        List<String> block = new ArrayList<>();
        while (!lines.get(at).startsWith("```")) {
            at++;
        }
        for (at++; !lines.get(at).startsWith("```"); at++) {
            block.add(lines.get(at));
        }
        return block;
    }

    @Test
    public void theCommandsForFelixInstallWhatTakesAPicture() throws Exception {
        try (Shell shell = new Shell(processor)) {
            String printed = "";
            for (String line : block("docs/felix.md", "## Install single bundles")) {
                if (line.startsWith("g! ")) {
                    // the paths are relative to the top folder
                    printed = shell.run(line.substring(3).replace("file:", "file:" + ROOT + "/"));
                }
            }
            Path picture = Path.of(printed.strip());
            assertEquals(640, ImageIO.read(picture.toFile()).getWidth());
            Files.delete(picture);
        }
    }

    @Before
    public void setUp() throws Exception {
        new FrameworkFixture(context).camera("default"); // with time limits that a slow machine does not reach
    }

    private <T> T await(Class<T> type) throws InterruptedException {
        ServiceTracker<T, T> tracker = new ServiceTracker<>(context, type, null);
        tracker.open();
        try {
            T service = tracker.waitForService(60_000);
            assertNotNull("There is no " + type, service);
            return service;
        } finally {
            tracker.close();
        }
    }

    @Test
    public void theDocumentedBackendIsTheCompiledOneAndTakesImages() throws Exception {
        assertEquals(Files.readAllLines(ROOT.resolve("itest/example-backend/src/main/java/org/obscura/camera/example/SnapshotCamera.java")),
                block("docs/writing-a-backend.md", "## Example"));
        File picture = temporary.newFile("camera.jpg");
        ImageIO.write(new BufferedImage(320, 200, BufferedImage.TYPE_3BYTE_BGR), "jpeg", picture);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/snapshot.jpg", exchange -> {
            byte[] bytes = Files.readAllBytes(picture.toPath());
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            for (String artifact : List.of("api", "core", "example")) {
                Bundle bundle = context.installBundle(Bundles.file("org.obscura.camera." + artifact).toURI().toString());
                bundle.start();
            }
            configurations.getFactoryConfiguration("org.obscura.camera.example", "door", "?").update(new Hashtable<>(Map.of(
                    "camera.device.id", "example:door", "url", "http://127.0.0.1:" + server.getAddress().getPort() + "/snapshot.jpg")));
            await(CameraDevice.class);
            CapturedImage image = await(CameraCapture.class).submit(CaptureOptions.to(temporary.getRoot() + "/taken.jpg")).getResult()
                    .toCompletableFuture().get(60, TimeUnit.SECONDS);
            assertEquals("example:door", image.deviceId());
            assertEquals(320, ImageIO.read(image.path().toFile()).getWidth());
            assertEquals("example:door", context.getServiceReference(CameraDevice.class).getProperty(CameraDevice.DEVICE_ID));
        } finally {
            server.stop(0);
        }
    }
}
