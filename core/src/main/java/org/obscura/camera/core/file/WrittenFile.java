package org.obscura.camera.core.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

import org.obscura.camera.CaptureOptions.ExistingFile;
import org.obscura.camera.spi.ImageFormat;

/**
 * A picture that is on the disk under a temporary name: {@link #commit()} gives it its own, in one step, {@link #discard()} removes it.
 * Where a name must not be taken from an existing file a hard link claims it, since that fails where a move would replace.
 */
public final class WrittenFile {
    private final Path temporary;
    private final Path target;
    private final ImageFormat format;
    private final Numbering numbering;
    private final ExistingFile existing;
    private final boolean sync;

    WrittenFile(Path temporary, Path target, ImageFormat format, Numbering numbering, ExistingFile existing, boolean sync) {
        this.temporary = temporary;
        this.target = target;
        this.format = format;
        this.numbering = numbering;
        this.existing = existing;
        this.sync = sync;
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
                syncFolder();
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
                Path candidate = target.resolveSibling(Numbering.name(numbering.next(), format));
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
        String name = target.getFileName().toString();
        int dot = name.lastIndexOf('.');
        for (int i = 1;; i++) {
            Path candidate = target.resolveSibling(name.substring(0, dot) + "-" + i + name.substring(dot));
            if (claim(candidate)) {
                return candidate;
            }
        }
    }

    /** Moves to a name that nobody has; false if somebody has. */
    private boolean claim(Path candidate) throws IOException {
        try {
            Files.createLink(candidate, temporary);
            Files.delete(temporary);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (UnsupportedOperationException e) {
            return claimWithoutLinks(candidate);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (FileSystemException e) {
            return claimWithoutLinks(candidate); // FAT, some network shares: they say so in many ways
        }
    }

    /** An empty file claims the name, and is then replaced: the best that is to be had without links. */
    private boolean claimWithoutLinks(Path candidate) throws IOException {
        try {
            Files.createFile(candidate);
        } catch (FileAlreadyExistsException e) {
            return false;
        }
        try {
            Files.move(temporary, candidate, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | RuntimeException e) {
            FileStore.delete(candidate);
            throw e;
        }
        return true;
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
