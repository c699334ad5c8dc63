package org.obscura.camera.core.engine;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.CaptureError;
import org.obscura.camera.CaptureException;
import org.obscura.camera.support.text.Printable;

/** Makes the exceptions with which requests fail. Their messages hold names of files and words of drivers, and go to logs and terminals. */
final class CaptureFailures {
    private CaptureFailures() {
    }

    /** Returns the failure of a request, with a message that is safe to print. */
    static CaptureException of(int requestId, CaptureError error, String message, @Nullable Throwable cause) {
        return new CaptureException(requestId, error, Printable.of(message), cause);
    }

    /** Returns the message of an exception; of one without a message, what it is. */
    static String message(Throwable e) {
        return Objects.requireNonNullElseGet(e.getMessage(), e::toString);
    }
}
