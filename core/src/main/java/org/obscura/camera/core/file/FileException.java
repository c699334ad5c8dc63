package org.obscura.camera.core.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import org.obscura.camera.CaptureError;

/** Why a picture cannot be a file, in a sentence for the person who asked for it. */
public final class FileException extends IOException {
    private static final long serialVersionUID = 1;
    private static final long NEARLY_NOTHING = 64 * 1024;

    private final CaptureError error;

    public FileException(CaptureError error, String message, Throwable cause) {
        super(message, cause);
        this.error = error;
    }

    /** Words what was thrown while a file was written. */
    public static FileException of(Throwable e, Path target) {
        if (e instanceof FileException problem) {
            return problem;
        }
        Path folder = Objects.requireNonNullElse(target.getParent(), target);
        if (saysFull(e)) {
            return full(target, e);
        }
        if (!Files.exists(folder) || e instanceof NoSuchFileException) {
            return resource("The folder " + folder + " does not exist; create it, or choose another", e);
        }
        if (!Files.isDirectory(folder) || e instanceof NotDirectoryException) {
            return resource(folder + " is not a folder", e);
        }
        if (e instanceof AccessDeniedException) {
            return resource("There is no permission to write in the folder " + folder, e);
        }
        if (e instanceof FileAlreadyExistsException) {
            return resource("The file " + target + " exists already, and existing files are to be kept (existing=fail)", e);
        }
        if (e instanceof IOException && isFull(folder)) {
            return full(target, e);
        }
        String reason = e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : e.toString();
        return resource("The file " + target + " cannot be written: " + reason, e);
    }

    private static FileException resource(String message, Throwable cause) {
        return new FileException(CaptureError.RESOURCE, message, cause);
    }

    private static FileException full(Path target, Throwable cause) {
        return new FileException(CaptureError.OUT_OF_SPACE, "No space is left for " + target + "; free some, or choose another folder",
                cause);
    }

    private static boolean saysFull(Throwable e) {
        String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return Stream.of("no space left", "quota exceeded", "not enough space").anyMatch(text::contains);
    }

    /** The system's message may be in any language. */
    private static boolean isFull(Path folder) {
        try {
            return Files.isWritable(folder) && Files.getFileStore(folder).getUsableSpace() < NEARLY_NOTHING;
        } catch (IOException | RuntimeException unknown) {
            return false;
        }
    }

    public CaptureError error() {
        return error;
    }
}
