package org.obscura.camera.process;

import java.util.Locale;

import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;

/** Finds out from what a program printed why it ended. Exit codes say nothing: ffmpeg ends with 0 when a stream stalls. */
final class ExitDiagnosis {
    /** Part of the message where the source refused the password. */
    static final String REFUSED = "has refused the user name or the password";

    /** What ffmpeg prints when it dropped the first image and there is no other. */
    private static final String NO_SECOND_IMAGE = "output file is empty";

    private ExitDiagnosis() {
    }

    /** Returns whether the program says that the password is wrong. */
    private static boolean isRefusal(String printed) {
        String text = printed.toLowerCase(Locale.ROOT);
        return text.contains("401 unauthorized") || text.contains("authorization failed") || text.contains("403 forbidden");
    }

    /**
     * Says that the source refused the password.
     *
     * @param device names the device
     * @param remedy a clause on what lets the same one be sent again; may be ""
     */
    static CameraException refusal(String device, String remedy, Exception cause) {
        return new CameraException(Reason.FAILED, device + ": the source " + REFUSED + ". It is not sent again until it, the user name or "
                + "the command line changes, since cameras lock an account after a few wrong passwords; correct 'username' and '.password'"
                + remedy, cause);
    }

    /**
     * Explains an end.
     *
     * @param device names the device
     * @param settings the configuration of the device
     * @param exit how the program ended, to be read behind "the program"
     * @param images how many images it wrote
     * @param instead a sentence on what it wrote in place of an image; "" if it wrote one
     */
    static CameraException explain(String device, ProcessSettings settings, String exit, int images, String instead) {
        String text = exit.toLowerCase(Locale.ROOT);
        // a command may have credentials of its own
        if (isRefusal(exit) && settings.credentials() == null && settings.preset() != Preset.COMMAND) {
            return new CameraException(Reason.FAILED, device + ": the source requires a user name and a password; set 'username' and "
                    + "'.password'. The program " + exit);
        }
        if (isRefusal(exit)) {
            return refusal(device, "", null);
        }
        String advice = "";
        if (text.contains("404 not found") || text.contains("no such file or directory")) {
            advice = settings.preset() == Preset.COMMAND ? ". Check 'command'" : ". Check 'source'";
        } else if (text.contains("unrecognized option 'fps_mode'")) {
            advice = ". ffmpeg 5.1 or newer is needed";
        } else if (text.contains("permission denied")) {
            advice = ". Give the user " + System.getProperty("user.name") + " access (for cameras on most systems: usermod -aG video "
                    + System.getProperty("user.name") + ")";
        } else if (text.contains("device or resource busy")) {
            return new CameraException(Reason.BUSY, device + " is in use by another program: the program " + exit);
        } else if (text.contains("error while loading shared libraries") || text.contains("no element")) {
            advice = ". Install what is missing";
        } else if (settings.continuous() && (images == 1 && text.startsWith("ended with code 0") || text.contains(NO_SECOND_IMAGE))) {
            advice = ". If it writes one image and ends, set run = each-image";
        }
        boolean away = text.contains("connection refused") || text.contains("connection timed out") || text.contains("no route to host")
                || text.contains("network is unreachable") || text.contains("connection reset") || text.contains("no such device");
        return new CameraException(instead.isEmpty() || away ? Reason.DISCONNECTED : Reason.FAILED,
                device + ": the program " + exit + advice + (advice.isEmpty() && !away ? instead : ""));
    }
}
