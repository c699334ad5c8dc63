package org.obscura.camera.webp;

import static org.junit.jupiter.api.Assumptions.abort;

import org.obscura.camera.codec.SystemLibrary;

/** The library of this machine, or a test that says why it is skipped. */
final class Installed {
    private Installed() {
    }

    static WebpEncoder encoder() {
        try {
            return SystemLibrary.open(WebpLibrary.usualNames(), library -> new WebpEncoder(new WebpLibrary(library)));
        } catch (UnsatisfiedLinkError e) {
            System.out.println("SKIPPED: libwebp is not here (Debian: apt install libwebp7)");
            return abort("libwebp is not here: " + e.getMessage());
        }
    }
}
