package org.obscura.camera.itest.v4l2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One camera that two backends find: offered once, by the one of the higher ranking, and by the other while that is stopped. The virtual
 * machine is booted once, runs {@code src/test/guest/takeover.sh} and records; this class checks the results.
 */
class TakeOverIT {
    private static final Path RECORDS = Path.of("target/takeover").toAbsolutePath();
    private static final int BURST = 40;
    /** Both programs take RGB; the means of bars are of other sizes. */
    private static final int ROUNDING = 1;

    private static Guest guest;

    @BeforeAll
    static void runTheScenario() throws Exception {
        guest = Guest.run(RECORDS, "takeover.sh", Path.of(System.getProperty("obscura.jar")).toRealPath().toString(), RECORDS.toString());
    }

    private static List<String> devices(String step) throws IOException {
        return guest.output(step).lines().filter(line -> line.matches("(v4l2|webcam):.*")).map(line -> line.replaceFirst(":.*", ""))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"both, v4l2", "stopped, webcam", "started, v4l2"})
    void cameraIsOfferedOnce(String step, String backend) throws IOException {
        assertEquals(List.of(backend), devices(step), guest.output(step));
    }

    @ParameterizedTest
    @CsvSource({"by-v4l2, dark", "by-webcam, dark", "plain-by-webcam, plain", "again-by-v4l2, plain"})
    void imageHasTheControlsOfItsRequest(String name, String reference) throws IOException {
        List<Color> expected = ImageReading.readRgb(guest.file(reference + ".rgb"), 640, 480).bars();
        List<Color> bars = ImageReading.read(guest.file(name + ".png")).bars();
        for (int bar = 0; bar < expected.size(); bar++) {
            assertTrue(ImageReading.distance(expected.get(bar), bars.get(bar)) <= ROUNDING,
                    "bar " + bar + " of " + name + " is " + bars.get(bar) + ", not " + expected.get(bar));
        }
    }

    @Test
    void webcamHasTheControlsOfTheDriver() throws IOException {
        String controls = guest.output("controls");
        for (String expected : List.of("\"control\": \"image.brightness\", \"value\": 128, \"set\": null, \"range\": \"0 to 255 by 1\"",
                "\"control\": \"image.hue\", \"value\": 0, \"set\": null, \"range\": \"-128 to 128 by 1\"",
                "\"control\": \"v4l2.integer_menu\", \"value\": \"5\", \"set\": null, \"range\": \"2, 3, 5, 8, 13, 21, 42\"",
                "\"control\": \"v4l2.string\"", "\"control\": \"v4l2.integer_64_bits\"")) {
            assertTrue(controls.contains(expected), expected + " in " + controls);
        }
    }

    @Test
    void valueOutOfRangeIsRefused() throws IOException {
        assertTrue(guest.output("wrong").contains("0 to 255"), guest.output("wrong"));
        assertFalse(Files.exists(guest.file("wrong.png")));
    }

    @Test
    void noRequestIsLostWhenTheCameraChangesHands() throws IOException {
        try (Stream<Path> files = Files.list(RECORDS)) {
            assertEquals(BURST, files.filter(file -> file.getFileName().toString().matches("burst.*\\.jpg")).count());
        }
        long failed = guest.output("framework").lines().filter(line -> line.contains("CAPTURE_FAILED")).count();
        assertEquals(1, failed, "the one that is out of range: " + guest.output("framework"));
    }

    @Test
    void controlsAreAsFound() throws IOException {
        assertEquals(settable("before"), settable("after"));
    }

    /** Without what the driver changes itself. */
    private static List<String> settable(String step) throws IOException {
        return guest.output(step).lines().filter(line -> line.matches(".* \\((int|int64|bool|menu|intmenu|str|bitmask)\\) *:.*"))
                .filter(line -> !line.contains("volatile") && !line.contains("read-only")).toList();
    }
}
