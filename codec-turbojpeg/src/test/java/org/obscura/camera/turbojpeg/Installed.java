package org.obscura.camera.turbojpeg;

import static org.junit.jupiter.api.Assumptions.abort;

import org.obscura.camera.codec.SystemLibrary;

/** The library of this machine, or a test that says why it is skipped. */
final class Installed {
    private Installed() {
    }

    static TurboJpegLibrary library() {
        try {
            return SystemLibrary.open(TurboJpegLibrary.usualNames(), TurboJpegLibrary::new);
        } catch (UnsatisfiedLinkError e) {
            System.out.println("SKIPPED: libjpeg-turbo is not here (Debian: apt install libturbojpeg0)");
            return abort("libjpeg-turbo is not here: " + e.getMessage());
        }
    }
}
