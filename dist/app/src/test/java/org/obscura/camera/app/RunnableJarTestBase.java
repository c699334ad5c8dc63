package org.obscura.camera.app;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is delivered, with the simulated camera in it, and a folder for each test. */
abstract class RunnableJarTestBase {
    static final String ANY_REAL_CAMERA_ASIDE = "device.target = (camera.backend=simulated)\n";

    RunnableJar jar;
    Path pictures;

    @BeforeEach
    void configure(@TempDir Path folder) throws IOException {
        jar = new RunnableJar(folder);
        pictures = Files.createDirectories(folder.resolve("my pictures"));
        conf("org.obscura.camera-default.cfg", "camera.id = default\ndirectory = " + pictures + "\n" + ANY_REAL_CAMERA_ASIDE);
    }

    Path conf(String name, String text) throws IOException {
        return Files.writeString(Files.createDirectories(jar.work().resolve("conf")).resolve(name), text);
    }

    /** Skips the test and says why, where the system lacks what it is about. */
    static void need(boolean condition, String otherwise) {
        if (!condition) {
            System.out.println("A test is left out: " + otherwise);
        }
        assumeTrue(condition, otherwise);
    }
}
