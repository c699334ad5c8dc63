package org.obscura.camera.core.file;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.dirs.UserDirectories;
import org.jspecify.annotations.Nullable;

/** The pictures folder of the user that the framework runs as, as XDG, macOS and Windows define it. */
public final class PicturesFolder {
    private static final String USUAL_NAME = "Pictures";

    @GuardedBy("this")
    private @Nullable Path folder;

    /** Returns the folder, which may not exist. The first call may take a while. */
    public synchronized Path get() {
        if (folder == null) {
            String configured = null;
            try {
                configured = UserDirectories.get().pictureDir;
            } catch (RuntimeException | LinkageError e) {
                // the system does not tell: the usual name
            }
            folder = folder(configured, System.getenv("HOME"), System.getProperty("user.home"));
        }
        return folder;
    }

    /**
     * Chooses the folder.
     *
     * @param configured the folder by the system; null or empty if it has none. Without a folder of its own XDG names the home itself
     * @param environment the home by the environment, which may differ from that of the user's account
     * @param account the home by the user's account
     */
    static Path folder(@Nullable String configured, @Nullable String environment, @Nullable String account) {
        Path home = Objects.requireNonNullElseGet(path(account), () -> Path.of("").toAbsolutePath());
        Path pictures = path(configured);
        if (pictures == null) {
            return home.resolve(USUAL_NAME);
        }
        return pictures.equals(home) || pictures.equals(path(environment)) ? pictures.resolve(USUAL_NAME) : pictures;
    }

    private static @Nullable Path path(@Nullable String text) {
        try {
            return text == null || text.isBlank() || !Path.of(text).isAbsolute() ? null : Path.of(text).normalize();
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
