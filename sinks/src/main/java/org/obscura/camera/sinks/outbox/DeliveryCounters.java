package org.obscura.camera.sinks.outbox;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.OutboxStatus;

/** Counts what became of the images of one sink. Guarded by the lock of its {@link SinkOutbox}. */
final class DeliveryCounters {
    private long delivered;
    private long givenUp;
    private long consecutiveFailures;
    private @Nullable Instant lastDelivered;
    private @Nullable Instant lastFailed;
    private String lastFailure = "";

    void delivered() {
        delivered++;
        lastDelivered = Instant.now();
        consecutiveFailures = 0;
    }

    void attemptFailed(String reason) {
        consecutiveFailures++;
        lastFailed = Instant.now();
        lastFailure = reason;
    }

    void givenUp(String reason) {
        givenUp++;
        lastFailed = Instant.now();
        lastFailure = reason;
    }

    /** Returns a snapshot, with what waits in the lanes. */
    OutboxStatus status(SinkInfo info, boolean available, String problem, Lanes lanes, boolean old) {
        return new OutboxStatus(info.name(), info.kind(), info.target(), available, lanes.size(), lanes.oldestTime(),
                old, delivered,
                givenUp, lastDelivered, lastFailed, lastFailure, consecutiveFailures,
                Duration.ofNanos(Math.max(0, lanes.nanosUntilDue())), problem);
    }
}
