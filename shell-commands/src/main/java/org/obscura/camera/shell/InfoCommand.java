package org.obscura.camera.shell;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.obscura.camera.Camera;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CameraStatistics;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.Resolution;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code camera:info}. */
@Component(service = Function.class)
@GogoCommand(scope = Command.SCOPE, function = "info")
public class InfoCommand extends Command {
    private final Cameras cameras;

    @Activate
    public InfoCommand(@Reference Cameras cameras) {
        this.cameras = cameras;
    }

    @Descriptor("Shows all that is known of a camera and of the device under it")
    public void info(CommandSession session, @Descriptor("the camera (default: the only one, or 'default')") Optional<String> camera) {
        Camera found = cameras.find(TextFormat.orNull(camera));
        CameraCapture capture = found.getImageCapture();
        Table table = new Table();
        table.row("camera", found.getId());
        table.row("status", found.getStatus());
        table.row("ready", capture.isReady() ? "yes" : "no");
        table.row("pending", capture.getPendingCount());
        table.row("resolution", Objects.requireNonNullElse(capture.getResolution(), "auto"));
        table.row("resolutions", sizes(found.getSupportedResolutions()));
        found.getDevice().ifPresentOrElse(device -> describe(device, table), () -> table.row("device", "none"));
        table.row("last picture", TextFormat.orDash(capture.getCapturedImagePath()));
        table.row("last error", capture.getErrorString().isEmpty() ? "-" : capture.getError() + ": " + capture.getErrorString());
        count(found.getStatistics(), table);
        capture.getMetadata().forEach((key, value) -> table.row("metadata", key + " = " + value));
        session.getConsole().print(table);
    }

    private static void describe(DeviceInfo device, Table table) {
        table.row("device", device.id());
        table.row("name", device.displayName());
        table.row("backend", device.backend());
        table.row("position", TextFormat.of(device.position()));
        table.row("orientation", device.orientation() + " degrees");
        table.row("manufacturer", TextFormat.orDash(device.manufacturer()));
        table.row("model", TextFormat.orDash(device.model()));
    }

    private static void count(CameraStatistics done, Table table) {
        long failed = done.failed().values().stream().mapToLong(Long::longValue).sum();
        table.row("requests",
                done.requested() + " asked, " + done.saved() + " saved, " + done.available() + " to memory, " + failed + " failed"
                        + (failed == 0 ? "" : " " + new TreeMap<>(done.failed())));
        if (done.latency().count() > 0) {
            table.row("latency", "median " + done.latency().median().toMillis() + " ms, 95 % within " + done.latency().p95().toMillis()
                    + " ms, longest " + done.latency().max().toMillis() + " ms");
        }
        if (done.deviceChanges() > 0) {
            table.row("device changes", done.deviceChanges() + ", the last with a pause of " + done.lastGap().toMillis() + " ms");
        }
    }

    private static String sizes(List<Resolution> sizes) {
        return TextFormat.orDash(sizes.stream().map(Resolution::toString).collect(Collectors.joining(" ")));
    }
}
