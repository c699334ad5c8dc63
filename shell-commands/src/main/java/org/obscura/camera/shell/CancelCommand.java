package org.obscura.camera.shell;

import java.util.Optional;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.obscura.camera.CameraCapture;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code camera:cancel}. */
@Component(service = Function.class)
@GogoCommand(scope = Command.SCOPE, function = "cancel")
public class CancelCommand extends Command {
    private final Cameras cameras;

    @Activate
    public CancelCommand(@Reference Cameras cameras) {
        this.cameras = cameras;
    }

    @Descriptor("Cancels the pending requests and series of a camera, or one request; a cancelled request leaves no file")
    public void cancel(CommandSession session,
            @Descriptor("the one request to cancel, by its id (default: all)") @Parameter(names = {"-r", "--request"},
                    absentValue = "") @Label("ID") Integer id,
            @Descriptor("the camera (default: the only one, or 'default')") @Label(value = "CAMERA",
                    completion = Completion.CAMERA) Optional<String> camera) {
        CameraCapture capture = cameras.find(TextFormat.orNull(camera)).getImageCapture();
        if (id == null) {
            int pending = capture.getPendingCount();
            int series = capture.getSeries().size();
            capture.cancelCapture();
            println(session, pending + series == 0 ? "Nothing was pending"
                    : "Cancelled what was pending: " + pending + (series == 0 ? "" : ", and series: " + series));
        } else if (capture.cancelCapture(id)) {
            println(session, "Cancelled request " + id);
        } else {
            throw new IllegalArgumentException("There is no pending request " + id);
        }
    }
}
