package org.obscura.camera.codec;

import static org.junit.jupiter.api.Assumptions.abort;

import java.util.List;
import java.util.function.Function;

/** Opens a library of this machine for a test. */
public final class InstalledLibrary {
    private InstalledLibrary() {
    }

    /** Opens a library, or skips the test with the reason. */
    public static <T> T open(List<String> names, Function<SystemLibrary, T> user, String library, String debianPackage) {
        try {
            return SystemLibrary.open(names, user);
        } catch (UnsatisfiedLinkError e) {
            return abort(library + " is not installed (Debian: apt install " + debianPackage + "): " + e.getMessage());
        }
    }
}
