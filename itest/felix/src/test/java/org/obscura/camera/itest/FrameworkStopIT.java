package org.obscura.camera.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.apache.felix.framework.FrameworkFactory;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureException;
import org.obscura.camera.CaptureOptions;
import org.obscura.camera.CaptureRequest;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/** A framework of its own is stopped in the middle of a burst: every request ends, and what is on disk is whole. */
public class FrameworkStopIT {
    private static final int REQUESTS = 120;

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    /** A Felix in which this test is the application: the API is that of its class path. */
    private Framework boot() throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "obscura.simulated", "fallback", Constants.FRAMEWORK_STORAGE, temporary.newFolder().getPath(),
                Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, Bundles.exported("org.obscura.camera.api")
                        + ",org.osgi.service.event;version=1.4.1,org.osgi.service.cm;version=1.6.0"));
        Framework framework = new FrameworkFactory().newFramework(settings);
        framework.init();
        List<Bundle> bundles = new ArrayList<>();
        for (String artifact : List.of("org.osgi.service.component", "org.osgi.util.function", "org.osgi.util.promise",
                "org.apache.felix.log",
                "org.apache.felix.configadmin", "org.apache.felix.metatype", "org.apache.felix.eventadmin", "org.apache.felix.scr",
                FrameworkFixture.CORE,
                FrameworkFixture.SIMULATED)) {
            bundles.add(framework.getBundleContext().installBundle(Bundles.file(artifact).toURI().toString()));
        }
        framework.start();
        for (Bundle bundle : bundles) {
            bundle.start();
        }
        new FrameworkFixture(framework.getBundleContext()).camera("default"); // with time limits that a slow machine does not reach
        return framework;
    }

    private static CameraCapture capture(BundleContext context) throws Exception {
        return FrameworkFixture.await("camera", () -> {
            ServiceReference<CameraCapture> reference = context.getServiceReference(CameraCapture.class);
            CameraCapture capture = reference == null ? null : context.getService(reference);
            return capture != null && capture.isReady() ? capture : null;
        });
    }

    @Test
    public void stoppedFrameworkLeavesNoRequestWithoutAnEndAndNoFileThatIsNotWhole() throws Exception {
        Set<String> filesBefore = LeakChecks.temporaryFiles();
        for (int after : new int[] {1, 5, 20}) {
            stopUnderABurst(after);
        }
        LeakChecks.awaitNoThreads();
        LeakChecks.awaitTemporaryFiles(filesBefore);
    }

    private void stopUnderABurst(int after) throws Exception {
        Path folder = temporary.newFolder().toPath().toRealPath();
        Framework framework = boot();
        CameraCapture capture = capture(framework.getBundleContext());
        ListenerLog listener = new ListenerLog(framework.getBundleContext());
        EventLog events = new EventLog(framework.getBundleContext());
        List<CaptureRequest> requests = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            requests.add(capture.submit(CaptureOptions.to(folder.resolve(i + ".jpg").toString())));
        }
        listener.await(recorded -> recorded.kind().equals(RecordedEvent.SAVED), after);
        long begin = System.nanoTime();
        framework.stop();
        assertEquals(FrameworkEvent.STOPPED, framework.waitForStop(60_000).getType());
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        int done = 0;
        for (CaptureRequest request : requests) {
            try {
                Path file = request.getResult().toCompletableFuture().get(60, TimeUnit.SECONDS).path();
                assertNotNull("not a picture: " + file, ImageIO.read(file.toFile()));
                done++;
            } catch (ExecutionException e) {
                assertEquals(e.getMessage(), CaptureError.NOT_READY, ((CaptureException) e.getCause()).getError());
            }
        }
        long saved = done;
        // a file that was being written when its request was abandoned is deleted by its writer
        FrameworkFixture.await("end of the files that no request tells of", () -> {
            try (Stream<Path> files = Files.list(folder)) {
                return files.count() == saved ? folder : null;
            }
        });
        assertEquals("ends through the EventAdmin", REQUESTS, events.all(EventLog.end()).size());
        assertEquals("ends through the listener", REQUESTS, listener.all(RecordedEvent::isEnd).size());
        assertTrue("the stop came when all was done", done < REQUESTS);
        System.out.println(
                "Framework stopped in " + millis + " ms with " + (REQUESTS - done) + " of " + REQUESTS + " requests open: all ended");
    }
}
