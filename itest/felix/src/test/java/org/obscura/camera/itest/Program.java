package org.obscura.camera.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of the system, written by others, that looks at images. What needs one is skipped, and says so, where it is missing. */
final class Program {

    private final String name;
    private final Path folder;

    /** What a program printed. */
    record Printed(String out, String err) {
    }

    /** The program, with a folder for what it prints. */
    Program(String name, String debianPackage, Path folder) {
        this.name = name;
        this.folder = folder;
        boolean there = Stream.of(System.getenv("PATH").split(":")).anyMatch(each -> Files.isExecutable(Path.of(each, name)));
        String reason = name + " is not installed (Debian: " + debianPackage + ")";
        if (!there) {
            System.out.println("skipped: " + reason);
        }
        assumeTrue(reason, there);
    }

    /** Runs it to its good end. */
    Printed run(List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(name));
        command.addAll(arguments);
        Path out = folder.resolve(name + ".out");
        Path err = folder.resolve(name + ".err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("HOME", folder.toString());
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            assertTrue(name + " has not ended within " + Patience.SECONDS + " s", process.waitFor(Patience.SECONDS, TimeUnit.SECONDS));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        Printed printed = new Printed(Files.readString(out), Files.readString(err));
        assertEquals(command + ": " + printed, 0, process.exitValue());
        return printed;
    }
}
