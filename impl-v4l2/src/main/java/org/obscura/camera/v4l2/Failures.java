package org.obscura.camera.v4l2;

import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.support.linux.NodeUsers;
import org.obscura.camera.support.v4l2.KernelException;

/** Says what a refusal of the kernel means for a camera, and what to do about it. */
final class Failures {
    private Failures() {
    }

    /**
     * Explains a refusal.
     *
     * @param camera what messages call the camera
     * @param node its node, such as {@code /dev/video0}
     * @param doing what was being done with it, such as {@code open at 640x480 in MJPG}
     */
    static CameraException explain(String camera, String node, String doing, KernelException e) {
        return switch (e.errno()) {
            case KernelException.ENOENT, KernelException.ENXIO, KernelException.ENODEV -> gone(camera, e);
            case KernelException.EACCES, KernelException.EPERM -> e.call().equals("open")
                    ? new CameraException(Reason.FAILED, NodeUsers.denied(node), e) : failed(camera, doing, e);
            case KernelException.EBUSY -> new CameraException(Reason.BUSY, busy(camera, node, e), e);
            case KernelException.ENOSPC -> new CameraException(Reason.FAILED, camera + " did not " + doing
                    + ": its USB bus has no bandwidth left. Choose a smaller size, MJPG or a lower 'frame.rate', or plug it into a port of "
                    + "another USB controller", e);
            case KernelException.ENOMEM -> new CameraException(Reason.FAILED, camera + " did not " + doing
                    + ": the kernel has no memory for its frames. Choose a smaller size or fewer 'buffers'", e);
            case KernelException.ETIMEDOUT, KernelException.EPROTO -> new CameraException(Reason.FAILED, camera + " did not " + doing
                    + ": it does not answer (" + e.getMessage() + ")" + KernelException.FOR_UNANSWERED, e);
            case KernelException.EINVAL -> e.call().startsWith("S_FMT") ? new CameraException(Reason.NOT_SUPPORTED,
                    camera + " did not " + doing + ": " + e.getMessage(), e) : failed(camera, doing, e);
            default -> failed(camera, doing, e);
        };
    }

    private static CameraException failed(String camera, String doing, KernelException e) {
        return new CameraException(Reason.FAILED, camera + " did not " + doing + ": " + e.getMessage()
                + ". Plug it in again; if that does not help, see the kernel's log (dmesg)", e);
    }

    static CameraException gone(String camera, Throwable cause) {
        return new CameraException(Reason.DISCONNECTED, camera + " was disconnected", cause);
    }

    /** Names the program, or the call where none is found: a driver may be busy for other reasons. */
    private static String busy(String camera, String node, KernelException e) {
        String user = NodeUsers.find(node);
        return camera + " is in use by " + (user.isEmpty() ? "another program (" + e.getMessage() + ")" : user)
                + "; end that, or choose another camera";
    }
}
