package org.obscura.camera.spi;

import java.util.Objects;

import org.obscura.camera.CaptureError;

/** Why a device does not deliver. */
public class CameraException extends Exception {
    private static final long serialVersionUID = 1;

    /** What is wrong, and so what the core does about the request. */
    public enum Reason {
        /** The device is gone. The request is exposed again on the next device, if one comes in time. */
        DISCONNECTED(CaptureError.RESOURCE),
        /** No frame came in time. The request fails, the device is opened anew for the next. */
        TIMEOUT(CaptureError.RESOURCE),
        /** Another program has the device. The request fails. */
        BUSY(CaptureError.RESOURCE),
        /** The device has no such size. The request fails. */
        NOT_SUPPORTED(CaptureError.NOT_SUPPORTED),
        /** What came is no picture. The request fails, the stream goes on. */
        BAD_FRAME(CaptureError.FORMAT),
        /** Anything else. The request fails, the device is opened anew for the next. */
        FAILED(CaptureError.RESOURCE);

        /** What the application is told. */
        private final CaptureError error;

        Reason(CaptureError error) {
            this.error = error;
        }

        /**
         * What the application is told.
         *
         * @return the error that ends the request
         */
        public CaptureError toCaptureError() {
            return error;
        }
    }

    /** What is wrong. */
    private final Reason reason;

    /**
     * Makes a failure.
     *
     * @param reason what is wrong
     * @param message a sentence for the person who asked for the picture: what is wrong, and what to do about it
     */
    public CameraException(Reason reason, String message) {
        this(reason, message, null);
    }

    /**
     * Makes a failure.
     *
     * @param reason what is wrong
     * @param message a sentence for the person who asked for the picture: what is wrong, and what to do about it
     * @param cause what was thrown below, or null
     */
    public CameraException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /**
     * What is wrong.
     *
     * @return the reason
     */
    public Reason getReason() {
        return reason;
    }
}
