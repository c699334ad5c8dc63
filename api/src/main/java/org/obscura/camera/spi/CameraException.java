package org.obscura.camera.spi;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.CaptureError;

/** Thrown when a device cannot deliver a frame. */
public class CameraException extends Exception {
    private static final long serialVersionUID = 1;

    /** The reason, which determines how the core treats the request. */
    public enum Reason {
        /** The device was unplugged or closed. The request is exposed by the next device that is registered in time. */
        DISCONNECTED(CaptureError.RESOURCE),
        /** No frame arrived in time. The request fails; the core reopens the device for the next one. */
        TIMEOUT(CaptureError.RESOURCE),
        /** Another program uses the device. The request fails. */
        BUSY(CaptureError.RESOURCE),
        /** The device does not support the size or the value of a control. The request fails. */
        NOT_SUPPORTED(CaptureError.NOT_SUPPORTED),
        /** The frame is damaged. The request fails; the stream continues. */
        BAD_FRAME(CaptureError.FORMAT),
        /** Another failure. The request fails; the core reopens the device for the next one. */
        FAILED(CaptureError.RESOURCE);

        /** The error of the request. */
        private final CaptureError error;

        Reason(CaptureError error) {
            this.error = error;
        }

        /**
         * Returns the error that the core reports to the application.
         *
         * @return the error that ends the request
         */
        public CaptureError toCaptureError() {
            return error;
        }
    }

    /** The reason. */
    private final Reason reason;

    /**
     * Creates an exception.
     *
     * @param reason the reason
     * @param message a sentence for the user of the application: what is wrong, and what to do about it
     */
    public CameraException(Reason reason, String message) {
        this(reason, message, null);
    }

    /**
     * Creates an exception.
     *
     * @param reason the reason
     * @param message a sentence for the user of the application: what is wrong, and what to do about it
     * @param cause the cause, or null
     */
    public CameraException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /**
     * Returns the reason.
     *
     * @return the reason
     */
    public Reason getReason() {
        return reason;
    }
}
