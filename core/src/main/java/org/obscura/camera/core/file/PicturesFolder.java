package org.obscura.camera.core.file;

import java.nio.file.Path;

import dev.dirs.UserDirectories;

/** The folder of pictures of the user that the framework runs as: as XDG, macOS and Windows define it. */
public final class PicturesFolder {
    private Path folder;

    /** The folder, which may not exist. Asking for the first time may take a while. */
    public synchronized Path get() {
        if (folder == null) {
            folder = find();
        }
        return folder;
    }

    private static Path find() {
        String known = null;
        try {
            known = UserDirectories.get().pictureDir;
        } catch (RuntimeException | LinkageError e) {
            // the system does not say; the usual name is as good
        }
        Path home = Path.of(System.getProperty("user.home", "."));
        Path pictures = known == null || known.isBlank() ? home.resolve("Pictures") : Path.of(known);
        // without a folder of its own XDG names the home itself
        return (pictures.equals(home) ? home.resolve("Pictures") : pictures).toAbsolutePath();
    }
}
