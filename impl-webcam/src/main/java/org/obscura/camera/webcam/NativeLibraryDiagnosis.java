package org.obscura.camera.webcam;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in a sentence why the library does not work, and what to do. */
final class NativeLibraryDiagnosis {
    private static final Pattern MISSING = Pattern.compile("(\\S+): cannot open shared object file");
    private static final Pattern NOT_EXECUTABLE = Pattern.compile("failed to map segment|Operation not permitted");

    private NativeLibraryDiagnosis() {
    }

    /**
     * Explains.
     *
     * @param message what was thrown
     * @param printed what was printed before
     * @param temporary where the natives are put
     */
    static String explain(String message, String printed, String temporary) {
        String all = message + " | " + printed;
        Matcher missing = MISSING.matcher(all);
        if (missing.find()) {
            return "The system library " + missing.group(1) + " is missing, which the natives of webcam-capture need. Install it"
                    + (missing.group(1).startsWith("libv4l2.so")
                            ? ": apt-get install libv4l-0 (Debian, Ubuntu), dnf install libv4l (Fedora)" : "");
        }
        if (NOT_EXECUTABLE.matcher(all).find()) {
            return "Nothing may be executed in " + temporary
                    + " (mounted noexec), where the natives of webcam-capture are put. Put the framework's "
                    + "storage on a file system that allows it, or set 'java' of org.obscura.camera.webcam to -Djava.io.tmpdir=DIR with "
                    + "another folder";
        }
        return "webcam-capture does not work: " + message + (printed.isEmpty() ? "" : "; it printed: " + printed);
    }
}
