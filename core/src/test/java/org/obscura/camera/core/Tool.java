package org.obscura.camera.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

/** A program of the system that reads images; tests that need one are skipped, and say so, where it is missing. */
public final class Tool {
    private final String name;
    private final String debianPackage;

    public Tool(String name, String debianPackage) {
        this.name = name;
        this.debianPackage = debianPackage;
    }

    /** What it prints, standard error included; a non-zero exit fails the test. */
    public String run(String... arguments) throws IOException, InterruptedException {
        boolean there = Stream.of(System.getenv("PATH").split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        if (!there) {
            System.out.println("skipped: " + name + " is not installed (Debian: " + debianPackage + ")");
        }
        Assumptions.assumeTrue(there, () -> name + " is not installed (Debian: " + debianPackage + ")");
        List<String> command = Stream.concat(Stream.of(name), Stream.of(arguments)).toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(command + " failed: " + printed);
        }
        return printed;
    }
}
