package org.obscura.camera.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.obscura.camera.Camera;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.support.device.BackendReport;
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

    @Descriptor("Lists the devices in the order in which a camera takes them, and what each backend looked at and found")
    public void devices(CommandSession session,
            @Descriptor("prints JSON") @Parameter(names = "--json", presentValue = "true", absentValue = "false") boolean json) {
        Table table = new Table("DEVICE", "NAME", "BACKEND", "POSITION", "RANKING", "USED BY");
        for (Devices.Entry device : devices.devices()) {
            DeviceInfo info = device.info();
            table.row(info.id(), info.displayName(), info.backend(), TextFormat.of(info.position()), device.ranking(), usersOf(info));
        }
        Table backends = new Table("BACKEND", "STATE", "DEVICES", "FOUND", "REMARK");
        for (BackendReport backend : devices.backends()) {
            long count = devices.devices().stream().filter(device -> device.info().backend().equals(backend.name())).count();
            backends.row(backend.name(), backend.state().name().toLowerCase(Locale.ROOT), count, TextFormat.orNull(backend.findings()),
                    TextFormat.orNull(backend.reason()));
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("devices", table.objects());
        all.put("backends", backends.objects());
        print(session, json, all, (table.isEmpty() ? "There is no device" + System.lineSeparator() : table.toString())
                + (backends.isEmpty() ? "" : System.lineSeparator() + backends));
    }

    private List<String> usersOf(DeviceInfo info) {
        return cameras.all().stream().filter(c -> c.getDevice().filter(d -> d.id().equals(info.id())).isPresent()).map(Camera::getId)
                .toList();
    }
}
