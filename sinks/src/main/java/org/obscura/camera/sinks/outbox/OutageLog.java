package org.obscura.camera.sinks.outbox;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.osgi.service.log.Logger;

/** Logs when a sink begins to fail and when it works again, and nothing in between. */
final class OutageLog {
    private final String sink;
    private final Logger log;
    @GuardedBy("this")
    private long failures;
    @GuardedBy("this")
    private long givenUp;

    OutageLog(String sink, Logger log) {
        this.sink = sink;
        this.log = log;
    }

    /**
     * Notes a failure, which is logged if it is the first one, or the first for which an image is given up.
     *
     * @param reason a clause
     */
    synchronized void failed(String reason, boolean imageGivenUp) {
        failures++;
        givenUp += imageGivenUp ? 1 : 0;
        if (failures == 1 || imageGivenUp && givenUp == 1) {
            log.warn("Sink {}: {}. Further failures are logged only when it works again", sink, reason);
        }
    }

    synchronized void succeeded() {
        if (failures > 0) {
            log.info("Sink {} works again after {} failures; {} images were given up meanwhile", sink, failures, givenUp);
        }
        failures = 0;
        givenUp = 0;
    }
}
