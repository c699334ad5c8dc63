package org.obscura.camera.core.file;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Recognizes and deletes files that were written below a folder. No link below it is followed. */
public final class SavedFiles {
    /** File systems that number their files again whenever they are mounted. */
    private static final Set<String> NUMBERED_BY_MOUNT = Set.of("vfat", "msdos", "exfat", "cifs", "smb3", "smbfs", "9p", "fuse");
    private static final String TEMPORARY = ".obscura-";

    private final Path base;

    /** What is found under a name. */
    public enum Found {
        /** The file that was written. */
        SAME,
        /** Nothing. */
        NOTHING,
        /** Another file, a link, or a file that was changed. */
        OTHER
    }

    /** Creates one for an existing folder, by its real path. */
    public SavedFiles(Path base) {
        this.base = base;
    }

    /** Returns whether the file system keeps the numbers of its files. */
    public boolean hasLastingNumbers() {
        try {
            return !NUMBERED_BY_MOUNT.contains(Files.getFileStore(base).type().split("\\.")[0]);
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** Returns what is found under a name in a folder, a path below the base. */
    public Found find(String folder, String name, FileIdentity identity) throws IOException {
        return with(folder, open -> identity.isOf(open.attributes(name)) ? Found.SAME : Found.OTHER);
    }

    /** Deletes a file if it is the one that was written. Returns what was found. */
    public Found delete(String folder, String name, FileIdentity identity) throws IOException {
        return with(folder, open -> {
            if (!identity.isOf(open.attributes(name))) {
                return Found.OTHER;
            }
            open.delete(name);
            return Found.SAME;
        });
    }

    /** Returns the name of a file in a folder, other than that of a temporary file. */
    public Optional<String> nameOf(String folder, FileIdentity identity) throws IOException {
        try (OpenFolder open = OpenFolder.open(base.resolve(folder), base)) {
            for (String name : open.names("")) {
                if (!name.startsWith(TEMPORARY) && isSame(open, name, identity)) {
                    return Optional.of(name);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException | FileException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean isSame(OpenFolder open, String name, FileIdentity identity) throws IOException {
        try {
            return identity.isOf(open.attributes(name));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Removes a folder if it is empty but for its last numbers. Returns whether it no longer exists. */
    public boolean deleteEmptyFolder(String folder) throws IOException {
        Path path = base.resolve(folder);
        try {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) && path.toRealPath().equals(path)) {
                deleteLastNumbers(path);
                Files.delete(path);
            }
            return !Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        } catch (DirectoryNotEmptyException e) {
            return false;
        } catch (NoSuchFileException e) {
            return true;
        }
    }

    private void deleteLastNumbers(Path path) throws IOException {
        try (OpenFolder open = OpenFolder.open(path, base)) {
            if (open.names("").equals(List.of(LastNumbers.FILE))) {
                open.delete(LastNumbers.FILE);
            }
        }
    }

    private interface Action {
        Found apply(OpenFolder folder) throws IOException;
    }

    private Found with(String folder, Action action) throws IOException {
        try (OpenFolder open = OpenFolder.open(base.resolve(folder), base)) {
            return action.apply(open);
        } catch (NoSuchFileException e) {
            return Found.NOTHING;
        } catch (NotDirectoryException | FileException e) { // a file or a link in place of the folder
            return Found.OTHER;
        }
    }
}
