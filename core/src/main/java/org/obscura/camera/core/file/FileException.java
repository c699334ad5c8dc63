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
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.CaptureError;

/** Thrown when an image cannot become a file; the message names the cause for the user. */
public final class FileException extends IOException {
    private static final long serialVersionUID = 1;
    private static final long NEARLY_FULL_BYTES = 64 * 1024;

    private final CaptureError error;

    public FileException(CaptureError error, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.error = error;
    }

    /** Describes what was thrown while a file was written. */
    public static FileException of(Throwable e, Path target) {
        return of(e, target.getParent() == null ? target : target.getParent(), String.valueOf(target.getFileName()));
    }

    /**
     * Describes what was thrown while a file was written.
     *
     * @param name the file's name; null if it is not known, as of one that is to be generated: a message must not name another file
     */
    static FileException of(Throwable e, Path folder, @Nullable String name) {
        if (e instanceof FileException described) {
            return described;
        }
        if (saysFull(e)) {
            return full(folder, e);
        }
        if (!Files.exists(folder)) {
            return resource(Files.isSymbolicLink(folder) ? "The folder " + folder + " is a link to a folder that does not exist"
                    : "The folder " + folder + " does not exist; create it, or choose another", e);
        }
        if (!Files.isDirectory(folder) || e instanceof NotDirectoryException) {
            return resource(folder + " is not a folder", e);
        }
        if (e instanceof NoSuchFileException) {
            return resource("Another program has removed the temporary file of an image in the folder " + folder, e);
        }
        if (e instanceof AccessDeniedException) {
            return resource("There is no permission to write in the folder " + folder, e);
        }
        if (e instanceof FileAlreadyExistsException && name != null) {
            return resource("The file " + folder.resolve(name)
                    + " exists already, and existing files are to be kept (existing=fail)", e);
        }
        if (e instanceof IOException && isFull(folder)) {
            return full(folder, e);
        }
        String reason = e instanceof FileSystemException f && f.getReason() != null ? f.getReason()
                : e instanceof FileAlreadyExistsException ? "its name is used already"
                : e.getClass() == IOException.class && e.getMessage() != null ? e.getMessage() : e.toString();
        return resource(name == null ? "No file can be written in the folder " + folder + ": " + reason
                : "The file " + folder.resolve(name) + " cannot be written: " + reason, e);
    }

    /** Describes what was thrown while a file or folder was created: it cannot have been removed yet. */
    static FileException ofCreation(IOException e, Path folder, @Nullable String name) {
        return e instanceof NoSuchFileException && Files.isDirectory(folder)
                ? resource("Nothing can be created in the folder " + folder
                        + ": its file system creates nothing, or the folder was replaced meanwhile;"
                        + " choose another folder, or repeat the capture", e)
                : of(e, folder, name);
    }

    private static FileException resource(String message, Throwable cause) {
        return new FileException(CaptureError.RESOURCE, message, cause);
    }

    private static FileException full(Path folder, Throwable cause) {
        return new FileException(CaptureError.OUT_OF_SPACE,
                "No space is left in the folder " + folder + "; free some, or choose another folder", cause);
    }

    private static boolean saysFull(Throwable e) {
        String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return Stream.of("no space left", "quota exceeded", "not enough space").anyMatch(text::contains);
    }

    /** Looks at the file system too, since the system's message may be in any language. */
    private static boolean isFull(Path folder) {
        try {
            return Files.isWritable(folder) && Files.getFileStore(folder).getUsableSpace() < NEARLY_FULL_BYTES;
        } catch (IOException | RuntimeException unknown) {
            return false;
        }
    }

    public CaptureError error() {
        return error;
    }
}
