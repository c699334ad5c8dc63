package org.obscura.camera.support.v4l2;

/** Thrown where the kernel refuses a call. */
public final class KernelException extends Exception {
    /** Not permitted. */
    public static final int EPERM = 1;
    /** No such file, or no more events. */
    public static final int ENOENT = 2;
    /** Interrupted by a signal. */
    public static final int EINTR = 4;
    /** The device fails. */
    public static final int EIO = 5;
    /** No such device. */
    public static final int ENXIO = 6;
    /** Nothing is ready. */
    public static final int EAGAIN = 11;
    /** No memory. */
    public static final int ENOMEM = 12;
    /** No permission. */
    public static final int EACCES = 13;
    /** In use. */
    public static final int EBUSY = 16;
    /** The device was disconnected. */
    public static final int ENODEV = 19;
    /** Not valid, or the end of a list. */
    public static final int EINVAL = 22;
    /** The driver does not know the request. */
    public static final int ENOTTY = 25;
    /** No bandwidth is left on the bus. */
    public static final int ENOSPC = 28;
    /** Out of range. */
    public static final int ERANGE = 34;
    /** No data. */
    public static final int ENODATA = 61;
    /** The device does not answer on its bus. */
    public static final int EPROTO = 71;
    /** The device did not answer in time. */
    public static final int ETIMEDOUT = 110;
    /** What to do about a device that does not answer. */
    public static final String FOR_UNANSWERED = ". Check the cable and the supply of the USB hub, or plug it in again";
    private static final long serialVersionUID = 1;

    private final String call;
    private final int errno;

    /**
     * Makes one.
     *
     * @param call the name of the call, such as {@code STREAMON}
     * @param errno the number of the error
     * @param text what the C library calls the error
     */
    public KernelException(String call, int errno, String text) {
        super(call + ": " + text + " (errno " + errno + ")");
        this.call = call;
        this.errno = errno;
    }

    /**
     * Returns the name of the call.
     *
     * @return such as {@code STREAMON}
     */
    public String call() {
        return call;
    }

    /**
     * Returns the number of the error.
     *
     * @return one of the constants, or another
     */
    public int errno() {
        return errno;
    }

    /**
     * Returns whether the device is no longer there.
     *
     * @return true after it was disconnected
     */
    public boolean isGone() {
        return errno == ENODEV || errno == ENXIO || errno == ENOENT;
    }

    /**
     * Returns whether the device does not answer, though it is connected. {@link #EIO} is none of these: a camera that
     * answers with an error has it.
     *
     * @return whether nothing came back
     */
    public boolean isUnanswered() {
        return isUnanswered(errno);
    }

    /**
     * Returns whether an error number means that the device does not answer, see {@link #isUnanswered()}.
     *
     * @param errno the error number
     * @return whether nothing came back
     */
    public static boolean isUnanswered(int errno) {
        return errno == ETIMEDOUT || errno == EPROTO;
    }

    /**
     * Returns whether the driver has no such thing: the end of an enumeration, or a request that it does not know.
     *
     * @return whether it is absent
     */
    public boolean isAbsent() {
        return errno == EINVAL || errno == ENOTTY || errno == ENODATA;
    }
}
