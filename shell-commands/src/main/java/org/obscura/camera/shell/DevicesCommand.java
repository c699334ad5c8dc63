package org.obscura.camera.shell;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.obscura.camera.Camera;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.spi.CameraBackend;
import org.obscura.camera.spi.CameraBackend.BackendState;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code camera:devices}. */
@Component(service = Function.class)
@GogoCommand(scope = Command.SCOPE, function = "devices")
public class DevicesCommand extends Command {
    private final Cameras cameras;
    private final Devices devices;

    @Activate
    public DevicesCommand(@Reference Cameras cameras, @Reference Devices devices) {
        this.cameras = cameras;
        this.devices = devices;
    }

    @Descriptor("Lists the devices of all backends, and the backends that do not work as they should")
    public void devices(CommandSession session) {
        Table table = new Table("DEVICE", "NAME", "BACKEND", "POSITION", "RANKING", "USED BY");
        for (Devices.Entry device : devices.devices()) {
            DeviceInfo info = device.info();
            table.row(info.id(), info.displayName(), info.backend(), TextFormat.of(info.position()), device.ranking(), usersOf(info));
        }
        session.getConsole().print(table);
        List<CameraBackend> troubled = devices.backends().stream().filter(b -> b.getState() != BackendState.OK).toList();
        for (CameraBackend backend : troubled) {
            session.getConsole().println();
            session.getConsole()
                    .println(backend.getName() + " is " + backend.getState().name().toLowerCase(Locale.ROOT) + ": " + backend.getReason());
        }
    }

    private String usersOf(DeviceInfo info) {
        String users = cameras.all().stream().filter(c -> c.getDevice().filter(d -> d.id().equals(info.id())).isPresent())
                .map(Camera::getId).collect(Collectors.joining(", "));
        return users.isEmpty() ? "-" : users;
    }
}
