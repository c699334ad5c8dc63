package org.obscura.camera;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The condition of an {@link ImageOutbox}. Counters begin with the start of the bundle. A consistent, immutable snapshot.
 *
 * @param sink the name of the sink
 * @param kind the kind of the sink, such as {@code http}
 * @param target where images are delivered to, without secrets
 * @param available whether the sink is registered and can deliver
 * @param waiting the number of images that wait, those that are being delivered included
 * @param oldest when the oldest of them was taken over; null if none waits
 * @param old whether that is longer ago than the sink's {@code warn.after}
 * @param delivered the number of images delivered
 * @param failed the number of images given up
 * @param lastDelivered when an image was delivered last; null if none was
 * @param lastFailed when an attempt failed last; null if none did
 * @param lastFailure why it failed; "" if none did
 * @param consecutiveFailures the number of attempts that failed since the last success
 * @param retryIn how long until the next attempt; zero if none is pending, or one is due
 * @param problem what is wrong with the sink, in a sentence: why it cannot deliver, such as a wrong configuration, or that a camera of
 *            which it is to deliver images does not exist; "" if nothing is known
 */
public record OutboxStatus(String sink, String kind, String target, boolean available, int waiting, @Nullable Instant oldest, boolean old,
        long delivered, long failed, @Nullable Instant lastDelivered, @Nullable Instant lastFailed, String lastFailure,
        long consecutiveFailures, Duration retryIn, String problem) implements Serializable {
}
