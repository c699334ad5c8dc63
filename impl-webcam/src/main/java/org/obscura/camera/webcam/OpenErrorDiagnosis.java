package org.obscura.camera.webcam;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.support.linux.NodeUsers;

/** Finds out why the natives could not start a camera; they say it only sometimes. */
final class OpenErrorDiagnosis {
    private static final Pattern ERRNO = Pattern.compile("Cannot (?:open|identify) '[^']*': (\\d+),");
    private static final int ENOENT = 2;
    private static final int ENXIO = 6;
    private static final int EACCES = 13;
    private static final int EBUSY = 16;
    private static final int ENODEV = 19;

    private OpenErrorDiagnosis() {
    }

    static CameraException explain(String camera, String node, String printed, Exception cause) {
        Matcher m = ERRNO.matcher(printed);
        int errno = m.find() ? Integer.parseInt(m.group(1)) : 0;
        switch (errno) {
            case EACCES:
                return new CameraException(Reason.FAILED, NodeUsers.denied(node), cause);
            case ENOENT, ENXIO, ENODEV:
                return new CameraException(Reason.DISCONNECTED, camera + " was disconnected", cause);
            default:
                String holder = NodeUsers.find(node);
                if (errno == EBUSY || !holder.isEmpty()) {
                    return new CameraException(Reason.BUSY, camera + " is in use by " + (holder.isEmpty() ? "another program" : holder)
                            + "; end that, or choose another camera", cause);
                }
                return new CameraException(Reason.FAILED, camera + " did not start. Another program may be using it (see: fuser -v " + node
                        + "), or it needs to be reconnected" + (printed.isEmpty() ? "" : "; the driver said: " + printed), cause);
        }
    }
}
