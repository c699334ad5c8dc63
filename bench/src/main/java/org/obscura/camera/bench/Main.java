package org.obscura.camera.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Runs the measures that are named, or all, and prints tables. */
public final class Main {
    private static final List<String> ALL = List.of("overhead", "burst", "passthrough", "pace", "allocation", "cameras", "queue", "start",
            "fairness", "controls", "viewers", "png");

    private Main() {
    }

    /** Runs the measures by name. */
    public static void main(String[] names) throws Exception {
        int rounds = Integer.parseInt(System.getenv().getOrDefault("BENCH_ROUNDS", "5"));
        System.out.println(Instant.now() + ", " + machine());
        for (String name : names.length == 0 ? ALL : List.of(names)) {
            switch (name) {
                case "overhead" -> Overhead.run();
                case "burst" -> Burst.run(rounds);
                case "passthrough" -> PassThrough.run(rounds);
                case "pace" -> Pace.run(rounds);
                case "allocation" -> Allocation.run();
                case "cameras" -> ManyCameras.run();
                case "queue" -> LongQueue.run(rounds);
                case "start" -> StartUp.run(rounds);
                case "fairness" -> Fairness.run();
                case "controls" -> ControlCost.run();
                case "viewers" -> Viewers.run(rounds);
                case "png" -> PngPeers.run(rounds);
                default -> throw new IllegalArgumentException("There is no measure '" + name + "'; there are " + ALL);
            }
            System.out.println("load after it: " + load());
        }
        System.exit(0);
    }

    private static String machine() throws Exception {
        String cpu = Files.readAllLines(Path.of("/proc/cpuinfo")).stream().filter(line -> line.startsWith("model name")).findFirst()
                .map(line -> line.replaceAll(".*: ", "")).orElse("unknown processor");
        return Runtime.getRuntime().availableProcessors() + " x " + cpu + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.version")
                + ", Java " + System.getProperty("java.version") + ", load " + load();
    }

    private static String load() throws Exception {
        return Files.readString(Path.of("/proc/loadavg")).replaceAll("^(\\S+ \\S+ \\S+).*", "$1").strip();
    }

    static void table(String head, int columns) {
        System.out.println("\n" + head);
        System.out.println("|" + "---|".repeat(columns));
    }

    static void row(Object... cells) {
        StringBuilder row = new StringBuilder("|");
        for (Object cell : cells) {
            row.append(' ').append(cell).append(" |");
        }
        System.out.println(row);
    }
}
