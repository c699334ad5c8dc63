package org.obscura.camera.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.obscura.camera.Camera;
import org.obscura.camera.Resolution;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code camera:resolution}. */
@Component(service = Function.class)
@GogoCommand(scope = Command.SCOPE, function = "resolution")
public class ResolutionCommand extends Command {
    private static final String AUTO = "auto";
    private final Cameras cameras;

    @Activate
    public ResolutionCommand(@Reference Cameras cameras) {
        this.cameras = cameras;
    }

    // @formatter:off one annotation a line
    @Descriptor("Shows the image size of a camera and those that its device offers, or sets it for the requests from now on")
    public void resolution(CommandSession session,
            @Descriptor("the camera (default: the only one, or 'default')") @Parameter(names = {"-c", "--camera"}, absentValue = "")
            @Label(value = "CAMERA", completion = Completion.CAMERA) String camera,
            @Descriptor("prints JSON") @Parameter(names = "--json", presentValue = "true", absentValue = "false") boolean json,
            @Descriptor("the new size, such as 1280x720, or auto: that of the configuration, else the device chooses")
            @Label(value = "SIZE", completion = Completion.RESOLUTION) Optional<String> size) {
        // @formatter:on
        Camera found = cameras.find(camera);
        Resolution wanted = size.filter(text -> !text.equalsIgnoreCase(AUTO)).map(Resolution::parse).orElse(null);
        if (size.isPresent()) {
            found.getImageCapture().setResolution(wanted);
            TransientSetting.noteKey(session, "the resolution", wanted == null ? "an empty resolution" : "resolution = " + wanted,
                    found.getId());
        }
        Resolution set = found.getImageCapture().getResolution();
        List<Resolution> offered = found.getSupportedResolutions();
        String line = System.lineSeparator();
        StringBuilder text = new StringBuilder().append(Objects.requireNonNullElse(set, AUTO)).append(line);
        if (size.isEmpty()) {
            offered.forEach(each -> text.append(each.equals(set) ? "* " : "  ").append(each).append(line));
        } else if (!Objects.equals(set, wanted)) {
            text.append("Note: this is the size in the configuration of the camera; change 'resolution' there").append(line);
        } else if (set != null && !offered.isEmpty() && !offered.contains(set)) {
            text.append("Note: the device in use does not list this size; captures may fail with NOT_SUPPORTED").append(line);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("resolution", Objects.requireNonNullElse(set, AUTO));
        all.put("resolutions", offered);
        print(session, json, all, text);
    }
}
