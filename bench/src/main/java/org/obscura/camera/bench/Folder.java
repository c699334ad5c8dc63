package org.obscura.camera.bench;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;

/** A folder for images that is emptied for each run. */
final class Folder {
    private Folder() {
    }

    private static Path of(String name) {
        return Path.of(System.getProperty("bench.folder", "bench/target/pictures"), name).toAbsolutePath();
    }

    static Path empty(String name) throws IOException {
        Path folder = of(name);
        Files.createDirectories(folder);
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        return folder;
    }

    /** Returns a new folder in the one of that name. */
    static Path fresh(String name) throws IOException {
        return Files.createTempDirectory(Files.createDirectories(of(name)), "");
    }

    /**
     * Gives the memory and the disk space of files back without deleting them: ext4 passes over the places of files that were deleted in
     * the last seconds one by one, which takes longer than all else that creating a file does.
     */
    static void truncate(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                FileChannel.open(file, StandardOpenOption.WRITE).truncate(0).close();
            }
        }
    }

    /** Deletes a folder with all that is in it. */
    static void delete(String name) throws IOException {
        try (var files = Files.walk(of(name))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Counts the whole images and their mean size. */
    static long meanSize(Path folder, int expected) throws IOException {
        long bytes = 0;
        int count = 0;
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".jpg")).toList()) {
                bytes += Files.size(file);
                count++;
            }
        }
        if (count != expected) {
            throw new IllegalStateException(folder + " has " + count + " images and not " + expected);
        }
        return bytes / count;
    }
}
