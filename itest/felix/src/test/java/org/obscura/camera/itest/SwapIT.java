package org.obscura.camera.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotSame;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.options;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import javax.inject.Inject;

import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.itest.Burst.Picture;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * Devices and whole backends go away under a camera whose queue is full and whose exposure runs: nothing is lost, nothing is told twice, the
 * order stays, and the application keeps the service that it has.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class SwapIT {
    private static final String CAMERA = "swapped";
    private static final int REQUESTS = 14;

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();
    @Inject
    private BundleContext context;
    @Inject
    private CommandProcessor processor;
    private Stage stage;
    private SignalLog signals;
    private CameraCapture capture;
    private Burst burst;
    private Path folder;

    @Configuration
    public Option[] configuration() {
        return options(Bundles.system());
    }

    /** Something that happens to the system. */
    private interface Swap {
        void run() throws Exception;
    }

    @Before
    public void setUp() throws Exception {
        folder = temporary.newFolder("pictures").toPath().toRealPath();
        stage = new Stage(context);
        signals = new SignalLog(context);
        device("first", 20);
        stage.camera(CAMERA, "idle.timeout", 0);
        stage.awaitDevice(CAMERA, "simulated:first");
        capture = stage.capture(CAMERA);
        burst = new Burst(CAMERA);
    }

    @After
    public void tearDown() throws Exception {
        signals.close();
        stage.reset();
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals("temporary files", List.of(), files.filter(file -> file.getFileName().toString().startsWith(".")).toList());
        }
    }

    private void device(String name, int ranking, Object... more) throws Exception {
        Object[] all = Stream.concat(Stream.of("service.ranking", ranking, "frame.rate", 25, "resolutions", "320x240"), Stream.of(more)).toArray();
        stage.device(name, all);
    }

    /** Swaps once some pictures are exposed, while one is being exposed and others wait; the devices that took the pictures, in order. */
    private List<String> swapDuringBurst(Swap swap) throws Exception {
        burst.fire(capture, REQUESTS, folder);
        signals.await(burst.signals(CameraEvents.TOPIC_IMAGE_EXPOSED), 3);
        swap.run();
        assertTrue("nothing was left to swap under", signals.all(burst.signals(CameraEvents.TOPIC_IMAGE_EXPOSED)).size() < REQUESTS
                || capture.getPendingCount() == 0);
        List<Picture> pictures = burst.assertAllSavedInOrder(signals);
        assertSame("the application's service is another one", capture, stage.capture(CAMERA));
        return pictures.stream().map(Picture::device).distinct().toList();
    }

    @Test
    public void stoppedAndStartedBackendTakesUpTheQueue() throws Exception {
        Bundle backend = stage.bundle(Stage.SIMULATED);
        assertEquals(List.of("simulated:first"), swapDuringBurst(() -> {
            backend.stop();
            stage.awaitDevice(CAMERA, "");
            assertTrue("without a device requests wait", capture.getPendingCount() > 0);
            backend.start();
        }));
    }

    @Test
    public void updatedBackendTakesUpTheQueue() throws Exception {
        swapDuringBurst(() -> stage.update(stage.bundle(Stage.SIMULATED), Bundles.file(Stage.SIMULATED)));
    }

    @Test
    public void refreshedBackendTakesUpTheQueue() throws Exception {
        swapDuringBurst(() -> stage.refresh(stage.bundle(Stage.SIMULATED)));
    }

    @Test
    public void anotherBackendTakesUpTheQueueOfOneThatWasUninstalled() throws Exception {
        File other = Bundles.renamed(Stage.SIMULATED, "another.backend", temporary.getRoot());
        try {
            swapDuringBurst(() -> {
                stage.bundle(Stage.SIMULATED).uninstall();
                stage.install(other);
            });
        } finally {
            stage.bundle("another.backend").uninstall();
            stage.install(Bundles.file(Stage.SIMULATED));
        }
    }

    @Test
    public void deviceOfHigherRankingTakesOver() throws Exception {
        assertEquals(List.of("simulated:first", "simulated:better"), swapDuringBurst(() -> device("better", 30)));
    }

    @Test
    public void theNextDeviceTakesOverFromOneThatVanishes() throws Exception {
        device("second", 10);
        assertEquals(List.of("simulated:first", "simulated:second"), swapDuringBurst(() -> device("first", 20, "unplug", true)));
    }

    @Test
    public void thePictureThatWasBeingExposedIsExposedAgainOnTheNextDevice() throws Exception {
        device("first", 20, "stall", true);
        burst.fire(capture, REQUESTS, folder);
        // taken from the queue, and no frame comes
        Stage.await("exposure", () -> capture.isReady() ? null : true);
        device("second", 10);
        device("first", 20, "unplug", true);
        List<Picture> pictures = burst.assertAllSavedInOrder(signals);
        assertEquals(List.of("simulated:second"), pictures.stream().map(Picture::device).distinct().toList());
    }

    @Test
    public void cameraFollowsAChangedTarget() throws Exception {
        device("second", 10);
        assertEquals(List.of("simulated:first", "simulated:second"), swapDuringBurst(
                () -> stage.camera(CAMERA, "idle.timeout", 0, "device.target", "(camera.device.id=simulated:second)")));
    }

    @Test
    public void cameraFollowsTheShell() throws Exception {
        device("second", 10);
        assertEquals(List.of("simulated:first", "simulated:second"), swapDuringBurst(() -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (CommandSession session = processor.createSession(InputStream.nullInputStream(), out, out)) {
                session.execute("camera:use " + CAMERA + " simulated:second");
                session.getConsole().flush();
            }
            assertTrue(out.toString("UTF-8"), out.toString("UTF-8").startsWith("Camera " + CAMERA + " uses simulated:second"));
        }));
    }

    @Test
    public void requestsWithoutADeviceFailWhenTheirTimeIsOverAndTheCameraGoesOn() throws Exception {
        stage.camera(CAMERA, "device.timeout", 0.3);
        device("first", 20, "unplug", true);
        stage.awaitDevice(CAMERA, "");
        burst.fire(capture, 3, folder);
        burst.awaitEnds().values().forEach(failure -> assertEquals("RESOURCE", failure.getError().name()));
        assertEquals(3, signals.await(burst.signals(CameraEvents.TOPIC_CAPTURE_FAILED), 3).size());
        device("first", 20);
        new Burst(CAMERA).fire(capture, 1, folder).assertAllSavedInOrder(signals);
    }

    @Test
    public void removedCameraEndsEveryRequestAndTellsOfIt() throws Exception {
        burst.fire(capture, REQUESTS, folder);
        signals.await(burst.signals(CameraEvents.TOPIC_IMAGE_EXPOSED), 3);
        stage.delete("org.obscura.camera", CAMERA);
        burst.awaitEnds().values().forEach(failure -> assertEquals("NOT_READY", failure.getError().name()));
        assertEquals(REQUESTS, signals.await(SignalLog.end(), REQUESTS).size());
        assertEquals(0, capture.getPendingCount());
        assertEquals("NOT_READY", new Burst(CAMERA).fire(capture, 1, folder).awaitEnds().values().iterator().next().getError().name());
    }

    @Test
    public void restartedCoreEndsEveryRequestAndServesAgain() throws Exception {
        Bundle core = stage.bundle(Stage.CORE);
        burst.fire(capture, REQUESTS, folder);
        signals.await(burst.signals(CameraEvents.TOPIC_IMAGE_EXPOSED), 3);
        core.stop();
        burst.awaitEnds().values().forEach(failure -> assertEquals("NOT_READY", failure.getError().name()));
        assertEquals("each end is told", REQUESTS, signals.await(SignalLog.end(), REQUESTS).size());
        assertEquals("each end is told once", REQUESTS, signals.all(SignalLog.end()).stream().map(Told::of).map(Told::request).distinct().count());
        core.start();
        stage.awaitDevice(CAMERA, "simulated:first");
        CameraCapture next = stage.capture(CAMERA);
        assertNotSame(capture, next);
        try (SignalLog later = new SignalLog(context)) {
            new Burst(CAMERA).fire(next, REQUESTS, folder).assertAllSavedInOrder(later);
        }
    }
}
