package org.obscura.camera.webcam;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;

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
                return new CameraException(Reason.FAILED, denied(node), cause);
            case ENOENT, ENXIO, ENODEV:
                return new CameraException(Reason.DISCONNECTED, camera + " is gone", cause);
            default:
                String holder = holder(node);
                if (errno == EBUSY || !holder.isEmpty()) {
                    return new CameraException(Reason.BUSY, camera + " is in use by " + (holder.isEmpty() ? "another program" : holder)
                            + "; end that, or choose another camera", cause);
                }
                return new CameraException(Reason.FAILED, camera + " did not start. Another program may be using it (see: fuser -v " + node
                        + "), or it needs to be plugged in anew" + (printed.isEmpty() ? "" : "; the driver said: " + printed), cause);
        }
    }

    static String denied(String node) {
        return "No permission for " + node + ": add the user " + System.getProperty("user.name")
                + " to the group that owns it (on most systems: usermod -aG video " + System.getProperty("user.name") + "), and start anew";
    }

    /** The program that has the node open; "" if none is seen, for example because it is another user's. */
    private static String holder(String node) {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process, node)) {
                    return Files.readString(process.resolve("comm")).strip() + " (process " + process.getFileName() + ")";
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return "";
        }
        return "";
    }

    private static boolean holds(Path process, String node) {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : open) {
                if (Files.isSymbolicLink(descriptor) && Files.readSymbolicLink(descriptor).toString().equals(node)) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return false;
        }
        return false;
    }
}
