package org.obscura.camera.shell;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.obscura.camera.Camera;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CameraStatistics;
import org.obscura.camera.CaptureError;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** {@code camera:status}. */
@Component(service = Function.class)
@GogoCommand(scope = Command.SCOPE, function = "status")
public class StatusCommand extends Command {
    private final Cameras cameras;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile ConfigurationAdmin configurations;

    @Activate
    public StatusCommand(@Reference Cameras cameras) {
        this.cameras = cameras;
    }

    /** For tests. */
    StatusCommand(Cameras cameras, ConfigurationAdmin configurations) {
        this(cameras);
        this.configurations = configurations;
    }

    @Descriptor("Shows the counters of cameras since they were configured, the last image, running series"
            + ", and the last error until the next request")
    public void status(CommandSession session,
            @Descriptor("prints JSON") @Parameter(names = "--json", presentValue = "true", absentValue = "false") boolean json,
            @Descriptor("the camera (default: all)") @Label(value = "CAMERA", completion = Completion.CAMERA) Optional<String> camera) {
        Table counters = new Table("CAMERA", "STATUS", "READY", "PENDING", "REQUESTED", "SAVED", "MEMORY", "FAILED", "CANCELLED", "MEDIAN",
                "P95", "CHANGES", "GAP");
        Table last = new Table("CAMERA", "LAST IMAGE", "LAST ERROR");
        Table series = new Table("CAMERA", "SERIES");
        Table problems = new Table("CAMERA", "PROBLEM");
        for (Camera each : cameras.allOr(TextFormat.orNull(camera))) {
            CameraCapture capture = each.getImageCapture();
            CameraStatistics all = each.getStatistics();
            long cancelled = all.failed().getOrDefault(CaptureError.CANCELLED, 0L);
            long failed = all.failed().values().stream().mapToLong(Long::longValue).sum() - cancelled;
            counters.row(each.getId(), each.getStatus(), capture.isReady(), all.pending(), all.requested(), all.saved(), all.available(),
                    failed, cancelled, unlessZero(all.latency().median()), unlessZero(all.latency().p95()), all.deviceChanges(),
                    unlessZero(all.longestGap()));
            last.row(each.getId(), TextFormat.orNull(capture.getCapturedImagePath()), TextFormat.orNull(capture.getErrorString()));
            CameraConfiguration.targetProblem(CameraConfiguration.of(each.getId(), configurations))
                    .ifPresent(problem -> problems.row(each.getId(), problem));
            capture.getSeries()
                    .forEach(run -> series.row(each.getId(), run.getRequestedCount() + " of " + run.getCount() + " images requested"));
        }
        String line = System.lineSeparator();
        print(session, json, merged(counters, last, series, problems), counters.isEmpty() ? Cameras.NONE + line
                : counters + line + last + (series.isEmpty() ? "" : line + series) + (problems.isEmpty() ? "" : line + problems));
    }

    private static List<Map<String, Object>> merged(Table counters, Table last, Table series, Table problems) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (int i = 0; i < counters.objects().size(); i++) {
            Map<String, Object> camera = new LinkedHashMap<>(counters.objects().get(i));
            camera.putAll(last.objects().get(i));
            camera.put("series", series.objects().stream().filter(run -> run.get("camera").equals(camera.get("camera")))
                    .map(run -> run.get("series")).toList());
            problems.objects().stream().filter(problem -> problem.get("camera").equals(camera.get("camera"))).forEach(camera::putAll);
            all.add(camera);
        }
        return all;
    }

    private static Duration unlessZero(Duration duration) {
        return duration.isZero() ? null : duration;
    }
}
