package org.obscura.camera.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder for pictures that is emptied for each run. */
final class Folder {
    private Folder() {
    }

    static Path empty(String name) throws IOException {
        Path folder = Path.of(System.getProperty("bench.folder", "bench/target/pictures"), name).toAbsolutePath();
        Files.createDirectories(folder);
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        return folder;
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
            throw new IllegalStateException(folder + " has " + count + " pictures and not " + expected);
        }
        return bytes / count;
    }
}
