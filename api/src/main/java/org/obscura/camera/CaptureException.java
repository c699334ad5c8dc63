package org.obscura.camera;

import java.util.Objects;

/** What {@link CaptureRequest#getResult()} fails with. The message is the sentence that {@code CAPTURE_FAILED} carries. */
public class CaptureException extends Exception {
    private static final long serialVersionUID = 1;

    /** Why there is no picture. */
    private final CaptureError error;
    /** Which request it was. */
    private final int requestId;

    /**
     * Makes the failure of a request.
     *
     * @param requestId the id of the request
     * @param error why there is no picture; not {@link CaptureError#NO_ERROR}
     * @param message a sentence that says what was wrong, with which value, and what would be right
     * @param cause what was thrown below, or null
     */
    public CaptureException(int requestId, CaptureError error, String message, Throwable cause) {
        super(message, cause);
        this.error = Objects.requireNonNull(error, "error");
        this.requestId = requestId;
    }

    /**
     * Why there is no picture.
     *
     * @return the error
     */
    public CaptureError getError() {
        return error;
    }

    /**
     * Which request it was.
     *
     * @return the id
     */
    public int getRequestId() {
        return requestId;
    }
}
