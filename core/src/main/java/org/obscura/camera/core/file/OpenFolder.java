package org.obscura.camera.core.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.CaptureError;

/**
 * A folder that stays open while a file is written in it. Where the system can, all names are relative to the open folder, so that a
 * program that replaces the folder by a link meanwhile does not move the file elsewhere.
 */
interface OpenFolder extends Closeable {
    /** No file may be written by everybody, even if the process has no mask of its own. */
    FileAttribute<?> PERMISSIONS = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-rw-r--"));

    /**
     * Opens a folder.
     *
     * @param folder an absolute path; without links if there is a fence
     * @param fence a real path that the folder must lie in, or null. No link below it is followed
     */
    static OpenFolder open(Path folder, @Nullable Path fence) throws IOException {
        DirectoryStream<Path> stream;
        try {
            stream = Files.newDirectoryStream(fence != null ? fence : folder);
        } catch (AccessDeniedException e) {
            if (fence == null) {
                return new PathFolder(folder, null); // that files can be created in but that cannot be read
            }
            throw e;
        }
        if (!(stream instanceof SecureDirectoryStream<Path> secure)) {
            stream.close();
            return new PathFolder(folder, fence);
        }
        return new SecureFolder(folder, fence == null ? secure : descend(secure, fence, folder), fence != null);
    }

    /** Opens the folder step by step from the fence on. */
    private static SecureDirectoryStream<Path> descend(SecureDirectoryStream<Path> fence, Path from, Path folder) throws IOException {
        SecureDirectoryStream<Path> at = fence;
        if (folder.equals(from)) {
            return at;
        }
        for (Path step : from.relativize(folder)) {
            try (SecureDirectoryStream<Path> parent = at) {
                at = parent.newDirectoryStream(step, LinkOption.NOFOLLOW_LINKS);
            } catch (NoSuchFileException | AccessDeniedException e) {
                throw e;
            } catch (FileSystemException e) { // a link: the system says so in several ways
                throw new FileException(CaptureError.RESOURCE, "Images may not be written to " + folder + ": " + step
                        + " has become a link or a file, and links below allowed.directories are not followed "
                        + "while an image is written",
                        e);
            }
        }
        return at;
    }

    /** Returns the path of the folder. */
    Path path();

    /** Returns whether a link can be made safely: it needs the path of the folder. */
    boolean canLink();

    /** Creates a file, for writing. */
    FileChannel create(String name) throws IOException;

    /** Opens a file, for reading. */
    FileChannel read(String name) throws IOException;

    /** Opens a file for writing and closes it, which programs that watch the folder take as the end of writing. */
    void touch(String name) throws IOException;

    /** Renames a file in one step; an existing one of the new name is replaced. */
    void move(String from, String to) throws IOException;

    /** Removes a file. */
    void delete(String name) throws IOException;

    /** Returns the attributes of a file; of a link, those of the link. */
    BasicFileAttributes attributes(String name) throws IOException;

    /** Returns the names in the folder that begin like this. */
    List<String> names(String prefix) throws IOException;

    /** Makes the entries of the folder durable, where the file system can. */
    void sync() throws IOException;

    /** Gives a file a second name, which must not exist. */
    default void link(String existing, String name) throws IOException {
        Files.createLink(path().resolve(name), path().resolve(existing));
    }

    /** Returns whether the name is in use. */
    default boolean exists(String name) {
        try {
            attributes(name);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
