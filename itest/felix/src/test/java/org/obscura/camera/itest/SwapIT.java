package org.obscura.camera.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotSame;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import javax.inject.Inject;

import org.apache.felix.service.command.CommandProcessor;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.itest.Burst.Picture;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;

/**
 * Devices and whole backends go away under a camera whose queue is full and whose exposure runs: nothing is lost, no end is duplicated, the
 * order stays, and the application keeps the service that it has.
 */
@ExamReactorStrategy(PerClass.class)
public class SwapIT extends FelixTestBase {
    private static final String CAMERA = "swapped";
    private static final int REQUESTS = 14;
    private static final int MORE = 3;

    @Inject
    private CommandProcessor processor;
    private CameraCapture capture;
    private Burst burst;

    /** Something that happens to the system. */
    private interface Swap {
        void run() throws Exception;
    }

    @Before
    public void setUp() throws Exception {
        device("first", 20);
        fixture.camera(CAMERA, "idle.timeout", 0);
        fixture.awaitDevice(CAMERA, "simulated:first");
        capture = fixture.capture(CAMERA);
        burst = new Burst(CAMERA);
    }

    @After
    public void tearDown() throws Exception {
        FrameworkFixture.await("end of the temporary files in " + folder, () -> {
            try (Stream<Path> files = Files.list(folder)) {
                return files.noneMatch(file -> file.getFileName().toString().startsWith(".")) ? folder : null;
            }
        });
    }

    private void device(String name, int ranking, Object... more) throws Exception {
        Object[] all = Stream.concat(Stream.of("service.ranking", ranking, "frame.rate", 25, "resolutions", "320x240"), Stream.of(more))
                .toArray();
        fixture.device(name, all);
    }

    /**
     * Swaps once some images are exposed, while one is being exposed and others wait. More are requested before and after it, for a machine
     * on which all of the burst is done meanwhile.
     *
     * @param next the device that is used after it
     * @return the devices that took the images, in order
     */
    private List<String> swapDuringBurst(String next, Swap swap) throws Exception {
        burst.fire(capture, REQUESTS, folder);
        eventLog.await(burst.events(CameraEvents.TOPIC_IMAGE_EXPOSED), 3);
        burst.fire(capture, MORE, folder);
        swap.run();
        fixture.awaitDevice(CAMERA, next);
        burst.fire(capture, MORE, folder);
        List<Picture> pictures = burst.assertAllSavedInOrder(eventLog);
        assertSame("the application's service is another one", capture, fixture.capture(CAMERA));
        return pictures.stream().map(Picture::device).distinct().toList();
    }

    @Test
    public void stoppedAndStartedBackendTakesUpTheQueue() throws Exception {
        Bundle backend = fixture.bundle(FrameworkFixture.SIMULATED);
        assertEquals(List.of("simulated:first"), swapDuringBurst("simulated:first", () -> {
            backend.stop();
            fixture.awaitDevice(CAMERA, "");
            burst.fire(capture, MORE, folder);
            assertTrue("without a device requests wait", capture.getPendingCount() > 0);
            backend.start();
        }));
    }

    @Test
    public void updatedBackendTakesUpTheQueue() throws Exception {
        swapDuringBurst("simulated:first",
                () -> fixture.update(fixture.bundle(FrameworkFixture.SIMULATED), Bundles.file(FrameworkFixture.SIMULATED)));
    }

    @Test
    public void refreshedBackendTakesUpTheQueue() throws Exception {
        swapDuringBurst("simulated:first", () -> fixture.refresh(fixture.bundle(FrameworkFixture.SIMULATED)));
    }

    @Test
    public void anotherBackendTakesUpTheQueueOfOneThatWasUninstalled() throws Exception {
        File other = Bundles.renamed(FrameworkFixture.SIMULATED, "another.backend", temporary.getRoot());
        try {
            swapDuringBurst("simulated:first", () -> {
                fixture.bundle(FrameworkFixture.SIMULATED).uninstall();
                fixture.install(other);
            });
        } finally {
            fixture.bundle("another.backend").uninstall();
            fixture.install(Bundles.file(FrameworkFixture.SIMULATED));
        }
    }

    @Test
    public void deviceOfHigherRankingTakesOver() throws Exception {
        assertEquals(List.of("simulated:first", "simulated:better"), swapDuringBurst("simulated:better", () -> device("better", 30)));
    }

