package org.obscura.camera;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The failure of a request, with which {@link CaptureRequest#getResult()} completes. The message is the sentence that
 * {@code CAPTURE_FAILED} carries. The serialized form has no cause, because the class of a cause may not exist at the reader.
 */
public class CaptureException extends Exception {
    private static final long serialVersionUID = 1;

    /** The error. */
    private final CaptureError error;
    /** The id of the request. */
    private final int requestId;

    /**
     * Creates the failure of a request.
     *
     * @param requestId the id of the request
     * @param error the error; not {@link CaptureError#NO_ERROR}
     * @param message a sentence that says what was wrong, with which value, and what would be right
     * @param cause the cause, or null
     */
    public CaptureException(int requestId, CaptureError error, @Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
        this.error = Objects.requireNonNull(error, "error");
        this.requestId = requestId;
    }

    /**
     * Returns the error.
     *
     * @return the error
     */
    public CaptureError getError() {
        return error;
    }

    /**
     * Returns the id of the request.
     *
     * @return the id
     */
    public int getRequestId() {
        return requestId;
    }

    private Object writeReplace() {
        if (getCause() == null) {
            return this;
        }
        CaptureException copy = new CaptureException(requestId, error, getMessage(), null);
        copy.setStackTrace(getStackTrace());
        return copy;
    }
}
