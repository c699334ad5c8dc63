package org.obscura.camera;

import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link CaptureTrigger} did, and when it fires next.
 *
 * @param kind {@code interval}, {@code cron}, {@code times}, {@code event} or {@code analyzer}; {@code none} if the configuration is wrong
 * @param schedule the schedule as text, such as {@code every 10m, sunrise..sunset}
 * @param next when it fires next, by the clock of this machine; null if no time is known
 * @param last when it fired last; null if it has not
 * @param fired the number of requests that it made
 * @param failed the number of these that failed
 * @param missed the number of captures that were due, or caused by an event, and were not requested
 * @param lastResult the path of the last image, or why it failed; "" if none has ended
 * @param problem why it does not work, in a sentence; "" if it does
 * @param imageProblem what its check of frames found in the last image, in a sentence; "" if nothing, or if it checks none
 */
public record TriggerStatus(String kind, String schedule, @Nullable Instant next, @Nullable Instant last, long fired, long failed,
        long missed, String lastResult, String problem, String imageProblem) implements Serializable {
    /**
     * Validates the components.
     *
     * @throws NullPointerException if a text is null
     */
    public TriggerStatus {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(schedule, "schedule");
        Objects.requireNonNull(lastResult, "lastResult");
        Objects.requireNonNull(problem, "problem");
        Objects.requireNonNull(imageProblem, "imageProblem");
    }
}
