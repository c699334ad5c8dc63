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

/** {@code camera:stop}. */
@Component(service = Function.class)
@GogoCommand(scope = Command.SCOPE, function = "stop")
public class StopCommand extends Command {
    private final Cameras cameras;

    @Activate
    public StopCommand(@Reference Cameras cameras) {
        this.cameras = cameras;
    }

    @Descriptor("Stops a camera: waiting requests fail with NOT_READY, and its device is closed")
    public void stop(CommandSession session, @Descriptor("the camera (default: the only one, or 'default')") @Label(value = "CAMERA",
            completion = Completion.CAMERA) Optional<String> camera) {
        Camera found = cameras.find(TextFormat.orNull(camera));
        found.stop();
        println(session, "Camera " + found.getId() + " is " + found.getStatus());
    }
}
