package org.obscura.camera.launcher;

import java.nio.file.Path;

/** The folder of what this program remembers from one run to the next, as XDG defines it. */
final class StateFolder {
    private StateFolder() {
    }

    /** Returns the folder, which may not exist; null if the user has no home. */
    static Path path() {
        String state = System.getenv("XDG_STATE_HOME");
        Path folder = state == null || state.isEmpty() ? Path.of(System.getProperty("user.home"), ".local", "state") : Path.of(state);
        return folder.isAbsolute() ? folder.resolve("obscura") : null;
    }
}
