package org.obscura.camera.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the exported jar as a user does, in a working directory and with a temporary directory of its own. */
record RunnableJar(Path directory) {
    private static final int PATIENCE_SECONDS = 300;

    /** How a run ended. */
    record Outcome(int exitCode, String out, String err) {
        List<String> lines() {
            return out.lines().toList();
        }
    }

    /** A run that is under way. */
    record Run(Process process, Path err) {
        Outcome end() throws IOException, InterruptedException {
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(exitCode(), out, Files.readString(err));
        }

        int exitCode() throws IOException, InterruptedException {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "The run did not end within " + PATIENCE_SECONDS + " s; its errors are: " + Files.readString(err));
            }
            return process.exitValue();
        }
    }

    Path work() throws IOException {
        return Files.createDirectories(directory.resolve("work"));
    }

    Path temporary() throws IOException {
        return Files.createDirectories(directory.resolve("tmp"));
    }

    Outcome run(String... arguments) throws IOException, InterruptedException {
        return pipe("", arguments);
    }

    Outcome pipe(String input, String... arguments) throws IOException, InterruptedException {
        Run run = start(arguments);
        try (OutputStream in = run.process().getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        return run.end();
    }

    Run start(String... arguments) throws IOException {
        return startBehind(List.of(), arguments);
    }

    /** Starts it as the command of another program. */
    Run startBehind(List<String> other, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(other);
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8", "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + temporary(), "-jar", System.getProperty("obscura.jar")));
        command.addAll(List.of(arguments));
        Path err = Files.createTempFile(directory, "stderr", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).directory(work().toFile()).redirectError(err.toFile());
        // names of files are in the locale's encoding
        builder.environment().put("LC_ALL", "C.UTF-8");
        return new Run(builder.start(), err);
    }
}
