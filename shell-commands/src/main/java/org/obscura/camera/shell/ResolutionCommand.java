package org.obscura.camera.shell;

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

    @Descriptor("Shows the picture size of a camera and those that its device offers, or sets it for requests from now on")
    public void resolution(CommandSession session,
            @Descriptor("the camera (default: the only one, or 'default')") @Parameter(names = {"-c", "--camera"},
                    absentValue = "") String camera,
            @Descriptor("the new size, such as 1280x720, or auto: the device chooses") Optional<String> size) {
        Camera found = cameras.find(camera);
        if (size.isPresent()) {
            found.getImageCapture().setResolution(size.get().equalsIgnoreCase(AUTO) ? null : Resolution.parse(size.get()));
        }
        Resolution set = found.getImageCapture().getResolution();
        session.getConsole().println(Objects.requireNonNullElse(set, AUTO));
        if (size.isEmpty()) {
            found.getSupportedResolutions().forEach(offered -> session.getConsole().println((offered.equals(set) ? "* " : "  ") + offered));
        } else if (set != null && !found.getSupportedResolutions().isEmpty() && !found.getSupportedResolutions().contains(set)) {
            session.getConsole().println("Note: the device in use does not list this size; captures may fail with NOT_SUPPORTED");
        }
    }
}
