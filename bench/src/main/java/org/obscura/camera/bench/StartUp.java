package org.obscura.camera.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From the start of the JVM to the end of a one-shot capture with its file on the disk, beside a JVM that only starts. */
final class StartUp {
    private static final Path JAR = Path.of("dist/app/target/obscura.jar").toAbsolutePath();

    private StartUp() {
    }

    static void run(int rounds) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path folder = Folder.empty("start");
        Path archive = folder.resolve("classes.jsa");
        List<String> script = List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
        execute(command(java, script, List.of("-XX:ArchiveClassesAtExit=" + archive), folder, "archive.jpg"), folder);
        Map<String, List<String>> contenders = new LinkedHashMap<>();
        contenders.put("the JVM alone (java -version)", List.of(java, "-version"));
        contenders.put("java -jar, no options", command(java, List.of(), List.of(), folder, "plain.jpg"));
        contenders.put("as the script obscura starts it", command(java, script, List.of(), folder, "script.jpg"));
        if (Files.exists(archive)) {
            contenders.put("with an archive of the classes", command(java, script, List.of("-XX:SharedArchiveFile=" + archive), folder, "shared.jpg"));
        }
        Map<String, double[]> times = new LinkedHashMap<>();
        for (int round = -1; round < 2 * rounds; round++) {
            for (Map.Entry<String, List<String>> contender : contenders.entrySet()) {
                long begin = System.nanoTime();
                execute(contender.getValue(), folder);
                if (round >= 0) {
                    times.computeIfAbsent(contender.getKey(), key -> new double[2 * rounds])[round] = (System.nanoTime() - begin) / 1e6;
                }
            }
        }
        double[] alone = times.get("the JVM alone (java -version)");
        double[] scripted = times.get("as the script obscura starts it");
        Main.table("| start to file, " + 2 * rounds + " rounds | ms: median (least to greatest) | / the JVM alone, paired | / as the script, paired |", 4);
        times.forEach((name, values) -> Main.row(name, Numbers.of(values).spread("%.0f"), Numbers.ratios(values, alone).spread("%.1f"),
                Numbers.ratios(values, scripted).spread("%.2f")));
    }

    private static List<String> command(String java, List<String> options, List<String> more, Path folder, String name) {
        List<String> command = new ArrayList<>(List.of(java));
        command.addAll(options);
        command.addAll(more);
        command.addAll(List.of("-Djava.awt.headless=true", "-jar", JAR.toString(), "camera:capture", "--location", folder.resolve(name).toString()));
        return command;
    }

    private static void execute(List<String> command, Path folder) throws Exception {
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile()).start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + " failed: " + Files.readString(folder.resolve("output.txt")));
        }
    }
}
