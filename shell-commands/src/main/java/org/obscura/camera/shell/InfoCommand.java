package org.obscura.camera.shell;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.obscura.camera.Camera;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CameraStatistics;
import org.obscura.camera.DeviceInfo;
import org.obscura.camera.support.config.ValueText;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** {@code camera:info}. */
@Component(service = Function.class)
@GogoCommand(scope = Command.SCOPE, function = "info")
public class InfoCommand extends Command {
    private final Cameras cameras;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile ConfigurationAdmin configurations;

    @Activate
    public InfoCommand(@Reference Cameras cameras) {
        this.cameras = cameras;
    }

    /** For tests. */
    InfoCommand(Cameras cameras, ConfigurationAdmin configurations) {
        this(cameras);
        this.configurations = configurations;
    }

    @Descriptor("Shows a camera, its settings, and the device that it uses")
    public void info(CommandSession session,
            @Descriptor("prints JSON") @Parameter(names = "--json", presentValue = "true", absentValue = "false") boolean json,
            @Descriptor("the camera (default: the only one, or 'default')") @Label(value = "CAMERA",
                    completion = Completion.CAMERA) Optional<String> camera) {
        Camera found = cameras.find(TextFormat.orNull(camera));
        CameraCapture capture = found.getImageCapture();
        Map<String, Object> configuration = CameraConfiguration.of(found.getId(), configurations);
        Table table = new Table();
        table.row("camera", found.getId());
        table.row("status", found.getStatus());
        table.row("ready", capture.isReady());
        table.row("pending", capture.getPendingCount());
        table.row("folder", found.getDirectory());
        table.row("format", configuration.getOrDefault("format", "jpeg"));
        table.row("target", configuration.getOrDefault(CameraConfiguration.TARGET, "any device"));
        CameraConfiguration.targetProblem(configuration).ifPresent(problem -> table.row("problem", problem));
        table.row("resolution", Objects.requireNonNullElse(capture.getResolution(), "auto"));
        table.row("resolutions", found.getSupportedResolutions());
        found.getDevice().ifPresentOrElse(device -> describe(device, table), () -> table.row("device", null));
        table.row("last image", TextFormat.orNull(capture.getCapturedImagePath()));
        table.row("last error", capture.getErrorString().isEmpty() ? null : capture.getError() + ": " + capture.getErrorString());
        count(found.getStatistics(), table);
        Map<String, Object> all = table.object();
        all.put("metadata", capture.getMetadata());
        Map<String, Object> controls = TextFormat.settings(capture.getControls());
        all.put("controls", controls);
        capture.getMetadata().forEach((key, value) -> table.row("metadata", key + " = " + ValueText.of(value)));
        controls.forEach((key, value) -> table.row("control", key + " = " + ValueText.of(value)));
        print(session, json, all, table);
    }

    private static void describe(DeviceInfo device, Table table) {
        table.row("device", device.id());
        table.row("name", device.displayName());
        table.row("backend", device.backend());
        table.row("position", TextFormat.of(device.position()));
        table.row("orientation", device.orientation() + " degrees");
        table.row("manufacturer", TextFormat.orNull(device.manufacturer()));
        table.row("model", TextFormat.orNull(device.model()));
    }

    private static void count(CameraStatistics done, Table table) {
        long failed = done.failed().values().stream().mapToLong(Long::longValue).sum();
        table.row("requests", List.of(done.requested() + " requested", done.saved() + " saved", done.available() + " to memory",
                failed + " failed" + (failed == 0 ? "" : " " + new TreeMap<>(done.failed()))));
        if (done.latency().count() > 0) {
            table.row("latency", List.of("median " + done.latency().median().toMillis() + " ms",
                    "95 % within " + done.latency().p95().toMillis() + " ms", "longest " + done.latency().max().toMillis() + " ms"));
        }
        if (done.deviceChanges() > 0) {
            table.row("device changes", done.deviceChanges() + ", the last with a gap of " + done.lastGap().toMillis() + " ms");
        }
    }
}
