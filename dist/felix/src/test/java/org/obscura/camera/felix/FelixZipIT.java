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
import java.util.List;
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
