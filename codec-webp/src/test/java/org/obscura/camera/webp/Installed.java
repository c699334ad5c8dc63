package org.obscura.camera.webp;

import org.obscura.camera.codec.InstalledLibrary;

/** The library of this machine. */
final class Installed {
    private Installed() {
    }

    static WebpEncoder encoder() {
        return InstalledLibrary.open(WebpLibrary.usualNames(), library -> new WebpEncoder(new WebpLibrary(library)), "libwebp", "libwebp7");
    }
}
