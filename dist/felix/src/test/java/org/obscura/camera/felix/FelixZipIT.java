package org.obscura.camera.felix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The zip as a user unpacks and starts it. */
@Timeout(600)
class FelixZipIT {
    @TempDir
    private Path folder;

    /** Unpacks the zip as a user does, and returns its top folder. */
    static Path unpack(Path folder) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(Path.of(System.getProperty("obscura.zip"))))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName());
                Files.createDirectories(entry.isDirectory() ? file : file.getParent());
                if (!entry.isDirectory()) {
                    Files.copy(zip, file);
                }
            }
        }
        try (Stream<Path> top = Files.list(folder)) {
            return top.findFirst().orElseThrow();
        }
    }

    @Test
    void itStartsAndTakesAnImageWithAConfiguredCamera() throws Exception {
        Path home = unpack(folder);
        Files.writeString(home.resolve("conf/org.obscura.camera-test.cfg"),
                "directory = ./Bilder ü\ndevice.target = (camera.backend=simulated)\n", StandardCharsets.UTF_8);
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=UTF-8",
                "-jar", "bin/felix.jar").directory(home.toFile()).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        try (PrintStream in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
                BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            in.println("camera:capture -c test -o one.jpg");
            StringBuilder text = new StringBuilder();
            String line = out.readLine();
            while (line != null && !line.contains("one.jpg")) {
                text.append(line).append('\n');
                line = out.readLine();
            }
            assertNotNull(line, text.toString());
            assertTrue(line.endsWith(home.resolve("Bilder ü/one.jpg").toString()), text + line);
            assertNotNull(ImageIO.read(home.resolve("Bilder ü/one.jpg").toFile()));
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    @Test
    void triggersCaptureByConfigurationFilesAlone() throws Exception {
        Path home = unpack(folder);
        Files.writeString(home.resolve("conf/org.obscura.camera-yard.cfg"),
                "directory = ./images\ndevice.target = (camera.backend=simulated)\n");
        Files.writeString(home.resolve("conf/org.obscura.camera.trigger-often.cfg"),
                "camera = yard\ninterval = 500ms\nlocation = often/\n");
        Files.writeString(home.resolve("conf/org.obscura.camera.trigger-cron.cfg"),
                "camera = yard\ncron = * * * * * *\nlocation = cron/\n");
        Files.writeString(home.resolve("conf/org.obscura.camera.trigger-after.cfg"), "camera = yard\nlocation = after/\nbefore = 2\n"
                + "topic = org/obscura/camera/CaptureTrigger/FIRED\nfilter = (trigger.name=cron)\n");
        Files.writeString(home.resolve("conf/org.obscura.camera.trigger-wrong.cfg"), "camera = yard\ninterval = soon\n");
        Files.writeString(home.resolve("conf/org.obscura.camera.profile-always.cfg"),
                "camera = yard\ncontrols = exposure.compensation=1\n");
        for (String each : List.of("often", "cron", "after")) {
            Files.createDirectories(home.resolve("images").resolve(each));
        }
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
                "bin/felix.jar").directory(home.toFile()).redirectErrorStream(true);
        Process process = builder.start();
        try (PrintStream in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
                BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            in.println("camera:run");
            Set<String> missing = new HashSet<>(Set.of("often/", "cron/", "after/"));
            StringBuilder text = new StringBuilder();
            for (String line = out.readLine(); !missing.isEmpty(); line = out.readLine()) {
                assertNotNull(line, text.toString());
                text.append(line).append('\n');
                String printed = line;
                missing.removeIf(each -> printed.contains("images/" + each) && printed.endsWith(".jpg"));
            }
        } finally {
            process.destroy();
            process.waitFor();
        }
        try (Stream<Path> images = Files.walk(home.resolve("images"))) {
            for (Path image : images.filter(Files::isRegularFile).filter(file -> file.toString().endsWith(".jpg")).toList()) {
                assertNotNull(ImageIO.read(image.toFile()), image.toString());
            }
        }
    }

    @Test
    void theTableOfCoordinatesNamesWhatIsInTheZip() throws Exception {
        List<String> coordinates = FelixTableIT.coordinates();
        Path home = unpack(folder);
        try (Stream<Path> files = Files.list(home.resolve("bundle"))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                assertEquals(1,
                        coordinates.stream().filter(each -> name.equals(each.split(":")[1] + "-" + each.split(":")[2] + ".jar")).count(),
                        name + " is not in the table of docs/felix.md");
            }
        }
    }
}
