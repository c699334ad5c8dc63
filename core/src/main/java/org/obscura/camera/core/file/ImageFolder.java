package org.obscura.camera.core.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.CaptureError;
import org.obscura.camera.core.config.CameraSettings;

/**
 * An existing folder that images may be written to.
 *
 * @param path its absolute path; without links if there is a fence
 * @param fence the allowed directory that it lies in, as a real path; null if any folder is allowed
 */
record ImageFolder(Path path, @Nullable Path fence) {

    /** Checks that a folder exists and is allowed. */
    static ImageFolder of(Path folder, CameraSettings settings) throws FileException {
        if (!Files.isDirectory(folder)) {
            String what = Files.exists(folder) ? folder + " is not a folder"
                    : "The folder " + folder + " does not exist; create it, or choose another";
            throw new FileException(CaptureError.RESOURCE, what, null);
        }
        if (!settings.allowedDirectories().isEmpty()) {
            Path real = real(folder);
            return new ImageFolder(real, fence(real, settings.allowedDirectories()));
        }
        return new ImageFolder(folder.toAbsolutePath().normalize().equals(folder) ? folder : real(folder), null);
    }

    /** Creates the default folder unless it exists. */
    static Path existing(Path folder) throws FileException {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            if (Files.isDirectory(folder)) {
                return folder; // a link to a folder
            }
            if (Files.exists(folder)) {
                throw new FileException(CaptureError.RESOURCE, folder + " is not a folder", e);
            }
            if (Files.isSymbolicLink(folder)) {
                throw new FileException(CaptureError.RESOURCE, "The folder " + folder + " is a link to a folder that does not exist", e);
            }
            if (e instanceof FileAlreadyExistsException) {
                throw new FileException(CaptureError.RESOURCE, "Another program removed the folder " + folder + " while it was created", e);
            }
            throw cannotBeCreated(folder, e);
        }
    }

    private static FileException cannotBeCreated(Path folder, IOException e) {
        FileException problem = FileException.ofCreation(e, parent(folder), null);
        return new FileException(problem.error(), "The folder " + folder + " does not exist and cannot be created: " + problem.getMessage(),
                e);
    }

    /**
     * Returns a folder below this one, whose missing folders are created one by one, none of them outside of the fence.
     *
     * @param sync whether they are made durable
     * @param created gets each that is created
     */
    ImageFolder withFolders(List<Path> names, boolean sync, Consumer<Path> created) throws FileException {
        ImageFolder at = this;
        for (Path name : names) {
            at = at.withFolder(name, sync, created);
        }
        return at;
    }

    private ImageFolder withFolder(Path name, boolean sync, Consumer<Path> created) throws FileException {
        Path folder = path.resolve(name);
        try {
            Files.createDirectory(folder);
            created.accept(folder);
            if (sync) {
                try (OpenFolder parent = OpenFolder.open(path, fence)) {
                    parent.sync();
                }
            }
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw new FileException(CaptureError.RESOURCE, Files.isSymbolicLink(folder)
                        ? "The folder " + folder + " is a link to a folder that does not exist" : folder + " is not a folder", e);
            }
        } catch (IOException e) {
            throw cannotBeCreated(folder, e);
        }
        if (fence == null) {
            return new ImageFolder(folder, null);
        }
        Path real = real(folder);
        return new ImageFolder(real, fence(real, List.of(fence)));
    }

    /** Returns the allowed directory that holds the folder. */
    private static Path fence(Path folder, List<Path> allowedDirectories) throws FileException {
        for (Path allowed : allowedDirectories) {
            if (Files.isDirectory(allowed)) {
                Path fence = real(allowed);
                if (folder.startsWith(fence)) {
                    return fence;
                }
            }
        }
        throw new FileException(CaptureError.RESOURCE,
                "Images may not be written to " + folder + "; allowed.directories has " + allowedDirectories, null);
    }

    /** Returns the parent of an absolute path; that of a root is the root. */
    static Path parent(Path path) {
        return Objects.requireNonNullElse(path.getParent(), path);
    }

    private static Path real(Path folder) throws FileException {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw FileException.of(e, folder, null);
        }
    }
}
