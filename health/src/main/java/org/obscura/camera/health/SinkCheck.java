package org.obscura.camera.health;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.obscura.camera.ImageOutbox;
import org.obscura.camera.OutboxStatus;
import org.obscura.camera.support.text.Printable;

/** Checks one sink: whether images wait for long, and whether it is registered. */
final class SinkCheck implements HealthCheck {
    private final ImageOutbox outbox;

    SinkCheck(ImageOutbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        OutboxStatus status = outbox.getStatus();
        if (status.old()) {
            log.warn("Images wait since {}, which is longer than warn.after; the last failure: {}", status.oldest(),
                    status.lastFailure().isEmpty() ? "none" : Printable.of(status.lastFailure()));
        }
        if (!status.problem().isEmpty()) {
            log.warn(status.available() ? "{}" : "{}. Images wait in the outbox", Printable.of(status.problem()));
        } else if (!status.available()) {
            log.warn("The sink is not registered: its configuration was removed, or its bundle does not run. Images are kept for it until "
                    + "camera:sinks --discard {}", Printable.of(status.sink()));
        }
        if (status.failed() > 0) {
            log.info("{} images were given up; the last failure: {}", status.failed(), Printable.of(status.lastFailure()));
        }
        log.info("{} images wait, {} were delivered", status.waiting(), status.delivered());
        return new Result(log);
    }
}
