package org.obscura.camera.felix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The zip as a user unpacks and starts it. */
@Timeout(600)
class FelixZipIT {
    @TempDir
    private Path folder;

    @Test
    void itStartsAndTakesAnImageWithAConfiguredCamera() throws Exception {
        Path home = FelixProcess.unpack(folder);
        Files.writeString(home.resolve("conf/org.obscura.camera-test.cfg"),
                "directory = ./Bilder ü\ndevice.target = (camera.backend=simulated)\n", StandardCharsets.UTF_8);
        try (FelixProcess felix = new FelixProcess(home)) {
            String line = felix.type("camera:capture -c test -o one.jpg", "one.jpg");
            assertTrue(line.endsWith(home.resolve("Bilder ü/one.jpg").toString()), line);
            assertNotNull(ImageIO.read(home.resolve("Bilder ü/one.jpg").toFile()));
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "script of other systems has other options")
    void atATerminalTabCompletesAndCtrlCEndsTheCommandAlone() throws Exception {
        Path home = FelixProcess.unpack(folder);
        Files.writeString(home.resolve("conf/org.obscura.camera-test.cfg"),
                "directory = ./images\ndevice.target = (camera.backend=simulated)\n");
        try (FelixProcess felix = FelixProcess.atTerminal(home)) {
            felix.awaitPrompt();
            felix.press("camera:cap\t-c test -n 1000 -i 500ms -o long.jpg\r");
            felix.await("long-0002.jpg");
            felix.press("\u0003");
            felix.awaitPrompt();
            felix.press("camera:capture -c test -o next.jpg\r");
            felix.await(home.resolve("images/next.jpg").toString());
            assertFalse(Files.exists(home.resolve("images/long-1000.jpg")));
        }
    }

    @Test
    void triggersCaptureByConfigurationFilesAlone() throws Exception {
        Path home = FelixProcess.unpack(folder);
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
        try (FelixProcess felix = new FelixProcess(home)) {
            felix.type("camera:run");
            Set<String> missing = new HashSet<>(Set.of("often/", "cron/", "after/"));
            while (!missing.isEmpty()) {
                String line = felix.await(".jpg");
                missing.removeIf(each -> line.contains("images/" + each) && line.endsWith(".jpg"));
            }
        }
        try (Stream<Path> images = Files.walk(home.resolve("images"))) {
            for (Path image : images.filter(Files::isRegularFile).filter(file -> file.toString().endsWith(".jpg")).toList()) {
                assertNotNull(ImageIO.read(image.toFile()), image.toString());
            }
        }
    }

    @Test
    void itLeavesNothingInTheFolderOfTemporaryFiles() throws Exception {
        Path home = FelixProcess.unpack(folder);
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        Files.writeString(home.resolve("conf/org.obscura.camera-test.cfg"), "device.target = (camera.backend=simulated)\n");
        try (FelixProcess felix = new FelixProcess(home, "-Djava.io.tmpdir=" + temporary)) {
            felix.type("camera:capture -c test -r 640x480 --memory", "jpeg 640x480");
            felix.terminate();
        }
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void theLogGoesToStandardErrorAlsoWithoutATerminal() throws Exception {
        Path home = FelixProcess.unpack(folder);
        Files.writeString(home.resolve("conf/org.obscura.camera-test.cfg"), "quality = 101\n");
        try (FelixProcess felix = new FelixProcess(home, "-Dgosh.args=--noshutdown")) {
            felix.endInput();
            String line = felix.await("101");
            assertTrue(line.startsWith("WARN org.obscura.camera: ") && line.contains("quality"), line);
        }
    }

    @Test
    void theLogIsPrintedFromTheLevelOfTheProperties() throws Exception {
        Path home = FelixProcess.unpack(folder);
        Path properties = home.resolve("conf/config.properties");
        Files.writeString(properties, Files.readString(properties).replace("obscura.log.level=warn", "obscura.log.level=info"));
        try (FelixProcess felix = new FelixProcess(home, "-Dgosh.args=--noshutdown")) {
            felix.endInput();
            felix.await("INFO org.obscura.camera");
        }
    }

    @Test
    void aConfigurationEndsWhoseFileWasDeletedWhileTheFrameworkWasStopped() throws Exception {
        Path home = FelixProcess.unpack(folder);
        Path kept = home.resolve("conf/org.obscura.camera-kept.cfg");
        Path deleted = home.resolve("conf/org.obscura.camera-deleted.cfg");
        for (Path file : List.of(kept, deleted)) {
            Files.writeString(file, "device.target = (camera.backend=simulated)\n");
        }
        try (FelixProcess felix = new FelixProcess(home)) {
            felix.type("camera:capture -c deleted -r 640x480 --memory", "jpeg 640x480");
            felix.type("camera:capture -c kept -r 640x480 --memory", "jpeg 640x480");
            felix.terminate();
        }
        Files.delete(deleted);
        try (FelixProcess felix = new FelixProcess(home)) {
            String line = felix.await("was deleted");
            assertEquals("WARN org.obscura.camera: Configuration org.obscura.camera~deleted was deleted: its file " + deleted
                    + " does not exist any more", line);
            felix.type("camera:capture -c kept -r 640x480 --memory", "jpeg 640x480");
            felix.type("camera:capture -c deleted --memory", "There is no camera 'deleted'");
        }
    }

    @Test
    void aCommandThatRunsUntilItIsInterruptedEndsInSilence() throws Exception {
        Path home = FelixProcess.unpack(folder);
        Files.writeString(home.resolve("conf/org.obscura.camera-test.cfg"),
                "directory = ./images\ndevice.target = (camera.backend=simulated)\n");
        Files.writeString(home.resolve("conf/org.obscura.camera.trigger-often.cfg"),
                "camera = test\ninterval = 100ms\nresolution = 640x480\n");
        try (FelixProcess felix = new FelixProcess(home)) {
            felix.type("camera:run", ".jpg");
            String printed = felix.terminate();
            // an EventAdmin that stops while it delivers logs that it is interrupted, which is not the command
            assertFalse(printed.contains("Exception"), printed);
        }
    }

    @Test
    void theTableOfCoordinatesNamesWhatIsInTheZip() throws Exception {
        List<String> coordinates = FelixTableIT.coordinates();
        Path home = FelixProcess.unpack(folder);
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