    @Test
    public void theNextDeviceTakesOverFromOneThatVanishes() throws Exception {
        device("second", 10);
        assertEquals(List.of("simulated:first", "simulated:second"), swapDuringBurst("simulated:second",
                () -> device("first", 20, "unplug", true)));
    }

    @Test
    public void thePictureThatWasBeingExposedIsExposedAgainOnTheNextDevice() throws Exception {
        device("first", 20, "stall", true);
        burst.fire(capture, REQUESTS, folder);
        // taken from the queue, and no frame comes
        FrameworkFixture.await("exposure", () -> capture.isReady() ? null : true);
        device("second", 10);
        device("first", 20, "unplug", true);
        List<Picture> pictures = burst.assertAllSavedInOrder(eventLog);
        assertEquals(List.of("simulated:second"), pictures.stream().map(Picture::device).distinct().toList());
    }

    @Test
    public void cameraFollowsAChangedTarget() throws Exception {
        device("second", 10);
        assertEquals(List.of("simulated:first", "simulated:second"), swapDuringBurst("simulated:second",
                () -> fixture.camera(CAMERA, "idle.timeout", 0, "device.target", "(camera.device.id=simulated:second)")));
    }

    @Test
    public void cameraFollowsTheShell() throws Exception {
        device("second", 10);
        assertEquals(List.of("simulated:first", "simulated:second"), swapDuringBurst("simulated:second", () -> {
            String printed = Shell.run(processor, "camera:use " + CAMERA + " simulated:second");
            assertTrue(printed, printed.startsWith("Camera " + CAMERA + " uses simulated:second"));
        }));
    }

    @Test
    public void requestsWithoutADeviceFailWhenTheirTimeIsOverAndTheCameraGoesOn() throws Exception {
        fixture.camera(CAMERA, "device.timeout", 0.3);
        device("first", 20, "unplug", true);
        fixture.awaitDevice(CAMERA, "");
        burst.fire(capture, 3, folder);
        burst.awaitEnds().values().forEach(failure -> assertEquals("RESOURCE", failure.getError().name()));
        assertEquals(3, eventLog.await(burst.events(CameraEvents.TOPIC_CAPTURE_FAILED), 3).size());
        device("first", 20);
        new Burst(CAMERA).fire(capture, 1, folder).assertAllSavedInOrder(eventLog);
    }

    @Test
    public void removedCameraEndsEveryRequestAndTellsOfIt() throws Exception {
        burst.fire(capture, REQUESTS, folder);
        eventLog.await(burst.events(CameraEvents.TOPIC_IMAGE_EXPOSED), 3);
        fixture.deleteCamera(CAMERA);
        burst.awaitEnds().values().forEach(failure -> assertEquals("NOT_READY", failure.getError().name()));
        assertEquals(REQUESTS, eventLog.await(EventLog.end(), REQUESTS).size());
        assertEquals(0, capture.getPendingCount());
        assertEquals("NOT_READY", new Burst(CAMERA).fire(capture, 1, folder).awaitEnds().values().iterator().next().getError().name());
    }

    @Test
    public void restartedCoreEndsEveryRequestAndServesAgain() throws Exception {
        Bundle core = fixture.bundle(FrameworkFixture.CORE);
        burst.fire(capture, REQUESTS, folder);
        eventLog.await(burst.events(CameraEvents.TOPIC_IMAGE_EXPOSED), 3);
        core.stop();
        burst.awaitEnds().values().forEach(failure -> assertEquals("NOT_READY", failure.getError().name()));
        assertEquals("each end arrives", REQUESTS, eventLog.await(EventLog.end(), REQUESTS).size());
        assertEquals("each end arrives once", REQUESTS,
                eventLog.all(EventLog.end()).stream().map(RecordedEvent::of).map(RecordedEvent::request).distinct().count());
        core.start();
        fixture.awaitDevice(CAMERA, "simulated:first");
        CameraCapture next = fixture.capture(CAMERA);
        assertNotSame(capture, next);
        try (EventLog later = new EventLog(context)) {
            new Burst(CAMERA).fire(next, REQUESTS, folder).assertAllSavedInOrder(later);
        }
    }
}
