package org.obscura.camera.turbojpeg;

import org.obscura.camera.codec.InstalledLibrary;

/** The library of this machine. */
final class Installed {
    private Installed() {
    }

    static TurboJpegLibrary library() {
        return InstalledLibrary.open(TurboJpegLibrary.usualNames(), TurboJpegLibrary::new, "libjpeg-turbo", "libturbojpeg0");
    }
}
