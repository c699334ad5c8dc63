package org.obscura.camera.felix;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The zip, unpacked and started as a user does. Its output and its errors are read as one. */
final class FelixProcess implements AutoCloseable {
    private static final int PATIENCE_SECONDS = Integer.getInteger("test.timeout", 300);

    private final Process process;
    private final StringBuilder text = new StringBuilder();

    /** Starts it in its folder. */
    FelixProcess(Path home, String... options) throws IOException {
        this(home, command(options));
    }

    private FelixProcess(Path home, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        process = builder.start();
    }

    /** Starts it in its folder, at a terminal of its own: Debian's script makes it. */
    static FelixProcess atTerminal(Path home) throws IOException {
        // without a size, JLine shows but the beginning of each line; a build in the background ignores Ctrl-C
        String command = "stty rows 24 cols 100; TERM=xterm exec env --default-signal=INT '" + String.join("' '", command()) + "'";
        return new FelixProcess(home, List.of("script", "-qec", command, "/dev/null"));
    }

    private static List<String> command(String... options) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Dfile.encoding=UTF-8"));
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", "bin/felix.jar"));
        return command;
    }

    /** Unpacks the zip, and returns its top folder. */
    static Path unpack(Path folder) throws IOException {
        try (InputStream file = Files.newInputStream(Path.of(System.getProperty("obscura.zip")));
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = folder.resolve(entry.getName());
                Files.createDirectories(entry.isDirectory() ? target : target.getParent());
                if (!entry.isDirectory()) {
                    Files.copy(zip, target);
                }
            }
        }
        try (Stream<Path> top = Files.list(folder)) {
            return top.findFirst().orElseThrow();
        }
    }

    /** Deletes what the framework stores, as after the replacement of a bundle. */
    static void deleteStorage(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("felix-cache"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Types a line. */
    void type(String line) {
        new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8).println(line);
    }

    /** Reads until a prompt, which ends no line. */
    void awaitPrompt() throws IOException {
        CompletableFuture<Void> limit = limit();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (int next = out.read(); next >= 0; next = out.read()) {
            text.append((char) next);
            if (text.length() >= 2 && text.substring(text.length() - 2).equals("g!")) {
                limit.cancel(false);
                return;
            }
        }
        throw new AssertionError("There came no prompt: " + text);
    }

    private CompletableFuture<Void> limit() {
        return CompletableFuture.runAsync(process::destroyForcibly,
                CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    /** Reads until a line has a text, and returns that line. A process that does not print it in time is killed, which ends the reading. */
    String await(String awaited) throws IOException {
        CompletableFuture<Void> limit = limit();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            text.append(line).append('\n');
            if (line.contains(awaited)) {
                limit.cancel(false);
                return line;
            }
        }
        throw new AssertionError((limit.cancel(false) ? "Felix ended without '" : "Within " + PATIENCE_SECONDS + " s came no '") + awaited
                + "': " + text);
    }

    /** Presses keys. */
    void press(String keys) throws IOException {
        process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Types a line, and reads until a line of the output has a text. */
    String type(String line, String awaited) throws IOException {
        type(line);
        return await(awaited);
    }

    /** Ends the input, as a shell without a terminal finds it. */
    void endInput() throws IOException {
        process.getOutputStream().close();
    }

    /** Sends SIGTERM, and returns everything that was printed. */
    String terminate() throws IOException, InterruptedException {
        process.toHandle().destroy(); // which leaves the output open
        process.inputReader(StandardCharsets.UTF_8).lines().forEach(line -> text.append(line).append('\n'));
        process.waitFor();
        return text.toString();
    }

    /** Sends SIGKILL. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly); // that of a terminal
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
