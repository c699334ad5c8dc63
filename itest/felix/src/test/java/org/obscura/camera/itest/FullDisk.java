package org.obscura.camera.itest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A tiny file system of its own, where this process may mount one. */
final class FullDisk {
    private final Path folder;

    private FullDisk(Path folder) {
        this.folder = folder;
    }

    /** The disk, or null where it cannot be had. */
    static FullDisk mount(Path parent) throws Exception {
        Path folder = Files.createDirectory(parent.resolve("full"));
        return run("mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", folder.toString()) ? new FullDisk(folder) : null;
    }

    Path folder() {
        return folder;
    }

    void unmount() throws Exception {
        if (!run("umount", folder.toString())) {
            throw new AssertionError(folder + " is still in use");
        }
    }

    private static boolean run(String... command) throws Exception {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // there is no such command
        }
    }
}
