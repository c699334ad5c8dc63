package org.obscura.camera.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The least program that leaves a file. */
public final class Trivial {
    private Trivial() {
    }

    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), "done");
    }
}
