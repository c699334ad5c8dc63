package org.obscura.camera;

/**
 * The reason why a request ended without an image. A closed list; the message of the failure has the details. The first six are those of
 * Qt's {@code QCameraImageCapture::Error}.
 */
public enum CaptureError {
    /** No error. */
    NO_ERROR,
    /** The camera was not active at the time of the call, or was stopped before the exposure. */
    NOT_READY,
    /** A required resource was unavailable: a device, a frame in time, a folder, a permission, a place in the queue. */
    RESOURCE,
    /** The file system is full, or the quota is used up. */
    OUT_OF_SPACE,
    /** The device does not support a setting, such as the image size or a control value. Qt's {@code NotSupportedFeatureError}. */
    NOT_SUPPORTED,
    /** The frame could not be converted to an image, or the file format is unknown. */
    FORMAT,
    /** The request was cancelled. Qt has no such error: it drops the request silently. */
    CANCELLED
}
