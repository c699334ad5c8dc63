package org.obscura.camera.itest.v4l2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.itest.v4l2.usb.UsbIpServer;

/**
 * The controls of cameras of the Linux kernel by the runnable jar, and what becomes of requests when a USB camera is unplugged. The virtual
 * machine is booted once, runs {@code src/test/guest/controls.sh} and records; this class checks the results.
 */
class ControlsIT {
    private static final Path RECORDS = Path.of("target/controls").toAbsolutePath();
    /** What {@code v4l2-ctl -L} prints of a control: name, type, and what restricts it. */
    private static final Pattern LISTED = Pattern.compile(" +(\\w+) 0x\\w+ \\((\\w+)\\) *:(.*)");
    private static final List<String> TYPES = List.of("int", "int64", "bool", "menu", "intmenu", "str", "bitmask");
    /** What has a key of the API, of those that vivid has. */
    private static final Map<String, String> KEYS = Map.of("brightness", "image.brightness", "contrast", "image.contrast", "saturation",
            "image.saturation", "hue", "image.hue", "gain", "exposure.gain");
    private static final Pattern COMMENT = Pattern.compile("camera=(1-\\d) number=\\d+ ");
    /** Both programs take RGB; the means of bars are of other sizes. */
    private static final int ROUNDING = 1;

    private static Guest guest;

