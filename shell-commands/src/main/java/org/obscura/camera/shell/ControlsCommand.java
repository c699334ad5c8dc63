package org.obscura.camera.shell;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.obscura.camera.Camera;
import org.obscura.camera.ControlInfo;
import org.obscura.camera.ControlInfo.Kind;
import org.obscura.camera.support.config.ValueText;
import org.obscura.camera.support.text.Printable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code camera:controls}. */
@Component(service = Function.class)
@GogoCommand(scope = Command.SCOPE, function = "controls")
public class ControlsCommand extends Command {
    private final Cameras cameras;

    @Activate
    public ControlsCommand(@Reference Cameras cameras) {
        this.cameras = cameras;
    }

    @Descriptor("Lists the controls of the device in use: VALUE is that of the last frame, SET is for the requests from now on")
    public void controls(CommandSession session,
            @Descriptor("prints JSON") @Parameter(names = "--json", presentValue = "true", absentValue = "false") boolean json,
            @Descriptor("the camera (default: the only one, or 'default')") @Label(value = "CAMERA",
                    completion = Completion.CAMERA) Optional<String> camera) {
        Camera found = cameras.find(TextFormat.orNull(camera));
        List<ControlInfo> controls = found.getSupportedControls();
        Map<String, Object> set = found.getImageCapture().getControls();
        Table table = new Table("CONTROL", "VALUE", "SET", "RANGE", "DEFAULT", "UNIT", "TRAITS");
        for (ControlInfo control : controls) {
            boolean isTime = control.kind() == Kind.DURATION;
            table.row(control.key(), TextFormat.setting(control.value()), TextFormat.setting(set.get(control.key())), range(control),
                    TextFormat.setting(control.defaultValue()), isTime ? null : TextFormat.orNull(control.unit()),
                    control.traits().stream().sorted()
                            .map(trait -> trait.name().toLowerCase(Locale.ROOT).replace('_', '-')).toList());
        }
        // set for another device, or before there was one
        set.forEach((key, value) -> {
            if (controls.stream().noneMatch(control -> control.key().equals(key))) {
                table.row(key, null, TextFormat.setting(value), "not a control of the device in use", null, null, List.of());
            }
        });
        String none = found.getDevice().map(device -> "The device " + device.id() + " has no controls")
                .orElse("There is no device, and so no control");
        print(session, json, table.objects(), table.isEmpty() ? TextFormat.cell(none) + System.lineSeparator() : table);
        reportUnsupported(found, List.of());
    }

    /** Writes what the device does not accept of the controls that are set, a sentence for each, except those that were written. */
    static void reportUnsupported(Camera camera, List<String> written) {
        camera.getUnsupportedControls().stream().filter(sentence -> !written.contains(sentence))
                .forEach(sentence -> System.err.println(Printable.of("Camera " + camera.getId() + ": " + sentence)));
    }

    private static String range(ControlInfo control) {
        if (!control.choices().isEmpty()) {
            return String.join(", ", control.choices());
        }
        if (control.min() == null && control.max() == null) {
            return control.kind().name().toLowerCase(Locale.ROOT);
        }
        return bound(control, control.min()) + " to " + bound(control, control.max())
                + (control.step() == null || control.step() == 0 ? "" : " by " + bound(control, control.step()));
    }

    private static String bound(ControlInfo control, Double value) {
        return TextFormat.cell(value != null && control.kind() == Kind.DURATION
                ? ValueText.of(Duration.ofNanos(Math.round(value * 1e9))) : value);
    }
}
