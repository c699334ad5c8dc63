package org.obscura.camera.shell;

import java.util.Objects;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.obscura.camera.Camera;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.DeviceInfo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code camera:list}. */
@Component(service = Function.class)
@GogoCommand(scope = Command.SCOPE, function = "list")
public class ListCommand extends Command {
    private final Cameras cameras;

    @Activate
    public ListCommand(@Reference Cameras cameras) {
        this.cameras = cameras;
    }

    @Descriptor("Lists the cameras")
    public void list(CommandSession session,
            @Descriptor("prints JSON") @Parameter(names = "--json", presentValue = "true", absentValue = "false") boolean json) {
        Table table = new Table("CAMERA", "STATUS", "READY", "DEVICE", "RESOLUTION", "PENDING");
        for (Camera camera : cameras.all()) {
            CameraCapture capture = camera.getImageCapture();
            table.row(camera.getId(), camera.getStatus(), capture.isReady(), camera.getDevice().map(DeviceInfo::id).orElse(null),
                    Objects.requireNonNullElse(capture.getResolution(), "auto"), capture.getPendingCount());
        }
        print(session, json, table.objects(), table.isEmpty() ? Cameras.NONE + System.lineSeparator() : table);
    }
}
