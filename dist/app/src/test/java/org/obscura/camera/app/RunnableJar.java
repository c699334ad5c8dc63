package org.obscura.camera.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs the runnable jar as a user does, in a working directory and with a temporary directory of its own.
 *
 * @param java the home of the Java to run it with
 */
record RunnableJar(Path directory, Path java) {
    private static final int PATIENCE_SECONDS = Integer.getInteger("test.timeout", 300);

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

        /** Types what a terminal sends for keys. */
        void type(String keys) throws IOException {
            process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        }

        /** Waits until a text is printed, and returns what was printed up to it. */
        String awaitPrinted(String text) throws IOException {
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            CompletableFuture<Void> end = CompletableFuture.runAsync(process::destroyForcibly,
                    CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS));
            while (!printed.toString(StandardCharsets.UTF_8).endsWith(text)) {
                int next = process.getInputStream().read();
                if (next < 0) {
                    throw new IllegalStateException("'" + text + "' was not printed, but: " + printed.toString(StandardCharsets.UTF_8));
                }
                printed.write(next);
            }
            end.cancel(false);
            return printed.toString(StandardCharsets.UTF_8);
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

    RunnableJar(Path directory) {
        this(directory, Path.of(System.getProperty("java.home")));
    }

    /** Returns the home of the newest Java that is installed in the usual place, if it is newer than the one that runs the tests. */
    static Optional<Path> newestJava() throws IOException {
        Path folder = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(folder)) {
            return homes.filter(home -> Files.isExecutable(home.resolve("bin/java")) && version(home) > Runtime.version().feature())
                    .max(Comparator.comparingInt(RunnableJar::version));
        }
    }

    private static int version(Path home) {
        try (Stream<String> lines = Files.lines(home.resolve("release"))) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION=")).map(line -> line.replaceFirst(".*?\"(\\d+).*", "$1"))
                    .mapToInt(Integer::parseInt).findFirst().orElse(0);
        } catch (IOException e) {
            return 0;
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
        command.addAll(command());
        command.addAll(List.of(arguments));
        return launch(command);
    }

    /** Starts it at a terminal of its own, which has no size: Debian's script makes it. */
    Run startAtTerminal(List<String> other) throws IOException {
        List<String> command = new ArrayList<>(other);
        command.addAll(List.of("script", "-qec", "TERM=xterm exec '" + String.join("' '", command()) + "'", "/dev/null"));
        return launch(command);
    }

    /** Runs a line of a POSIX shell in which {@code ./obscura} stands for the jar. */
    Outcome runInShell(String line) throws IOException, InterruptedException {
        Path script = work().resolve("obscura");
        Files.writeString(script, "#!/bin/sh\nexec '" + String.join("' '", command()) + "' \"$@\"\n");
        script.toFile().setExecutable(true);
        Run run = launch(List.of("sh", "-c", line));
        run.process().getOutputStream().close();
        return run.end();
    }

    private List<String> command() throws IOException {
        List<String> command = new ArrayList<>(List.of(java.resolve("bin/java").toString()));
        if (version(java) >= 23) {
            command.add("--sun-misc-unsafe-memory-access=allow"); // as the script does
        }
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8", "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + temporary(), "-jar", System.getProperty("obscura.jar")));
        return command;
    }

    private Run launch(List<String> command) throws IOException {
        Path err = Files.createTempFile(directory, "stderr", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).directory(work().toFile()).redirectError(err.toFile());
        // names of files are in the locale's encoding
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("XDG_STATE_HOME", directory.resolve("state").toString());
        return new Run(builder.start(), err);
    }
}
