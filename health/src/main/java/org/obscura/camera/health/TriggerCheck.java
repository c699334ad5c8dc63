package org.obscura.camera.health;

import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.obscura.camera.CaptureTrigger;
import org.obscura.camera.TriggerStatus;
import org.obscura.camera.support.text.Printable;

/** Checks one trigger: whether it works, and what became of its captures. */
final class TriggerCheck implements HealthCheck {
    private final CaptureTrigger trigger;

    TriggerCheck(CaptureTrigger trigger) {
        this.trigger = trigger;
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        TriggerStatus status = trigger.getStatus();
        if (!status.problem().isEmpty()) {
            log.critical("{}", Printable.of(status.problem()));
        }
        if (!status.imageProblem().isEmpty()) {
            log.warn("{} ({})", Printable.of(status.imageProblem()), Printable.of(status.lastResult()));
        }
        if (status.missed() > 0) {
            log.info("{} captures were missed", status.missed());
        }
        if (status.failed() > 0) {
            log.info("{} of {} captures failed; the last result: {}", status.failed(), status.fired(), Printable.of(status.lastResult()));
        }
        log.info("Camera {}, {}: {} captures, the next one {}", trigger.getCameraId(), Printable.of(status.schedule()), status.fired(),
                status.next() == null ? "at no known time" : "at " + status.next());
        return new Result(log);
    }
}
