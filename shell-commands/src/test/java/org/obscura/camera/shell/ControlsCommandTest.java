package org.obscura.camera.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.obscura.camera.ControlInfo;
import org.obscura.camera.ControlInfo.Kind;
import org.obscura.camera.ControlInfo.Trait;

class ControlsCommandTest {
    private final FakeCamera camera = new FakeCamera("default");

    @Test
    void listsTheControlsOfTheDevice() throws Exception {
        camera.supportedControls = List.of(ControlInfo.choice("exposure.mode", "Exposure", List.of("auto", "manual")).withValue("auto"),
                ControlInfo.range("image.brightness", Kind.NUMBER, "Brightness", -64, 64, "").withStep(1.0).withDefault(0.0).withValue(12.0)
                        .withTraits(Set.of(Trait.READ_ONLY, Trait.INACTIVE)));
        camera.setControl("exposure.mode", "manual");
        camera.setControl("zoom", 2.0);
        try (Console console = new Console(new ControlsCommand(FakeCamera.cameras(camera)))) {
            assertEquals("""
                    CONTROL           VALUE  SET     RANGE                               DEFAULT  UNIT  TRAITS
                    exposure.mode     auto   manual  auto, manual                        -        -     -
                    image.brightness  12     -       -64 to 64 by 1                      0        -     read-only, inactive
                    zoom              -      2       not a control of the device in use  -        -     -
                    """, console.run("camera:controls"));
            assertEquals(3, console.run("camera:controls --json").split("\"control\": ").length - 1);
        }
    }

    @Test
    void timesAreShownAsTheyAreSet() throws Exception {
        camera.supportedControls = List.of(ControlInfo.range("exposure.time", Kind.DURATION, "Time", 0.0001, 0.5, "s").withStep(0.0001)
                .withValue(Duration.ofNanos(250_000)).withDefault(Duration.ofMillis(10)),
                ControlInfo.range("image.gamma", Kind.NUMBER, "Gamma", 0.00001, 2.5, "").withValue(1e7).withDefault(1e300));
        camera.setControl("exposure.time", Duration.ofNanos(16_666_667));
        try (Console console = new Console(new ControlsCommand(FakeCamera.cameras(camera)))) {
            assertEquals("""
                    CONTROL        VALUE     SET   RANGE                    DEFAULT  UNIT  TRAITS
                    exposure.time  0.25ms    1/60  0.1ms to 500ms by 0.1ms  10ms     -     -
                    image.gamma    10000000  -     0.00001 to 2.5           1E+300   -     -
                    """, console.run("camera:controls"));
            assertTrue(console.run("camera:controls --json").contains("\"value\": \"0.25ms\", \"set\": \"1/60\""));
        }
    }

    @Test
    void theInformationHasThemAsTheyAreSet() throws Exception {
        camera.setControl("exposure.time", Duration.ofNanos(333_333_333));
        camera.setControl("zoom", 2.0);
        try (Console console = new Console(new InfoCommand(FakeCamera.cameras(camera)))) {
            String text = console.run("camera:info");
            assertTrue(text.contains("exposure.time = 1/3\n") && text.contains("zoom = 2\n"), text);
            String json = console.run("camera:info --json");
            assertTrue(json.contains("\"exposure.time\": \"1/3\"") && json.contains("\"zoom\": 2"), json);
        }
    }

    @Test
    void saysWhatTheDeviceDoesNotAcceptOnceForEachChange() throws Exception {
        String zoom = "the control zoom=99 becomes 8: it must be 1 to 8 x";
        try (Console console = new Console(new ControlCommand(FakeCamera.cameras(camera)),
                new ControlsCommand(FakeCamera.cameras(camera)))) {
            camera.unsupported = () -> camera.getControls().containsKey("zoom") ? List.of(zoom) : List.of();
            console.run("camera:control zoom=99");
            console.run("camera:control pan=1");
            assertEquals("Camera default: " + zoom + "\n", console.errors());
            console.run("camera:control");
            console.run("camera:controls");
            assertEquals(("Camera default: " + zoom + "\n").repeat(3), console.errors(), "without settings they list all");
        }
    }

    @Test
    void saysThatThereIsNone() throws Exception {
        try (Console console = new Console(new ControlsCommand(FakeCamera.cameras(camera)))) {
            assertEquals("The device simulated:front has no controls\n", console.run("camera:controls"));
            camera.device = null;
            assertEquals("There is no device, and so no control\n", console.run("camera:controls"));
        }
    }

    @Test
    void setsAllOrNone() throws Exception {
        camera.setControl("zoom", "2");
        try (Console console = new Console(new ControlCommand(FakeCamera.cameras(camera)))) {
            assertThrows(IllegalArgumentException.class, () -> console.run("camera:control --reset pan=1 tilt=" + FakeCamera.REFUSED));
            assertEquals(Map.of("zoom", "2"), camera.getControls());
        }
    }

    @Test
    void setsAndResetsControls() throws Exception {
        try (Console console = new Console(new ControlCommand(FakeCamera.cameras(camera)))) {
            assertEquals("exposure.time  1/250\nzoom           2\n", console.run("camera:control exposure.time=1/250 zoom=2"));
            assertEquals("the controls ended with this program, unused. Run several commands as one line of script, such as "
                    + "'camera:resolution 640x480; camera:capture', or write controls into a file such as "
                    + "conf/org.obscura.camera-default.cfg", console.session().get("camera.setting"));
            assertEquals("exposure.time  1/250\n", console.run("camera:control zoom="));
            assertEquals("zoom  3\n", console.run("camera:control --reset zoom=3"));
            assertEquals(Map.of("zoom", "3"), camera.getControls());
            for (String line : List.of("camera:control --reset", "camera:control")) {
                assertEquals("No control is set; the device has its own values\n", console.run(line));
                assertEquals("{}\n", console.run(line + " --json"));
            }
            assertEquals("'zoom' is not of the form KEY=VALUE, such as exposure.time=1/250; zoom= leaves it to the device",
                    assertThrows(IllegalArgumentException.class, () -> console.run("camera:control zoom")).getMessage());
        }
    }
}
