package org.obscura.camera.shell;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
import org.obscura.camera.ImageOutbox;
import org.obscura.camera.OutboxStatus;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code camera:sinks}. */
@Component(service = Function.class)
@GogoCommand(scope = Command.SCOPE, function = "sinks")
public class SinksCommand extends Command {
    private static final String NONE = "There is no sink; the bundle org.obscura.camera.sinks, which the runnable jar does not have, makes"
            + " one of a file such as org.obscura.camera.sink.http-archive.cfg";

    private final Outboxes outboxes;

    @Activate
    public SinksCommand(@Reference Outboxes outboxes) {
        this.outboxes = outboxes;
    }

    @Descriptor("Shows the sinks of images: what waits for each, the last delivery, the last failure, and what is wrong")
    public void sinks(CommandSession session,
            @Descriptor("tries now what waits, without the pause after a failure") @Parameter(names = "--retry", presentValue = "true",
                    absentValue = "false") boolean retry,
            @Descriptor("removes from the outbox what waits; the images stay. Needs SINK") @Parameter(names = "--discard",
                    presentValue = "true", absentValue = "false") boolean discard,
            @Descriptor("prints JSON") @Parameter(names = "--json", presentValue = "true", absentValue = "false") boolean json,
            @Descriptor("the sink (default: all)") @Label(value = "SINK", completion = Completion.SINK) Optional<String> sink) {
        List<ImageOutbox> chosen = List.copyOf(outboxes.allOr(TextFormat.orNull(sink)));
        if (discard) {
            discard(session, chosen, sink);
        } else {
            if (retry) {
                chosen.forEach(ImageOutbox::retry);
            }
            list(session, json, chosen);
        }
    }

    private static void discard(CommandSession session, List<ImageOutbox> chosen, Optional<String> sink) {
        String name = sink
                .orElseThrow(() -> new IllegalArgumentException("--discard needs the name of a sink: camera:sinks --discard SINK"));
        chosen.forEach(outbox -> println(session, outbox.discard() + " images of sink " + name + " are not delivered; their files stay"));
    }

    private static void list(CommandSession session, boolean json, List<ImageOutbox> chosen) {
        Table table = new Table("SINK", "KIND", "TARGET", "AVAILABLE", "WAITING", "SINCE", "DELIVERED", "GIVEN UP", "LAST DELIVERED");
        Table failures = new Table("SINK", "FAILED ATTEMPTS", "LAST FAILED", "LAST FAILURE", "PROBLEM");
        for (ImageOutbox outbox : chosen) {
            OutboxStatus status = outbox.getStatus();
            table.row(status.sink(), TextFormat.orNull(status.kind()), TextFormat.orNull(status.target()), status.available(),
                    status.waiting(), time(status.oldest()), status.delivered(), status.failed(), time(status.lastDelivered()));
            failures.row(status.sink(), status.consecutiveFailures(), time(status.lastFailed()), TextFormat.orNull(status.lastFailure()),
                    TextFormat.orNull(status.problem()));
        }
        List<Map<String, Object>> all = new ArrayList<>();
        for (int i = 0; i < table.objects().size(); i++) {
            Map<String, Object> one = new LinkedHashMap<>(table.objects().get(i));
            one.putAll(failures.objects().get(i));
            all.add(one);
        }
        print(session, json, all,
                table.isEmpty() ? NONE + System.lineSeparator() : table + System.lineSeparator() + failures);
    }

    private static String time(Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
