package org.obscura.camera.itest.v4l2;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** One boot of the virtual machine, and what was recorded in it. */
final class Guest {
    private static final int SECONDS = 2_700;

    private final Path records;

    private Guest(Path records) {
        this.records = records;
    }

    /**
     * Boots the guest and returns once its scenario has run. What it says goes to the console of the build.
     *
     * @param scenario a script below {@code src/test/guest}
     */
    static Guest run(Path records, String scenario, String... arguments) throws IOException, InterruptedException {
        empty(records);
        List<String> command = new ArrayList<>(List.of("vm/run", "-v", "--vivid", "none", "--timeout", String.valueOf(SECONDS), "--out",
                records.toString(), "--", "bash", Path.of("src/test/guest", scenario).toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(records.resolve("guest.log").toFile())
                .start();
        int exit = process.waitFor();
        System.out.println(Files.readString(records.resolve("guest.log")));
        if (exit != 0) {
            throw new IllegalStateException("The guest ended with " + exit + "; see " + records);
        }
        return new Guest(records);
    }

    private static void empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(folder);
    }

    Path file(String name) {
        return records.resolve(name);
    }

    /** What a step printed. */
    String output(String step) throws IOException {
        return Files.readString(file(step + ".out"));
    }

    /** The names of the framework's threads, sorted. */
    List<String> threads(String step) throws IOException {
        return Files.readAllLines(file(step + ".threads"));
    }

    /** What the framework's open files are, sorted. */
    List<String> openFiles(String step) throws IOException {
        return Files.readAllLines(file(step + ".files"));
    }

    /** A fact recorded about a step. */
    String value(String step, String key) throws IOException {
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(file(step + ".properties"))) {
            values.load(reader);
        }
        return values.getProperty(key);
    }

    long number(String step, String key) throws IOException {
        return Long.parseLong(value(step, key));
    }
}
