package org.obscura.camera.core.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.obscura.camera.core.config.CameraSettings;
import org.obscura.camera.core.pattern.NamePattern;
import org.obscura.camera.core.pattern.PatternValues;

/**
 * Replaces the file that is always the latest image, in one step: a reader sees the whole image before or the whole new one. The file is a
 * second name of the image where the file system has links, else a copy.
 */
public final class LatestFile {
    private final FileStore store;

    public LatestFile(FileStore store) {
        this.store = store;
    }

    /**
     * Makes an image the latest.
     *
     * @param image a saved image
     * @param suffix that of its format
     * @param folder the folder of the camera
     */
    public void replace(Path image, String suffix, Path folder, NamePattern pattern, PatternValues values, CameraSettings settings)
            throws FileException {
        String name = pattern.name(values).whole() + "." + (pattern.suffix().isEmpty() ? suffix : pattern.suffix());
        TemporaryFiles temporaries = store.temporaries();
        String temporary = temporaries.next();
        ImageFolder allowed = ImageFolder.of(ImageFolder.existing(folder), settings);
        try (OpenFolder open = OpenFolder.open(allowed.path(), allowed.fence())) {
            try {
                link(open, image, temporary);
                open.move(temporary, name);
            } finally {
                temporaries.delete(open, temporary); // it still exists if both were names of the same file
            }
        } catch (IOException | RuntimeException e) {
            throw FileException.of(e, folder, name);
        }
    }

    private static void link(OpenFolder folder, Path image, String name) throws IOException {
        try {
            if (folder.canLink()) {
                Files.createLink(folder.path().resolve(name), image);
                return;
            }
        } catch (UnsupportedOperationException | FileSystemException e) {
            // no links, or another file system: as below
        }
        try (FileChannel in = FileChannel.open(image, StandardOpenOption.READ); FileChannel out = folder.create(name)) {
            long size = in.size();
            for (long at = 0; at < size;) {
                at += in.transferTo(at, size - at, out);
            }
        }
    }
}
