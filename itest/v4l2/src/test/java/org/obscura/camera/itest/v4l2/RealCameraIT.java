package org.obscura.camera.itest.v4l2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The runnable jar with a camera of the Linux kernel, the real native grabber between them. The virtual machine is booted once, runs
 * {@code src/test/guest/scenario.sh} and records; this class checks the results.
 */
class RealCameraIT {
    /** What the guest's configuration says, see {@code src/test/guest/conf}. */
    private static final int FRAME_TIMEOUT = 15_000;
    private static final int DEVICE_TIMEOUT = 5_000;
    private static final int OPEN_TIMEOUT = 120_000;
    /**
     * What an emulated processor may need to kill a process, print an error and see it printed, while the real one is busy with other
     * things.
     */
    private static final int SLOWNESS = 60_000;
    /**
     * Far above what the signals of these captures and the faults make, far below what the native library writes in one second when its
     * stream has died.
     */
    private static final int LOG_BYTES = 64 * 1024;

    private static final Path RECORDS = Path.of("target/guest").toAbsolutePath();

    private static Guest guest;

    @BeforeAll
    static void runTheScenario() throws Exception {
        guest = Guest.run(RECORDS, "scenario.sh", Path.of(System.getProperty("obscura.jar")).toRealPath().toString(), RECORDS.toString());
    }

    /** No camera is selected: the real one wins over the simulated one, which is registered sooner. */
    @Test
    void oneCommandTakesOnePictureAndLeavesNothingBehind() throws IOException {
        assertEquals("0", guest.value("one-shot", "exit"), guest.output("one-shot"));
        assertEquals("640x480", ImageReading.read(guest.file("one-shot.jpg")).size());
        assertEquals("true", guest.value("one-shot", "released"), "the camera is still open after the command has ended");
    }

    @Test
    void theCameraIsListed() throws IOException {
        assertTrue(guest.output("devices").contains("vivid"), guest.output("devices"));
        assertTrue(guest.output("devices").contains("webcam"), guest.output("devices"));
    }

    @Test
    void nodesThatGiveNoPicturesAreNotListed() throws IOException {
        assertEquals(4, guest.output("nodes").strip().split(" ").length, guest.output("nodes"));
        assertEquals(1, guest.output("devices").lines().filter(line -> line.startsWith("webcam:")).count(), guest.output("devices"));
    }

    @ParameterizedTest
    @CsvSource({"first.jpg,640x480", "png.png,640x480", "jpeg-720p.jpg,1280x720", "png-720p.png,1280x720"})
    void aPictureHasTheFormatAndSizeAskedFor(String name, String size) throws IOException {
        Path file = guest.file(name);
        assertTrue(guest.output(name.substring(0, name.indexOf('.'))).contains(file.toString()), "its path is printed");
        byte[] start = Files.readAllBytes(file);
        boolean isPng = start[0] == (byte) 0x89 && start[1] == 'P' && start[2] == 'N' && start[3] == 'G';
        boolean isJpeg = start[0] == (byte) 0xFF && start[1] == (byte) 0xD8;
        assertTrue(name.endsWith("png") ? isPng : isJpeg, "the file begins like one of its format");
        assertEquals(size, ImageReading.read(file).size());
    }

    @Test
    void twoCapturesHoldDifferentFrames() throws IOException {
        int different = ImageReading.read(guest.file("first.jpg")).clockDifference(ImageReading.read(guest.file("second.jpg")));
        assertTrue(different > 20, "the running clock differs in " + different + " pixels");
    }

    @ParameterizedTest
    @CsvSource({"one-shot.jpg,6", "png.png,1", "first.jpg,6", "png-720p.png,1", "jpeg-720p.jpg,6", "after-red.jpg,6"})
    void coloursAreThoseTheKernelGivesOut(String name, int tolerance) throws IOException {
        List<Color> expected = ImageReading.readRgb(guest.file("reference.rgb"), 640, 480).bars();
        List<Color> found = ImageReading.read(guest.file(name)).bars();
        for (int i = 0; i < expected.size(); i++) {
            assertTrue(ImageReading.distance(expected.get(i), found.get(i)) <= tolerance,
                    "bar " + i + " is " + found.get(i) + " instead of " + expected.get(i));
        }
    }

