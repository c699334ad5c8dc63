package org.obscura.camera.shell;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.CaptureRequest;
import org.obscura.camera.CaptureTrigger;
import org.obscura.camera.TriggerStatus;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code camera:triggers}. */
@Component(service = Function.class)
@GogoCommand(scope = Command.SCOPE, function = "triggers")
public class TriggersCommand extends Command {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
            .withZone(ZoneId.systemDefault());

    private final Triggers triggers;

    @Activate
    public TriggersCommand(@Reference Triggers triggers) {
        this.triggers = triggers;
    }

    @Descriptor("Shows the triggers, when each fires next, and what it did")
    public void triggers(CommandSession session,
            @Descriptor("captures with that trigger at once, and prints the path of the image") @Parameter(names = {"-f", "--fire"},
                    absentValue = "") @Label(value = "TRIGGER", completion = Completion.TRIGGER) String fire,
            @Descriptor("prints JSON, with times in UTC") @Parameter(names = "--json", presentValue = "true",
                    absentValue = "false") boolean json,
            @Descriptor("the trigger (default: all)") @Label(value = "TRIGGER", completion = Completion.TRIGGER) Optional<String> trigger)
            throws Exception {
        if (fire != null) {
            fire(session, triggers.find(fire));
        } else if (!json && triggers.all().isEmpty() && trigger.isEmpty()) {
            session.getConsole().println(Triggers.NONE);
        } else {
            print(session, json, objects(TextFormat.orNull(trigger)), tables(TextFormat.orNull(trigger)));
        }
    }

    private static void fire(CommandSession session, CaptureTrigger trigger) throws Exception {
        CaptureRequest request = trigger.fire();
        try {
            CapturedImage image = request.getResult().toCompletableFuture().get();
            println(session, String.valueOf(image.path()));
        } catch (InterruptedException e) {
            request.cancel();
            throw (InterruptedException) new InterruptedException("Interrupted; the pending request is cancelled").initCause(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private List<Map<String, Object>> objects(String name) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (CaptureTrigger each : triggers.allOr(name)) {
            TriggerStatus status = each.getStatus();
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("trigger", each.getName());
            object.put("camera", each.getCameraId());
            object.put("kind", status.kind());
            object.put("schedule", status.schedule());
            object.put("next", status.next());
            object.put("last", status.last());
            object.put("fired", status.fired());
            object.put("failed", status.failed());
            object.put("missed", status.missed());
            object.put("lastResult", TextFormat.orNull(status.lastResult()));
            object.put("problem", TextFormat.orNull(status.problem()));
            object.put("imageProblem", TextFormat.orNull(status.imageProblem()));
            all.add(object);
        }
        return all;
    }

    private String tables(String name) {
        Table times = new Table("TRIGGER", "CAMERA", "KIND", "SCHEDULE", "NEXT", "LAST", "FIRED", "FAILED", "MISSED");
        Table results = new Table("TRIGGER", "LAST RESULT", "PROBLEM");
        for (CaptureTrigger each : triggers.allOr(name)) {
            TriggerStatus status = each.getStatus();
            times.row(each.getName(), each.getCameraId(), status.kind(), status.schedule(), local(status.next()), local(status.last()),
                    status.fired(), status.failed(), status.missed());
            String problem = status.problem().isEmpty() ? status.imageProblem() : status.problem();
            if (!status.lastResult().isEmpty() || !problem.isEmpty()) {
                results.row(each.getName(), status.lastResult(), problem);
            }
        }
        return times + (results.isEmpty() ? "" : System.lineSeparator() + results);
    }

    private static String local(Instant time) {
        return time == null ? null : TIME.format(time);
    }
}
