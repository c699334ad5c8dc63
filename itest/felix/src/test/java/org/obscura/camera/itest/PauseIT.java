package org.obscura.camera.itest;

import static org.junit.Assert.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

import org.junit.Test;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CameraEvents;
import org.obscura.camera.itest.Burst.Picture;
import org.obscura.camera.itest.support.TestPatternReading;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;

/**
 * How long no image is taken at a swap, read from the images: each holds the number of its frame and the time of its exposure. The
 * first image of the new device must hold the first frame that it exposes after opening, number 1, one frame interval after it is open:
 * then no frame of it is lost. And from the last image of the old device until the new one is being opened less than a frame interval of
 * the old one may pass.
 */
@ExamReactorStrategy(PerClass.class)
public class PauseIT extends FelixTestBase {
    private static final String CAMERA = "paused";
    private static final int SWAPS = 7;
    private static final int INTERVAL_MILLIS = 100;
    private static final int OPENING_MILLIS = 150;
    /**
     * On a machine that is too slow for one, it is done again so many times slower; a system that leaves frames out does so at any pace.
     */
    private static final int[] PACES = {1, 5, 20};

    private int pace;

    /** The pause of a swap. */
    private record Pause(long millis, long framesLost) {
    }

    /** Swaps again and again. */
    private interface Swaps {
        List<Pause> pauses() throws Exception;
    }

    private void device(String name, int ranking, boolean unplug) throws Exception {
        fixture.device(name, "service.ranking", ranking, "frame.rate", 1000.0 / (pace * INTERVAL_MILLIS), "open.latency",
                pace * OPENING_MILLIS,
                "resolutions", "320x240", "unplug", unplug);
    }

    private static Pause pause(List<Picture> pictures) {
        String old = pictures.get(0).device();
        int first = 0;
        while (pictures.get(first).device().equals(old)) {
            first++;
        }
        TestPatternReading before = pictures.get(first - 1).strip();
        TestPatternReading after = pictures.get(first).strip();
        return new Pause(after.exposedMillis() - before.exposedMillis(), after.frame() - 1);
    }

    private void assertShort(String what, Swaps swaps) throws Exception {
        String found = "";
        for (int each : PACES) {
            pace = each;
            List<Pause> pauses = swaps.pauses();
            long handover = usual(pauses, Pause::millis) - pace * OPENING_MILLIS - pace * INTERVAL_MILLIS;
            found = "Pause at " + what + ", ms: " + pauses.stream().map(Pause::millis).toList() + "; opening takes " + pace * OPENING_MILLIS
                    + ", a frame "
                    + pace * INTERVAL_MILLIS + "; median beyond these " + handover + " ms; frames of the new device lost: "
                    + pauses.stream().map(Pause::framesLost).toList();
            System.out.println(found);
            if (usual(pauses, Pause::framesLost) == 0 && handover < pace * INTERVAL_MILLIS) {
                return;
            }
        }
        fail("In the usual case the new device lost a frame, or more than a frame passed beyond opening and first frame. " + found);
    }

    private static long usual(List<Pause> pauses, ToLongFunction<Pause> figure) {
        return pauses.stream().mapToLong(figure).sorted().skip(pauses.size() / 2).findFirst().orElseThrow();
    }

    @Test
    public void toADeviceOfHigherRankingItIsItsOpeningAndOneFrame() throws Exception {
        assertShort("a device of higher ranking", () -> {
            device("low", 1, false);
            fixture.camera(CAMERA, "idle.timeout", 0);
            List<Pause> pauses = new ArrayList<>();
            for (int i = 0; i < SWAPS; i++) {
                fixture.awaitDevice(CAMERA, "simulated:low");
                pauses.add(pauseAt(() -> device("high", 2, false)));
                device("high", 2, true);
            }
            return pauses;
        });
    }

    @Test
    public void fromADeviceThatVanishesItIsTheOpeningOfTheNextAndOneFrame() throws Exception {
        assertShort("an unplugged device", () -> {
            device("low", 1, false);
            fixture.camera(CAMERA, "idle.timeout", 0);
            List<Pause> pauses = new ArrayList<>();
            for (int i = 0; i < SWAPS; i++) {
                device("high", 2, false);
                fixture.awaitDevice(CAMERA, "simulated:high");
                pauses.add(pauseAt(() -> device("high", 2, true)));
            }
            return pauses;
        });
    }

    /** Something that happens to the devices. */
    private interface Swap {
        void run() throws Exception;
    }

    private Pause pauseAt(Swap swap) throws Exception {
        CameraCapture capture = fixture.capture(CAMERA);
        Path pictures = Files.createTempDirectory(folder, "swap");
        Burst burst = new Burst(CAMERA).fire(capture, 8, pictures);
        eventLog.await(burst.events(CameraEvents.TOPIC_IMAGE_EXPOSED), 3);
        swap.run();
        burst.fire(capture, 1, pictures); // the new device takes one also where all of the burst was done before
        return pause(burst.assertAllSavedInOrder(eventLog));
    }
}
