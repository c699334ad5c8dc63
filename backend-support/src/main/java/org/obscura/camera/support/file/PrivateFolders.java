package org.obscura.camera.support.file;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Folders for the user of this process alone, where the system has permissions of POSIX. */
public final class PrivateFolders {
    private static final FileAttribute<?>[] PERMISSIONS = FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))}
            : new FileAttribute<?>[0];

    private PrivateFolders() {
    }

    /** Creates a folder, and its missing parents, for the user alone; those that exist stay as they are. */
    public static Path create(Path folder) throws IOException {
        return Files.createDirectories(folder, PERMISSIONS);
    }

    /**
     * Creates one folder for the user alone.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is a file, a folder or a link of this name
     */
    public static Path createNew(Path folder) throws IOException {
        return Files.createDirectory(folder, PERMISSIONS);
    }
}
