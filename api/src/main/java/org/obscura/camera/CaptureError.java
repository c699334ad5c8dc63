package org.obscura.camera;

/**
 * Why a request ended without a picture. Closed: the message beside it has the details. The first six are those of Qt's
 * {@code QCameraImageCapture::Error}.
 */
public enum CaptureError {
    /** Nothing went wrong. */
    NO_ERROR,
    /** The camera was not active when asked, or was stopped before the exposure. */
    NOT_READY,
    /** Something needed was not to be had: a device, a frame in time, a folder, a permission, a place in the queue. */
    RESOURCE,
    /** The file system is full, or the quota is used up. */
    OUT_OF_SPACE,
    /** The device cannot do what was asked, such as a picture size. Qt's {@code NotSupportedFeatureError}. */
    NOT_SUPPORTED,
    /** No picture could be made of the frame, or the file format is not known. */
    FORMAT,
    /** The request was cancelled. Qt has no such error: it drops the request in silence. */
    CANCELLED
}
