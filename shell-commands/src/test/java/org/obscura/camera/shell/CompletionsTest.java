package org.obscura.camera.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.apache.felix.service.command.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.obscura.camera.ControlInfo;
import org.obscura.camera.shell.completion.Proposal;
import org.obscura.camera.spi.CameraBackend.BackendState;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentServiceObjects;

class CompletionsTest {
    private final FakeCamera front = new FakeCamera("front");
    private final FakeCamera gate = new FakeCamera("gate");
    private final Cameras cameras = FakeCamera.cameras(front, gate);
    private final Devices devices = new Devices();
    private final Triggers triggers = new Triggers();
    private final Completions completions = new Completions(cameras, devices, new Outboxes(), triggers);
    private final CaptureCommand capture = new CaptureCommand(cameras);
    private final ComponentServiceObjects<Function> captureService = service(capture);

    @BeforeEach
    void addCommands() {
        completions.addFunction(captureService);
        completions.addFunction(service(new MetadataCommand(cameras)));
        completions.addFunction(service(new UseCommand(cameras, devices)));
        completions.addFunction(service(new TriggersCommand(triggers)));
        completions.addFunction(service(new HelpCommand(completions)));
        completions.addFunction(service((session, arguments) -> null));
    }

    private static ComponentServiceObjects<Function> service(Function function) {
        return new ComponentServiceObjects<>() {
            @Override
            public Function getService() {
                return function;
            }

            @Override
            public void ungetService(Function service) {
                throw new UnsupportedOperationException();
            }

            @Override
            public ServiceReference<Function> getServiceReference() {
                throw new UnsupportedOperationException();
            }
        };
    }

    private List<String> words(String command, String... typed) {
        return completions.complete(command, List.of(typed)).stream().map(Proposal::word).toList();
    }

    @Test
    void optionsAreProposedBehindADash() {
        assertTrue(words("capture", "--c").containsAll(List.of("--camera", "--count", "--control", "--catch-up")));
        assertEquals(List.of("--help"), words("use", "--h"));
        assertEquals(List.of(), words("capture", "--", "--c"));
    }

    @Test
    void valuesAreProposedBehindAnOption() {
        assertEquals(List.of("front", "gate"), words("capture", "-c", ""));
        assertEquals(List.of("gate"), words("capture", "-n", "2", "-c", "g"));
        assertEquals(List.of("overwrite"), words("capture", "--existing", "o"));
        assertEquals(List.of("1280x720"), words("capture", "-r", "12"));
        assertEquals(List.of("png"), words("capture", "-f", "p"));
        assertEquals(List.of(), words("capture", "-n", ""));
    }

    @Test
    void settingsGoOnBehindTheEqualsSign() {
        front.supportedControls = List.of(ControlInfo.choice("focus.mode", "Focus", List.of("auto", "manual")));
        assertEquals(List.of(new Proposal("focus.mode=", "auto, manual", false)),
                completions.complete("capture", List.of("--control", "fo")));
        assertEquals(List.of("Title="), words("metadata", "Ti"));
        gate.setMetadata("Title of mine", "x");
        assertEquals(List.of("Title of mine", "Title"), words("metadata", "-r", "Ti"));
    }

    @Test
    void theChoicesOfAControlAreProposedBehindItsEqualsSign() {
        front.supportedControls = List.of(ControlInfo.choice("focus.mode", "Focus", List.of("auto", "continuous", "manual")),
                ControlInfo.of("v4l2.led1", ControlInfo.Kind.BOOLEAN, "LED"), ControlInfo.of("zoom", ControlInfo.Kind.NUMBER, "Zoom"));
        gate.supportedControls = List.of(ControlInfo.choice("focus.mode", "Focus", List.of("auto", "macro")));
        completions.addFunction(service(new ControlCommand(cameras)));
        assertEquals(List.of("focus.mode=auto", "focus.mode=continuous", "focus.mode=manual", "focus.mode=macro"),
                words("control", "focus.mode="));
        assertEquals(List.of(new Proposal("focus.mode=manual", "", true), new Proposal("focus.mode=macro", "", true)),
                completions.complete("capture", List.of("--control", "focus.mode=ma")));
        assertEquals(List.of("v4l2.led1=true", "v4l2.led1=false"), words("control", "zoom=2", "v4l2.led1="));
        assertEquals(List.of(new Proposal("v4l2.led1=", "true, false", false)), completions.complete("control", List.of("v4")));
        assertEquals(List.of("zoom="), words("control", "zoom="));
        assertEquals(List.of(), words("control", "zoom=2"));
    }

    @Test
    void theOtherChoicesAreProposedBehindEachCommaOfABracket() {
        front.supportedControls = List.of(ControlInfo.choice("focus.mode", "Focus", List.of("auto", "manual", "macro")));
        assertEquals(List.of(new Proposal("focus.mode=auto", "", false)),
                completions.complete("capture", List.of("--bracket", "focus.mode=a")));
        assertEquals(List.of("focus.mode=macro,auto", "focus.mode=macro,manual"), words("capture", "--bracket", "focus.mode=macro,"));
        assertEquals(List.of("focus.mode=macro,auto,manual"), words("capture", "--bracket", "focus.mode=macro,auto,m"));
        assertEquals(List.of(), words("capture", "--control", "focus.mode=macro,a"));
    }

    @Test
    void devicesAndBackendsAreTargets() {
        FakeDevice.add(devices, front.device, 1);
        devices.addBackend(new FakeDevice.Backend("simulated", BackendState.OK, ""));
        assertEquals(List.of("simulated:front", "simulated", "any"), words("use", "front", ""));
        assertEquals(List.of("simulated:front", "simulated"), words("use", "s"), "the camera may be left out");
        assertEquals(List.of(), words("use", "front", "any", ""));
    }

    @Test
    void triggersAreProposedToShowAndToFire() {
        triggers.addTrigger(new TriggersCommandTest.FakeTrigger("yard", null));
        triggers.addTrigger(new TriggersCommandTest.FakeTrigger("gate", null));
        assertEquals(List.of("gate", "yard"), words("triggers", ""));
        assertEquals(List.of("yard"), words("triggers", "--fire", "y"));
    }

    @Test
    void theHelpListsTheCommandsAndTheirOptions() {
        assertEquals(List.of("metadata"), words("help", "m"));
        assertTrue(completions.getHelp(null).startsWith("camera:capture   Takes images"), completions.getHelp(null));
        assertEquals(capture.spec().help(), completions.getHelp("camera:capture"));
        assertEquals("There is no camera command 'captrue'; did you mean capture?",
                assertThrows(IllegalArgumentException.class, () -> completions.getHelp("captrue")).getMessage());
        completions.removeFunction(captureService);
        assertEquals(List.of(), words("capture", "-"));
    }
}