    /** The driver's card turned red just before the request: an older frame would show the bars. */
    @Test
    void redIsRedAndTheFrameWasExposedAfterTheRequest() throws IOException {
        for (Color bar : ImageReading.read(guest.file("red.png")).bars()) {
            assertTrue(bar.getRed() > 200 && bar.getGreen() < 40 && bar.getBlue() < 40, bar.toString());
        }
    }

    @Test
    void aSizeTheCameraDoesNotHaveIsRefusedAndHarmsNothing() throws IOException {
        assertFailed("wrong-size", OPEN_TIMEOUT);
        assertTrue(guest.output("wrong-size").contains("NOT_SUPPORTED") && guest.output("wrong-size").contains("641x481"),
                guest.output("wrong-size"));
        assertWorks("after-wrong-size");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fatal", "dropped", "disconnected"})
    void aFaultOfTheOpenCameraFailsOneCaptureInTimeAndTheNextWorks(String fault) throws IOException {
        assertFailed(fault, FRAME_TIMEOUT);
        assertWorks("after-" + fault);
    }

    @ParameterizedTest
    @CsvSource({"streamon,did not start", "busy,in use by v4l2-ctl"})
    void aCameraThatDoesNotOpenFailsOneCaptureAndTheNextWorks(String fault, String reason) throws IOException {
        assertFailed(fault, OPEN_TIMEOUT);
        assertTrue(guest.output(fault).contains(reason), guest.output(fault));
        assertWorks("after-" + fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unbound", "removed"})
    void aCameraThatIsGoneFailsTheCaptureAndWorksAgainWhenItIsBack(String fault) throws IOException {
        assertFailed(fault, DEVICE_TIMEOUT);
        assertTrue(guest.output(fault).contains("was disconnected or is no longer available"), guest.output(fault));
        assertWorks("after-" + fault);
    }

    @Test
    void aRemovedCameraIsListedNoLongerUntilItIsBack() throws IOException {
        assertFalse(guest.output("devices-removed").contains("webcam:vivid"), guest.output("devices-removed"));
        assertTrue(guest.output("back-removed").contains("webcam:vivid"), guest.output("back-removed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fatal", "dropped", "disconnected", "unbound", "streamon", "busy", "removed"})
    void aFaultLeavesNoProcessAndNoFileBehind(String fault) throws IOException {
        assertTrue(guest.number("vitals-" + fault, "children") <= guest.number("before", "children"), "child processes");
        assertTrue(guest.number("vitals-" + fault, "files") <= guest.number("before", "files"),
                "open files " + guest.openFiles("vitals-" + fault) + ", before " + guest.openFiles("before"));
    }

    @Test
    void allFaultsTogetherLeaveNoThreadBehind() throws IOException {
        List<String> more = new ArrayList<>(guest.threads("end"));
        guest.threads("before").forEach(more::remove);
        assertEquals(List.of(), more, "threads more than before");
    }

    @Test
    void faultsDoNotFloodTheLog() throws IOException {
        long bytes = guest.number("end", "log.bytes");
        assertTrue(bytes < LOG_BYTES, bytes + " bytes were printed");
    }

    @Test
    void aKilledFrameworkTakesItsChildrenWithIt() throws IOException {
        assertTrue(guest.number("killed", "children") > 0, "there was a child to leave behind");
        assertEquals("true", guest.value("killed", "released"), "the camera is still open");
        assertEquals("", Files.readString(guest.file("killed.processes")));
    }

    private static void assertFailed(String step, int limit) throws IOException {
        assertEquals("false", guest.value(step, "timeout"), "the command did not return");
        assertTrue(guest.number(step, "millis") < limit + SLOWNESS, "failed only after " + guest.value(step, "millis") + " ms");
        assertFalse(Files.exists(guest.file(step + ".jpg")), "a picture was saved: " + guest.output(step));
        assertTrue(guest.output(step).contains("CAPTURE_FAILED"), guest.output(step));
        assertFalse(guest.output(step).contains("Exception") || guest.output(step).contains("\tat "), guest.output(step));
    }

    private static void assertWorks(String step) throws IOException {
        assertTrue(guest.output(step).contains("IMAGE_SAVED"), guest.output(step));
        assertEquals("640x480", ImageReading.read(guest.file(step + ".jpg")).size());
    }
}
