package org.obscura.camera;

import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** The failure of one attempt to deliver an image to an {@link ImageSink}. */
public class DeliveryException extends Exception {
    private static final long serialVersionUID = 1;

    /** Whether another attempt may succeed. */
    private final boolean retryable;
    /** The earliest time of the next attempt, from now. */
    private final Duration retryAfter;

    private DeliveryException(String message, boolean retryable, Duration retryAfter, @Nullable Throwable cause) {
        super(Objects.requireNonNull(message, "message"), cause);
        this.retryable = retryable;
        this.retryAfter = retryAfter;
    }

    /**
     * Creates a failure after which the outbox tries again.
     *
     * @param message a sentence that says what was wrong and what would be right, without secrets
     * @param cause the cause, or null
     * @return the failure
     */
    public static DeliveryException temporary(String message, @Nullable Throwable cause) {
        return new DeliveryException(message, true, Duration.ZERO, cause);
    }

    /**
     * Creates a failure after which the outbox tries again, but not before the receiver wants it.
     *
     * @param message a sentence that says what was wrong and what would be right, without secrets
     * @param retryAfter how long the receiver wants no further attempt
     * @return the failure
     */
    public static DeliveryException temporary(String message, Duration retryAfter) {
        return new DeliveryException(message, true, Objects.requireNonNull(retryAfter, "retryAfter"), null);
    }

    /**
     * Creates a failure after which the image is given up, since the receiver will never accept it.
     *
     * @param message a sentence that says what was wrong and what would be right, without secrets
     * @param cause the cause, or null
     * @return the failure
     */
    public static DeliveryException permanent(String message, @Nullable Throwable cause) {
        return new DeliveryException(message, false, Duration.ZERO, cause);
    }

    /**
     * Returns whether another attempt may succeed.
     *
     * @return false if the image is to be given up
     */
    public boolean isRetryable() {
        return retryable;
    }

    /**
     * Returns how long the receiver wants no further attempt.
     *
     * @return the duration from now; zero if the receiver says nothing
     */
    public Duration getRetryAfter() {
        return retryAfter;
    }
}
