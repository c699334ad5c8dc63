package org.obscura.camera.itest.karaf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Karaf that is run by its own scripts, and spoken to through {@code bin/client}. */
final class RealKaraf implements AutoCloseable {

    private final Path home;
    private Process server;

    /** Unpacks it. */
    RealKaraf(Path folder, String repositories) throws IOException {
        KarafOptions.delete(folder);
        KarafOptions.unzip(KarafOptions.ARCHIVE, folder);
        try (Stream<Path> content = Files.list(folder)) {
            home = content.filter(Files::isDirectory).findFirst().orElseThrow();
        }
        for (Map.Entry<String, Map<String, String>> file : KarafOptions.settings(repositories).entrySet()) {
            set(file.getKey(), file.getValue());
        }
        // the archive has no user, and without one no login is possible
        set("users.properties",
                Map.of("karaf", "karaf,_g_:admingroup", "_g_\\:admingroup", "group,admin,manager,viewer,systembundles,ssh"));
    }

    Path etc() {
        return home.resolve("etc");
    }

    private void set(String file, Map<String, String> values) throws IOException {
        List<String> lines = new ArrayList<>(
                Files.exists(etc().resolve(file)) ? Files.readAllLines(etc().resolve(file)) : List.of());
        values.forEach((key, value) -> {
            lines.removeIf(line -> line.matches("\\s*" + Pattern.quote(key) + "\\s*=.*"));
            lines.add(key + " = " + value);
        });
        Files.write(etc().resolve(file), lines);
    }

    /** Starts it, and waits until a command works. */
    void start(String command) throws IOException, InterruptedException {
        server = script("karaf", "server").redirectErrorStream(true).redirectOutput(home.resolve("server.txt").toFile()).start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Patience.SECONDS);
        // while the features start, the command is not known yet
        for (Answer answer = ask(command); answer.code() != 0; answer = ask(command)) {
            if (!server.isAlive() || System.nanoTime() > end) {
                throw new AssertionError(command + ": " + answer + "; Karaf printed " + Files.readString(home.resolve("server.txt")));
            }
        }
    }

    /** Waits until what the line prints holds that: some commands return before all that they bring about is done. */
    void await(String line, String part) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Patience.SECONDS);
        // each question takes the start of a process
        for (Answer answer = ask(line); !answer.text().contains(part); answer = ask(line)) {
            if (System.nanoTime() > end) {
                throw new AssertionError(line + " does not tell of '" + part + "': " + answer);
            }
        }
    }

    /** What the line prints; it must not fail. */
    String run(String line) throws IOException, InterruptedException {
        Answer answer = ask(line);
        if (answer.code() != 0) {
            throw new AssertionError(line + ": " + answer);
        }
        return answer.text();
    }

    /** How a line went. */
    private record Answer(int code, String text) {
    }

    private Answer ask(String line) throws IOException, InterruptedException {
        Process client = script("client", "-r", "30", "-d", "1", line).redirectErrorStream(true).start();
        try {
            // its input stays open: at the end of it the client ends before the answer
            String text = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(client.waitFor(), text);
        } finally {
            client.destroyForcibly();
        }
    }

    private ProcessBuilder script(String name, String... arguments) {
        List<String> command = new ArrayList<>(List.of("sh", home.resolve("bin").resolve(name).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(variable -> variable.startsWith("KARAF_") || variable.endsWith("JAVA_OPTS"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // short lives
        builder.environment().put("JAVA_OPTS", KarafOptions.QUICK_START);
        return builder;
    }

    /** As an administrator does, and waits until it has ended. */
    void stop() throws IOException, InterruptedException {
        ask("system:shutdown -f");
        if (!server.waitFor(Patience.SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("Karaf did not end; it printed " + Files.readString(home.resolve("server.txt")));
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.descendants().forEach(ProcessHandle::destroyForcibly);
            server.destroyForcibly();
        }
    }
}
