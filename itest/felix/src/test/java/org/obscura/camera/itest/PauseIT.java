package org.obscura.camera.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.options;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import javax.inject.Inject;

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
import org.osgi.framework.BundleContext;

/**
 * How long no picture is taken at a swap, read from the pictures: each holds the number of its frame and the time of its exposure. The first
 * picture of the new device must hold the first frame that it exposes after opening, number 1, one frame interval after it is open: then no frame
 * of it is lost. And from the last picture of the old device until the new one is being opened less than a frame interval of the old one may
 * pass.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class PauseIT {
    private static final String CAMERA = "paused";
    private static final int SWAPS = 7;
    private static final int INTERVAL_MILLIS = 100;
    private static final int OPENING_MILLIS = 150;

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();
    @Inject
    private BundleContext context;
    private Stage stage;
    private SignalLog signals;
    private Path folder;

    @Configuration
    public Option[] configuration() {
        return options(Bundles.system());
    }

    @Before
    public void setUp() throws Exception {
        folder = temporary.newFolder("pictures").toPath().toRealPath();
        stage = new Stage(context);
        signals = new SignalLog(context);
    }

    @After
    public void tearDown() throws Exception {
        signals.close();
        stage.reset();
    }

    /** The pause of a swap. */
    private record Pause(long millis, long framesLost) {
        long handover() {
            return millis - OPENING_MILLIS - INTERVAL_MILLIS;
        }
    }

    private void device(String name, int ranking, boolean unplug) throws Exception {
        stage.device(name, "service.ranking", ranking, "frame.rate", 1000.0 / INTERVAL_MILLIS, "open.latency", OPENING_MILLIS, "resolutions", "320x240",
                "unplug", unplug);
    }

    private static Pause pause(List<Picture> pictures) {
        String old = pictures.get(0).device();
        int first = 0;
        while (pictures.get(first).device().equals(old)) {
            first++;
        }
        TestCardReading before = pictures.get(first - 1).strip();
        TestCardReading after = pictures.get(first).strip();
        return new Pause(after.exposedMillis() - before.exposedMillis(), after.frame() - 1);
    }

    private void assertShort(String what, List<Pause> pauses) {
        List<Pause> sorted = pauses.stream().sorted(Comparator.comparingLong(Pause::millis)).toList();
        Pause median = sorted.get(sorted.size() / 2);
        System.out.println("Pause at " + what + ", ms: " + pauses.stream().map(Pause::millis).toList() + "; opening takes " + OPENING_MILLIS
                + ", a frame " + INTERVAL_MILLIS + "; median beyond these " + median.handover() + " ms; frames of the new device lost: "
                + pauses.stream().map(Pause::framesLost).toList());
        assertEquals("frames of the new device that were lost in the usual case", 0,
                pauses.stream().map(Pause::framesLost).sorted().skip(pauses.size() / 2).findFirst().orElseThrow().longValue());
        assertTrue("more than a frame beyond opening and first frame", median.handover() < INTERVAL_MILLIS);
    }

    @Test
    public void toADeviceOfHigherRankingItIsItsOpeningAndOneFrame() throws Exception {
        device("low", 1, false);
        stage.camera(CAMERA, "idle.timeout", 0);
        stage.awaitDevice(CAMERA, "simulated:low");
        CameraCapture capture = stage.capture(CAMERA);
        List<Pause> pauses = new ArrayList<>();
        for (int i = 0; i < SWAPS; i++) {
            Burst burst = new Burst(CAMERA).fire(capture, 8, Files.createTempDirectory(folder, "swap"));
            signals.await(burst.signals(CameraEvents.TOPIC_IMAGE_EXPOSED), 3);
            device("high", 2, false);
            pauses.add(pause(burst.assertAllSavedInOrder(signals)));
            device("high", 2, true);
            stage.awaitDevice(CAMERA, "simulated:low");
        }
        assertShort("a device of higher ranking", pauses);
    }

    @Test
    public void fromADeviceThatVanishesItIsTheOpeningOfTheNextAndOneFrame() throws Exception {
        device("low", 1, false);
        stage.camera(CAMERA, "idle.timeout", 0);
        List<Pause> pauses = new ArrayList<>();
        for (int i = 0; i < SWAPS; i++) {
            device("high", 2, false);
            stage.awaitDevice(CAMERA, "simulated:high");
            Burst burst = new Burst(CAMERA).fire(stage.capture(CAMERA), 8, Files.createTempDirectory(folder, "swap"));
            signals.await(burst.signals(CameraEvents.TOPIC_IMAGE_EXPOSED), 3);
            device("high", 2, true);
            pauses.add(pause(burst.assertAllSavedInOrder(signals)));
        }
        assertShort("an unplugged device", pauses);
    }
}
