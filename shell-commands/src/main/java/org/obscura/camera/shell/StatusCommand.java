package org.obscura.camera.shell;

import java.util.Optional;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.obscura.camera.Camera;
import org.obscura.camera.CameraCapture;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code camera:status}. */
@Component(service = Function.class)
@GogoCommand(scope = Command.SCOPE, function = "status")
public class StatusCommand extends Command {
    private final Cameras cameras;

    @Activate
    public StatusCommand(@Reference Cameras cameras) {
        this.cameras = cameras;
    }

    @Descriptor("Shows how cameras are doing: what waits, the last picture, what went wrong last")
    public void status(CommandSession session, @Descriptor("the camera (default: all)") Optional<String> camera) {
        Table table = new Table("CAMERA", "STATUS", "READY", "PENDING", "LAST PICTURE", "LAST ERROR");
        for (Camera each : cameras.allOr(Words.orNull(camera))) {
            CameraCapture capture = each.getImageCapture();
            table.row(each.getId(), each.getStatus(), capture.isReady() ? "yes" : "no", capture.getPendingCount(),
                    Words.orDash(capture.getCapturedImagePath()), Words.orDash(capture.getErrorString()));
        }
        session.getConsole().print(table);
    }
}
