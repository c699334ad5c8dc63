package org.obscura.camera.shell;

import java.time.Duration;
import java.util.Optional;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.obscura.camera.Camera;
import org.obscura.camera.CameraCapture;
import org.obscura.camera.CameraStatistics;
import org.obscura.camera.CaptureError;
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

    @Descriptor("Shows how cameras are doing: counters since they are there, the last picture, what went wrong last, the series that run")
    public void status(CommandSession session, @Descriptor("the camera (default: all)") Optional<String> camera) {
        Table counters = new Table("CAMERA", "STATUS", "READY", "PENDING", "ASKED", "SAVED", "MEMORY", "FAILED", "CANCELLED", "MEDIAN",
                "P95", "SWAPS",
                "PAUSE");
        Table last = new Table("CAMERA", "LAST PICTURE", "LAST ERROR");
        Table series = new Table("CAMERA", "SERIES");
        for (Camera each : cameras.allOr(TextFormat.orNull(camera))) {
            CameraCapture capture = each.getImageCapture();
            CameraStatistics all = each.getStatistics();
            long cancelled = all.failed().getOrDefault(CaptureError.CANCELLED, 0L);
            long failed = all.failed().values().stream().mapToLong(Long::longValue).sum() - cancelled;
            counters.row(each.getId(), each.getStatus(), capture.isReady() ? "yes" : "no", all.pending(), all.requested(), all.saved(),
                    all.available(),
                    failed, cancelled, millis(all.latency().median()), millis(all.latency().p95()), all.deviceChanges(),
                    millis(all.longestGap()));
            last.row(each.getId(), TextFormat.orDash(capture.getCapturedImagePath()), TextFormat.orDash(capture.getErrorString()));
            capture.getSeries()
                    .forEach(run -> series.row(each.getId(), run.getRequestedCount() + " of " + run.getCount() + " pictures asked for"));
        }
        session.getConsole().print(counters);
        session.getConsole().println();
        session.getConsole().print(last);
        if (!series.isEmpty()) {
            session.getConsole().println();
            session.getConsole().print(series);
        }
    }

    private static String millis(Duration duration) {
        return duration.isZero() ? "-" : duration.toMillis() + " ms";
    }
}
