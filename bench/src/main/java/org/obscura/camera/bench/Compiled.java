package org.obscura.camera.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Small programs in C that call a library of the system, compiled when they are needed. */
final class Compiled {
    private static final Path SOURCES = Path.of("bench/src/main/c");
    private static final Path PROGRAMS = Path.of("bench/target").toAbsolutePath();

    private Compiled() {
    }

    /** Returns a program; empty, and says so, where it cannot be compiled. */
    static Optional<Path> program(String name, String packages, String... libraries) throws Exception {
        Path source = SOURCES.resolve(name + ".c");
        Path program = PROGRAMS.resolve(name);
        if (Files.isExecutable(program) && Files.getLastModifiedTime(program).compareTo(Files.getLastModifiedTime(source)) >= 0) {
            return Optional.of(program);
        }
        Path errors = PROGRAMS.resolve(name + ".log");
        List<String> command = new ArrayList<>(
                List.of("gcc", "-O2", "-Wall", "-Werror", "-pthread", "-o", program.toString(), source.toString()));
        command.addAll(List.of(libraries));
        String missing = "there is no gcc";
        try {
            Process gcc = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(errors.toFile()).start();
            if (gcc.waitFor() == 0) {
                return Optional.of(program);
            }
            missing = Files.readString(errors).lines().findFirst().orElse("gcc failed");
        } catch (IOException e) {
            // no gcc
        }
        System.out.println(name + " is left out (Debian: gcc libc6-dev " + packages + "): " + missing);
        return Optional.empty();
    }
}
