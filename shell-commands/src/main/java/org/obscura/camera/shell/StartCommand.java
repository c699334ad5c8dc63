package org.obscura.camera.shell;

import java.util.Optional;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.obscura.camera.Camera;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code camera:start}. */
@Component(service = Function.class)
@GogoCommand(scope = Command.SCOPE, function = "start")
public class StartCommand extends Command {
    private final Cameras cameras;

    @Activate
    public StartCommand(@Reference Cameras cameras) {
        this.cameras = cameras;
    }

    @Descriptor("Starts a camera, so that it takes images")
    public void start(CommandSession session, @Descriptor("the camera (default: the only one, or 'default')") @Label(value = "CAMERA",
            completion = Completion.CAMERA) Optional<String> camera) {
        Camera found = cameras.find(TextFormat.orNull(camera));
        found.start();
        println(session, "Camera " + found.getId() + " is " + found.getStatus());
    }
}
