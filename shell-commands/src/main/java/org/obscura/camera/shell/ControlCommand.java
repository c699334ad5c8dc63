package org.obscura.camera.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.obscura.camera.Camera;
import org.obscura.camera.CameraCapture;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code camera:control}. */
@Component(service = Function.class)
@GogoCommand(scope = Command.SCOPE, function = "control")
public class ControlCommand extends Command {
    private final Cameras cameras;

    @Activate
    public ControlCommand(@Reference Cameras cameras) {
        this.cameras = cameras;
    }

    // @formatter:off one annotation a line
    @Descriptor("Sets controls for the requests from now on, then lists those that are set")
    public void control(CommandSession session,
            @Descriptor("the camera (default: the only one, or 'default')") @Parameter(names = {"-c", "--camera"}, absentValue = "")
            @Label(value = "CAMERA", completion = Completion.CAMERA) String camera,
            @Descriptor("removes all controls that are set, before others are set") @Parameter(names = "--reset", presentValue = "true",
                    absentValue = "false") boolean reset,
            @Descriptor("prints JSON") @Parameter(names = "--json", presentValue = "true", absentValue = "false") boolean json,
            @Descriptor("a control and its value, such as image.brightness=20; without value: removes it")
            @Label(value = "KEY=VALUE", completion = Completion.CONTROL_SETTING) String... settings) {
        // @formatter:on
        Camera found = cameras.find(camera);
        CameraCapture capture = found.getImageCapture();
        Map<String, String> values = new LinkedHashMap<>();
        if (reset) {
            capture.getControls().keySet().forEach(key -> values.put(key, ""));
        }
        values.putAll(ArgumentConverter.controls(settings));
        List<String> known = values.isEmpty() ? List.of() : found.getUnsupportedControls();
        capture.setControls(toSet(values));
        if (settings.length > 0) {
            TransientSetting.noteKey(session, "the controls", "controls", found.getId());
        }
        Table table = new Table();
        Map<String, Object> shown = TextFormat.settings(capture.getControls());
        shown.forEach((key, value) -> table.row(key, value));
        print(session, json, shown,
                table.isEmpty() ? "No control is set; the device has its own values" + System.lineSeparator() : table);
        ControlsCommand.reportUnsupported(found, known);
    }
}
