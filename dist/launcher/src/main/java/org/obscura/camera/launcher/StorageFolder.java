package org.obscura.camera.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;

import org.obscura.camera.support.file.PrivateFolders;

/**
 * The framework's storage: a folder of this run alone, which no other user can enter. A run holds a lock in its folder; a folder without
 * one was left by a run that was killed, and the next run deletes it.
 */
final class StorageFolder implements AutoCloseable {
    private static final String PREFIX = "obscura-run-";
    private static final String LOCK = "lock";
    private static final String INSTEAD = "; set the system property java.io.tmpdir to a folder that you can write";
    /** The framework writes about as many, most of them small. */
    private static final int NEEDED_FILES = 64;
    private static final int BLOCK_BYTES = 4096;
    /** A run needs milliseconds to lock its folder. */
    private static final Duration BEGINNING = Duration.ofHours(1);

    private final Path path;
    private final FileChannel lock;

    private StorageFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Creates a folder below one that others may share, and deletes what killed runs of this user left there. */
    static StorageFolder create(Path parent) throws IOException {
        try {
            StorageFolder folder = createLocked(parent);
            folder.deleteAbandoned(parent);
            return folder;
        } catch (NoSuchFileException e) {
            throw new IOException("The temporary folder " + parent + " does not exist" + INSTEAD, e);
        } catch (FileSystemException e) {
            throw new IOException("The temporary folder " + parent + " cannot be used: " + reason(e) + INSTEAD, e);
        }
    }

    private static StorageFolder createLocked(Path parent) throws IOException {
        Path path = createFolder(parent);
        try {
            Path file = path.resolve(LOCK + ".new");
            FileChannel lock = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            lock.lock();
            // under its name only now: another run would take a file without a lock for that of a run that was killed
            Files.move(file, path.resolve(LOCK));
            return new StorageFolder(path, lock);
        } catch (IOException e) {
            delete(path);
            throw e;
        }
    }

    /** Creates a folder that no other run uses. Its name need not be secret, so that no generator of secure numbers has to be started. */
    private static Path createFolder(Path parent) throws IOException {
        while (true) {
            Path path = parent.resolve(PREFIX + ProcessHandle.current().pid() + "-" + Long.toUnsignedString(System.nanoTime(), 36));
            try {
                return PrivateFolders.createNew(path);
            } catch (FileAlreadyExistsException e) {
                continue; // the name is taken; the next one differs
            }
        }
    }

    private static String reason(IOException e) {
        return e instanceof FileSystemException file && file.getReason() != null ? file.getReason()
                : e.getClass() == IOException.class && e.getMessage() != null ? e.getMessage() : e.getClass().getSimpleName();
    }

    /** Throws why the files of a framework cannot be written here, such as that no space is left; the framework does not say so. */
    void requireSpace() throws IOException {
        try {
            for (int i = 0; i < NEEDED_FILES; i++) {
                Files.write(path.resolve("test" + i), new byte[BLOCK_BYTES]);
            }
        } catch (IOException e) {
            throw new IOException("The temporary folder " + path.getParent() + " cannot be used: " + reason(e)
                    + "; free some space, or set the system property java.io.tmpdir to another folder", e);
        }
    }

    Path path() {
        return path;
    }

    /** Returns the user that this program runs as. */
    UserPrincipal owner() throws IOException {
        return Files.getOwner(path);
    }

    private void deleteAbandoned(Path parent) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            folders.forEach(this::deleteIfAbandoned);
        } catch (IOException | DirectoryIteratorException e) {
            return; // the folder cannot be listed
        }
    }

    private void deleteIfAbandoned(Path folder) {
        try {
            if (!folder.equals(path) && isAbandoned(folder)) {
                delete(folder);
            }
        } catch (IOException e) {
            return; // it cannot be read or deleted now, or another run deletes it
        }
    }

    /**
     * Returns whether no run uses a folder any more. A folder without a lock file belongs to a run that begins at this moment, or to one
     * that was killed when it began.
     */
    private boolean isAbandoned(Path folder) throws IOException {
        Path file = folder.resolve(LOCK);
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || !Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(owner())) {
            return false;
        }
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS).toInstant().isBefore(Instant.now().minus(BEGINNING));
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (FileChannel other = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return other.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
            if (Files.exists(path)) {
                delete(path);
            }
        } catch (IOException e) {
            // the next run deletes it
            return;
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE; // another run deletes the same folder
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException e) throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
