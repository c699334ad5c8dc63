package org.obscura.camera.webcam;

import java.util.Locale;

/** What matters of the machine. */
final class Platform {
    static final boolean LINUX = System.getProperty("os.name").startsWith("Linux");
    static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");
    private static final String ARCH = System.getProperty("os.arch").toLowerCase(Locale.ROOT);

    private Platform() {
    }

    /** Returns why the library's own natives cannot work on such a machine; "" if they can. */
    static String unsupported(String os, String arch) {
        boolean intel = arch.equals("amd64") || arch.equals("x86_64") || arch.equals("x86") || arch.equals("i386") || arch.equals("i686");
        boolean oldArm = arch.equals("arm") && os.startsWith("Linux");
        if (intel || oldArm) {
            return "";
        }
        return "The natives of webcam-capture do not run on " + os + " " + arch + " (they are made for x86 and 32-bit ARM). "
                + (os.startsWith("Linux") ? "Use the bundle org.obscura.camera.v4l2, or another" : "Use another")
                + " driver of webcam-capture: set 'driver' and 'driver.classpath'";
    }

    static String unsupported() {
        return unsupported(System.getProperty("os.name"), ARCH);
    }
}
