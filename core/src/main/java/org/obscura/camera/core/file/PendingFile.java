package org.obscura.camera.core.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;

import org.obscura.camera.CaptureOptions.ExistingFile;
import org.obscura.camera.spi.ImageFormat;

/**
 * A picture that is on the disk under a temporary name: {@link #commit()} gives it its own, in one step, {@link #discard()} removes it.
 * Where a name must not be taken from an existing file a hard link claims it, since that fails where a move would replace.
 */
public final class PendingFile {
    /** So many numbers are tried one by one. */
    private static final int FEW = 16;
    private static final Duration CLAIM_LIMIT = Duration.ofSeconds(30);

    private final Path temporary;
    private final Path target;
    private final ImageFormat format;
    private final FileNameSequence numbering;
    private final ExistingFile existing;
    private final boolean sync;
    private final boolean links;

    PendingFile(Path temporary, Path target, ImageFormat format, FileNameSequence numbering, ExistingFile existing, boolean sync,
            boolean links) {
        this.temporary = temporary;
        this.target = target;
        this.format = format;
        this.numbering = numbering;
        this.existing = existing;
        this.sync = sync;
        this.links = links;
    }

    /** Where it is to go; with a generated name only the folder is certain. */
    public Path target() {
        return target;
    }

    /** Puts the file in its place. Whatever happens, the temporary name is gone afterwards. */
    public Path commit() throws IOException {
        try {
            Path placed = place();
            if (sync) {
                sync(placed);
            }
            return placed;
        } catch (IOException | RuntimeException e) {
            FileStore.delete(temporary);
            throw e;
        }
    }

    public void discard() {
        FileStore.delete(temporary);
    }

    private Path place() throws IOException {
        if (numbering != null) {
            while (true) {
                Path candidate = target.resolveSibling(FileNameSequence.name(numbering.next(), format));
                if (claim(candidate)) {
                    return candidate;
                }
            }
        }
        if (existing == ExistingFile.OVERWRITE) {
            if (Files.isDirectory(target)) {
                throw new FileSystemException(target.toString(), null, "it is a folder");
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return target;
        }
        if (claim(target)) {
            return target;
        }
        if (existing == ExistingFile.FAIL) {
            throw new FileAlreadyExistsException(target.toString());
        }
        for (int i = 1;; i++) {
            if (i > FEW) {
                i = free(i);
            }
            Path candidate = numbered(i);
            if (claim(candidate)) {
                return candidate;
            }
        }
    }

    private Path numbered(int number) {
        String name = target.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return target.resolveSibling(name.substring(0, dot) + "-" + number + name.substring(dot));
    }

    /** A free number that follows one that is taken, without a look at each of thousands: by doubled steps, then by halves. */
    private int free(int from) {
        if (!isTaken(from)) {
            return from;
        }
        int taken = from;
        int step = 1;
        while (isTaken(taken + step)) {
            taken += step;
            step *= 2;
        }
        int free = taken + step;
        while (free - taken > 1) {
            int middle = taken + (free - taken) / 2;
            if (isTaken(middle)) {
                taken = middle;
            } else {
                free = middle;
            }
        }
        return free;
    }

    private boolean isTaken(int number) {
        return Files.exists(numbered(number), LinkOption.NOFOLLOW_LINKS);
    }

    /** Moves to a name that nobody has; false if somebody has. */
    private boolean claim(Path candidate) throws IOException {
        if (!links) {
            return claimWithoutLinks(candidate);
        }
        try {
            Files.createLink(candidate, temporary);
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (NoSuchFileException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            return claimWithoutLinks(candidate); // FAT, some network shares: they say so in many ways
        }
        FileStore.delete(temporary);
        return true;
    }

    /**
     * Without links a second, empty file stands for the name while the move is made, so that two processes that write pictures cannot
     * take the same, and a reader sees the whole picture or nothing.
     */
    private boolean claimWithoutLinks(Path candidate) throws IOException {
        Path mark = candidate
                .resolveSibling(FileStore.PREFIX + "claim-" + Integer.toHexString(candidate.getFileName().hashCode()) + FileStore.SUFFIX);
        if (Files.exists(candidate, LinkOption.NOFOLLOW_LINKS) || !mark(mark)) {
            return false;
        }
        try {
            if (Files.exists(candidate, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            Files.move(temporary, candidate, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } finally {
            FileStore.delete(mark);
        }
    }

    private static boolean mark(Path mark) throws IOException {
        try {
            Files.createFile(mark);
            return true;
        } catch (FileAlreadyExistsException e) {
            try {
                if (Files.getLastModifiedTime(mark).toInstant().isBefore(Instant.now().minus(CLAIM_LIMIT))) {
                    Files.delete(mark); // of a process that died over it
                }
            } catch (NoSuchFileException gone) {
                // the other is done
            }
            return false;
        }
    }

    private void sync(Path placed) throws IOException {
        try {
            syncFolder();
        } catch (IOException | RuntimeException e) {
            FileStore.delete(placed); // what is told to have failed must not be there
            throw e;
        }
    }

    private void syncFolder() throws IOException {
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            return; // a folder cannot be opened there, and its entries are journalled
        }
        try (FileChannel folder = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
