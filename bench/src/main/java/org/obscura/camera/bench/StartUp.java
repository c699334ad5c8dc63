package org.obscura.camera.bench;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * From the start of the JVM to the image on the disk and to the end of the process, beside a JVM that only starts and a jar that only
 * writes a file. Every contender runs once in each round, so that each ratio is of two runs close in time.
 */
final class StartUp {
    private static final Path JAR = Path.of("dist/app/target/obscura.jar").toAbsolutePath();
    private static final Path SCRIPT = Path.of("obscura").toAbsolutePath();
    private static final String ALONE = "the JVM alone (java -version)";
    private static final String PLAIN = "java -jar, no options";
    private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** @param image what the command writes, or null: then its end counts */
    private record Contender(List<String> command, Path image) {
    }

    private record Times(double[] image, double[] end) {
    }

    private StartUp() {
    }

    static void run(int rounds) throws Exception {
        Path folder = Folder.empty("start");
        Map<String, Contender> contenders = contenders(folder);
        int count = 3 * rounds;
        Map<String, Times> times = new LinkedHashMap<>();
        for (int round = -1; round < count; round++) {
            for (Map.Entry<String, Contender> entry : contenders.entrySet()) {
                double[] taken = measure(entry.getValue(), folder);
                if (round >= 0) {
                    Times all = times.computeIfAbsent(entry.getKey(), key -> new Times(new double[count], new double[count]));
                    all.image[round] = taken[0];
                    all.end[round] = taken[1];
                }
            }
        }
        Main.table("| start, " + count
                + " rounds | to the image, ms: median (least to greatest) | to the end, ms | image / the JVM alone, paired "
                + "| image / java -jar, paired |", 5);
        times.forEach((name, taken) -> Main.row(name, Numbers.of(taken.image).spread("%.0f"), Numbers.of(taken.end).spread("%.0f"),
                Numbers.ratios(taken.image, times.get(ALONE).image).spread("%.1f"),
                Numbers.ratios(taken.image, times.get(PLAIN).image).spread("%.2f")));
    }

    private static Map<String, Contender> contenders(Path folder) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Map<String, Contender> contenders = new LinkedHashMap<>();
        contenders.put(ALONE, new Contender(List.of(java, "-version"), null));
        Path trivial = folder.resolve("trivial.txt");
        contenders.put("a jar that writes a file",
                new Contender(List.of(java, "-jar", trivialJar(folder).toString(), trivial.toString()), trivial));
        contenders.put(PLAIN, capture(List.of(java, "-Djava.awt.headless=true", "-jar", JAR.toString()), folder.resolve("plain.jpg")));
        Path archive = folder.resolve("classes.jsa");
        List<String> archived = with(java, List.of("-XX:SharedArchiveFile=" + archive));
        measure(capture(with(java, List.of("-XX:ArchiveClassesAtExit=" + archive)), folder.resolve("archive.jpg")), folder);
        contenders.put("with the options of the script", capture(with(java, List.of()), folder.resolve("options.jpg")));
        if (Files.exists(archive)) {
            contenders.put("with these and an archive of the classes", capture(archived, folder.resolve("archived.jpg")));
        }
        contenders.put("the script ./obscura", capture(List.of(SCRIPT.toString()), folder.resolve("script.jpg")));
        return contenders;
    }

    private static List<String> with(String java, List<String> more) {
        List<String> command = new ArrayList<>(List.of(java));
        command.addAll(OPTIONS);
        command.addAll(more);
        command.addAll(List.of("-Djava.awt.headless=true", "-jar", JAR.toString()));
        return command;
    }

    private static Contender capture(List<String> start, Path image) {
        List<String> command = new ArrayList<>(start);
        command.addAll(List.of("camera:capture", "--location", image.toString()));
        return new Contender(command, image);
    }

    /** Makes a jar with the least program that leaves a file. */
    private static Path trivialJar(Path folder) throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Trivial.class.getName());
        Path jar = folder.resolve("trivial.jar");
        String entry = Trivial.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream bytes = Trivial.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            bytes.transferTo(out);
        }
        return jar;
    }

    /** Milliseconds to the image and to the end. A file's last change is its move to its name, precise to a few milliseconds. */
    private static double[] measure(Contender contender, Path folder) throws Exception {
        if (contender.image != null) {
            Files.deleteIfExists(contender.image);
        }
        Path output = folder.resolve("output.txt");
        Instant begin = Instant.now();
        Process process = new ProcessBuilder(contender.command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile()).start();
        int code = process.waitFor();
        double end = millis(begin, Instant.now());
        if (code != 0) {
            throw new IllegalStateException(contender.command + " failed: " + Files.readString(output));
        }
        return new double[] {contender.image == null ? end
                : millis(begin, ((FileTime) Files.getAttribute(contender.image, "unix:ctime")).toInstant()), end};
    }

    private static double millis(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e6;
    }
}
