package org.obscura.camera.v4l2;

/** Thrown where the kernel refuses a call. */
final class KernelException extends Exception {
    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int EINTR = 4;
    static final int EIO = 5;
    static final int ENXIO = 6;
    static final int EAGAIN = 11;
    static final int ENOMEM = 12;
    static final int EACCES = 13;
    static final int EBUSY = 16;
    static final int ENODEV = 19;
    static final int EINVAL = 22;
    static final int ENOTTY = 25;
    static final int ENOSPC = 28;
    static final int ERANGE = 34;
    static final int ENODATA = 61;
    private static final long serialVersionUID = 1;

    private final String call;
    private final int errno;

    KernelException(String call, int errno, String text) {
        super(call + ": " + text + " (errno " + errno + ")");
        this.call = call;
        this.errno = errno;
    }

    /** Returns the name of the call, such as {@code STREAMON}. */
    String call() {
        return call;
    }

    int errno() {
        return errno;
    }

    /** Returns whether the device is no longer there. */
    boolean isGone() {
        return errno == ENODEV || errno == ENXIO || errno == ENOENT;
    }

    /** Returns whether the driver has no such thing: the end of an enumeration, or a request that it does not know. */
    boolean isAbsent() {
        return errno == EINVAL || errno == ENOTTY || errno == ENODATA;
    }
}