    @BeforeAll
    static void runTheScenario() throws Exception {
        Path images = Path.of("target/images").toAbsolutePath();
        UsbIpServer.main("draw", images.toString());
        guest = Guest.run(RECORDS, "controls.sh", Path.of(System.getProperty("obscura.jar")).toRealPath().toString(), RECORDS.toString(),
                Path.of(UsbIpServer.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString(), images.toString());
    }

    private static Map<String, String> controls(String step) throws IOException {
        Map<String, String> controls = new LinkedHashMap<>();
        for (String line : guest.output(step).lines().toList()) {
            Matcher control = LISTED.matcher(line);
            if (control.matches() && TYPES.contains(control.group(2)) && !line.contains("volatile")) {
                controls.put(control.group(1), control.group(2) + control.group(3));
            }
        }
        return controls;
    }

    private static Map<String, String> settable(String step) throws IOException {
        Map<String, String> controls = controls(step);
        controls.values().removeIf(text -> text.contains("read-only"));
        return controls;
    }

    @ParameterizedTest
    @ValueSource(strings = {"int", "int64", "bool", "menu", "intmenu", "str", "bitmask"})
    void everyControlOfAType_isListed(String type) throws IOException {
        int count = 0;
        for (Map.Entry<String, String> control : controls("before").entrySet()) {
            if (control.getValue().startsWith(type + " ")) {
                String key = KEYS.getOrDefault(control.getKey(), "v4l2." + control.getKey());
                assertTrue(guest.output("controls").contains("\"control\": \"" + key + "\""), key + " in " + guest.output("controls"));
                count++;
            }
        }
        assertTrue(count > 0, "vivid has controls of the type " + type);
    }

    @Test
    void rangesAndValuesAreThoseOfTheDriver() throws IOException {
        String controls = guest.output("controls");
        for (String expected : List.of("\"control\": \"image.brightness\", \"value\": 128, \"set\": null, \"range\": \"0 to 255 by 1\"",
                "\"control\": \"image.hue\", \"value\": 0, \"set\": null, \"range\": \"-128 to 128 by 1\"",
                "\"control\": \"v4l2.menu\", \"value\": \"Menu Item 3\", \"set\": null, "
                        + "\"range\": \"Menu Item 1, Menu Item 3, Menu Item 4\"",
                "\"control\": \"v4l2.integer_menu\", \"value\": \"5\", \"set\": null, \"range\": \"2, 3, 5, 8, 13, 21, 42\"",
                "\"control\": \"v4l2.boolean\", \"value\": true")) {
            assertTrue(controls.contains(expected), expected + " in " + controls);
        }
        assertTrue(controls.lines().anyMatch(line -> line.matches(".*\"v4l2.read_only_integer_32_bits\"[^}]*\"read-only\".*")), controls);
    }

    private static List<Color> bars(String name) throws IOException {
        return ImageReading.read(guest.file(name + ".png")).bars();
    }

    /** Each bar has the colour that the driver itself gives out with these controls, to another program. */
    private static void assertBars(String name, String reference) throws IOException {
        List<Color> expected = ImageReading.readRgb(guest.file(reference + ".rgb"), 640, 480).bars();
        for (int bar = 0; bar < expected.size(); bar++) {
            assertTrue(ImageReading.distance(expected.get(bar), bars(name).get(bar)) <= ROUNDING,
                    "bar " + bar + " of " + name + " is " + bars(name).get(bar) + ", not " + expected.get(bar));
        }
    }

    private static double luma(String name) throws IOException {
        return bars(name).stream().mapToDouble(bar -> 0.299 * bar.getRed() + 0.587 * bar.getGreen() + 0.114 * bar.getBlue()).average()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"brightness-64", "brightness-192", "contrast-64", "contrast-192"})
    void savedFileHasTheControlsOfItsRequest(String name) throws IOException {
        assertBars(name, name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"brightness", "contrast"})
    void meanLumaFollowsTheControl(String control) throws IOException {
        double low = luma(control + "-64");
        double middle = luma("plain");
        double high = luma(control + "-192");
        assertTrue(low + 15 < middle && middle + 15 < high, low + ", " + middle + ", " + high);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "plain-again"})
    void requestWithoutControlsHasThoseOfTheDevice(String name) throws IOException {
        assertBars(name, "plain");
    }

    @Test
    void controlThatAnotherProgramChangesIsReportedAndSetAgainForRequestsThatNameIt() throws IOException {
        assertBars("set", "set");
        assertBars("kept", "set");
        String report = "Another program has changed image.brightness to 200";
        assertTrue(guest.output("kept").contains(report), guest.output("kept"));
        assertEquals(1, guest.output("framework").split(report, -1).length - 1, "reports");
    }

    @Test
    void laterRequestsHaveWhatTheOtherProgramSet() throws IOException {
        assertBars("left", "left");
        assertBars("foreign", "foreign");
    }

    @Test
    void closedCameraIsAsItWasFoundButForTheOtherProgram() throws IOException {
        Map<String, String> expected = settable("before");
        expected.replaceAll((name, text) -> name.equals("brightness") ? text.replace("value=128", "value=200")
                : name.equals("contrast") ? text.replace("value=128", "value=64") : text);
        assertEquals(expected, settable("after"));
    }

    @Test
    void exposureOfAUsbCameraReachesItAndTheFile() throws Exception {
        String file = Files.readString(guest.file("usb.jpg"), StandardCharsets.ISO_8859_1);
        assertTrue(file.contains(" ae_mode=1 exposure=100 ") && file.contains(" zoom=200 "), "the comment of the camera");
        Process exiftool = new ProcessBuilder("exiftool", "-s", "-s", "-ExposureTime", "-ExposureMode", "-ExposureProgram",
                "-DigitalZoomRatio", guest.file("usb.jpg").toString()).redirectErrorStream(true).start();
        String read = new String(exiftool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, exiftool.waitFor(), read);
        assertEquals(List.of("ExposureTime: 1/100", "ExposureMode: Manual", "ExposureProgram: Manual"), read.lines().toList());
    }

    @Test
    void requestsMoveToAnotherCameraWhenTheirsIsUnplugged() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(RECORDS)) {
            files = all.filter(file -> file.getFileName().toString().matches("swap.*\\.jpg")).sorted().toList();
        }
        assertEquals(200, files.size(), "images");
        List<String> used = new ArrayList<>();
        Set<String> exposures = new HashSet<>();
        for (Path file : files) {
            Matcher comment = COMMENT.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
            assertTrue(comment.find(), file + " has the comment of a camera");
            assertTrue(exposures.add(comment.group()), comment.group() + " is stored twice");
            used.add(comment.group(1));
            assertEquals("640x480", ImageReading.read(file).size());
        }
        long changes = IntStream.range(1, used.size()).filter(i -> !used.get(i).equals(used.get(i - 1))).count();
        assertTrue(changes >= 3, "the camera changed " + changes + " times: " + used);
        assertFalse(guest.output("framework").contains("CAPTURE_FAILED"), guest.output("framework"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ustreamer-stream", "ustreamer-snapshot"})
    void imageOfAnotherProgramThatServesTheCamera_isSavedAsItSentIt(String name) throws IOException {
        String file = Files.readString(guest.file(name + ".jpg"), StandardCharsets.ISO_8859_1);
        assertTrue(COMMENT.matcher(file).find(), "the comment of the camera");
        assertEquals("640x480", ImageReading.read(guest.file(name + ".jpg")).size());
    }
}
