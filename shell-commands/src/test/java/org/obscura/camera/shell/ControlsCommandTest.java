package org.obscura.camera.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
    void saysThatThereIsNone() throws Exception {
        try (Console console = new Console(new ControlsCommand(FakeCamera.cameras(camera)))) {
            assertEquals("The device simulated:front has no controls\n", console.run("camera:controls"));
            camera.device = null;
            assertEquals("There is no device, and so no control\n", console.run("camera:controls"));
        }
    }

    @Test
    void setsAndResetsControls() throws Exception {
        try (Console console = new Console(new ControlCommand(FakeCamera.cameras(camera)))) {
            assertEquals("exposure.time  1/250\nzoom           2\n", console.run("camera:control exposure.time=1/250 zoom=2"));
            assertEquals("the controls", console.session().get("camera.setting"));
            assertEquals("exposure.time  1/250\n", console.run("camera:control zoom="));
            assertEquals("zoom  3\n", console.run("camera:control --reset zoom=3"));
            assertEquals(Map.of("zoom", "3"), camera.getControls());
            assertEquals("'zoom' is not of the form KEY=VALUE, such as exposure.time=1/250",
                    assertThrows(IllegalArgumentException.class, () -> console.run("camera:control zoom")).getMessage());
        }
    }
}
