package org.obscura.camera.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.app.RunnableJar.Outcome;

/** Commands and configuration. */
class RunnableJarIT extends RunnableJarTestBase {
    @Test
    void takesAPictureAndPrintsItsPath() throws Exception {
        Outcome outcome = jar.run("camera:capture");
        assertEquals(new Outcome(0, pictures.resolve("IMG_00000001.jpg") + System.lineSeparator(), ""), outcome);
        BufferedImage image = ImageIO.read(pictures.resolve("IMG_00000001.jpg").toFile());
        assertNotNull(image, "an image reader understands it");
        assertTrue(image.getWidth() >= 320, "a whole picture, not " + image.getWidth() + " pixels");
    }

    @Test
    void saysThatASimulatedDeviceIsUsedOnlyWhereItIs() throws Exception {
        conf("org.obscura.camera-default.cfg", "directory = " + pictures + "\n");
        Outcome lists = jar.run("camera:list; camera:devices; camera:info; camera:status");
        assertEquals(0, lists.exitCode(), lists.err());
        assertEquals("", lists.err(), lists.out());
        boolean simulated = jar.run("camera:info").out().contains("simulated:default"); // else there is a real device, which is used
        Outcome taken = jar.run("camera:capture; camera:capture");
        assertEquals(0, taken.exitCode(), taken.err());
        assertEquals(List.of(pictures.resolve("IMG_00000001.jpg").toString(), pictures.resolve("IMG_00000002.jpg").toString()),
                taken.lines());
        for (String image : taken.lines()) {
            assertNotNull(ImageIO.read(Path.of(image).toFile()), image);
        }
        assertEquals(simulated ? 1 : 0, taken.err().split("uses the simulated device", -1).length - 1, taken.err());
    }

    @Test
    void libjpegTurboEncodesWhereItIsInstalled() throws Exception {
        try (Stream<Path> found = Files.find(Path.of("/usr/lib"), 2, (path, attributes) -> path.endsWith("libturbojpeg.so.0"))) {
            assumeTrue(found.findAny().isPresent(), "libturbojpeg.so.0 is not installed (Debian: apt install libturbojpeg0)");
        }
        Outcome services = jar.run("inspect cap service");
        String codec = services.out().substring(services.out().indexOf("org.obscura.camera.turbojpeg"));
        assertTrue(codec.contains("org.obscura.camera.spi.ImageEncoder"), services.out());
    }

    @Test
    void theLogIsPrintedFromTheLevelThatIsAskedFor() throws Exception {
        assertEquals("", jar.run("camera:capture").err());
        Outcome verbose = jar.run("--verbose", "camera:capture");
        assertTrue(verbose.err().contains("INFO org.obscura.camera"), verbose.err());
        assertFalse(verbose.err().contains("DEBUG "), verbose.err());
        Outcome all = jar.run("--log", "debug", "camera:capture");
        assertTrue(all.err().contains("DEBUG org.obscura.camera"), all.err());
    }

    @Test
    void takesArgumentsAsTheyStand() throws Exception {
        Path odd = Files.createDirectories(pictures.resolve("a $dir; with * and 'quotes'")).resolve("ä \"x\".png");
        Outcome outcome = jar.run("camera:capture", "-o", odd.toString(), "-m", "Title=$5; *");
        assertEquals(new Outcome(0, odd + System.lineSeparator(), ""), outcome);
        assertNotNull(ImageIO.read(odd.toFile()));
    }

    @Test
    void tellsWhatWentWrongOnTheErrorStreamAndByItsExitCode() throws Exception {
        Outcome missing = jar.run("camera:capture", "-o", pictures.resolve("none/x.jpg").toString());
        assertEquals(1, missing.exitCode());
        assertEquals("", missing.out());
        assertEquals("The folder " + pictures.resolve("none") + " does not exist; create it, or choose another" + System.lineSeparator(),
                missing.err(), "once");
        assertEquals(new Outcome(127, "", "Command not found: camera:nonesuch; help lists the commands" + System.lineSeparator()),
                jar.run("camera:nonesuch"));
        Outcome unknown = jar.run("camera:info", "gate");
        assertEquals(new Outcome(1, "", "There is no camera 'gate'; the only one is default" + System.lineSeparator()), unknown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar EG", "fa IR", "bn BD", "mr IN", "ne NP", "my MM"})
    void startsInALocaleWithDigitsOfItsOwn(String locale) throws Exception {
        String options = "-Duser.language=" + locale.substring(0, 2) + " -Duser.country=" + locale.substring(3);
        Outcome outcome = jar.startBehind(List.of("env", "JDK_JAVA_OPTIONS=" + options), "camera:list").end();
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertEquals(2, outcome.lines().size(), outcome.out());
    }

    @Test
    void runsALineOfScriptAScriptFileAndAPipe() throws Exception {
        List<String> two = List.of(pictures.resolve("a.jpg").toString(), pictures.resolve("b.jpg").toString());
        String script = "camera:capture -o a.jpg; camera:capture -o b.jpg";
        assertEquals(two, jar.run(script).lines());
        Path file = Files.writeString(jar.work().resolve("two pictures.gosh"), script.replace("; ", "\n") + "\n");
        assertEquals(two, jar.run("source", file.toString()).lines());
        assertEquals(two, jar.run("gosh", file.toString()).lines());
        Outcome piped = jar.pipe(script.replace("; ", "\n") + "\nexit 5\n");
        assertEquals(two, piped.lines());
        assertEquals(5, piped.exitCode());
        assertEquals("", piped.err());
    }

    @Test
    void explainsEachCommand() throws Exception {
        List<String> commands = List.of("list", "devices", "info", "capture", "cancel", "status", "resolution", "metadata", "start", "stop",
                "use",
                "events", "show");
        Outcome help = jar.run(commands.stream().map(name -> "camera:" + name + " --help").collect(Collectors.joining("; ")));
        assertEquals(0, help.exitCode(), help.err());
        commands.forEach(name -> assertTrue(help.out().contains("  camera:" + name), help.out()));
        assertTrue(jar.run("help", "camera:capture").out().contains("--interval"));
    }

    @Test
    void appliesConfigurationBeforeTheCommandAndNeverRewritesIt() throws Exception {
        String text = "# mine: a comment, and a value over two lines\ncamera.id = lab\ndirectory = \\\n  " + pictures + "\nformat = png\n"
                + ANY_REAL_CAMERA_ASIDE;
        Path file = conf("org.obscura.camera-lab.cfg", text);
        byte[] before = Files.readAllBytes(file);
        for (int run = 1; run <= 5; run++) {
            Outcome outcome = jar.run("camera:use default simulated; camera:capture -c lab");
            assertEquals(0, outcome.exitCode(), outcome.err());
            assertTrue(outcome.out().endsWith("IMG_0000000" + run + ".png" + System.lineSeparator()), outcome.out());
            assertArrayEquals(before, Files.readAllBytes(file));
        }
        try (Stream<Path> files = Files.list(jar.work().resolve("conf"))) {
            assertEquals(2, files.count());
        }
    }

    @Test
    void pointsACameraAtAnotherDevice() throws Exception {
        conf("org.obscura.camera.simulated-left.cfg", "id = left\nname = Left\n");
        conf("org.obscura.camera.simulated-right.cfg", "id = right\nname = Right\n");
        Outcome outcome = jar.run("camera:use default Left; camera:list; camera:use default right; camera:list; camera:capture");
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertTrue(
                outcome.out().matches("(?s).*default  ACTIVE  yes    \\S*left .*default  ACTIVE  yes    \\S*right .*IMG_00000001.jpg\\s*"),
                outcome.out());
    }

    @Test
    void takesConfigurationOfAnotherFolderOnlyByName() throws Exception {
        need(!OS.WINDOWS.isCurrentOs(), "the check is one of POSIX permissions");
        Path folder = jar.work().resolve("conf");
        Path proof = folder.resolveSibling("proof");
        Path program = Files.writeString(folder.resolveSibling("program"), "#!/bin/sh\ntouch '" + proof + "'\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        conf("org.obscura.camera.webcam.cfg", "driver = x\njava = " + program + "\n");
        conf("org.apache.felix.fileinstall-x.cfg", "felix.fileinstall.dir = " + folder + "\n");
        Outcome own = jar.run("camera:list");
        assertTrue(own.err().contains("The key 'java' in ") && own.err().contains("fileinstall-x.cfg is not used"), own.err());
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Outcome foreign = jar.run("camera:list");
        assertEquals(0, foreign.exitCode(), foreign.err());
        assertTrue(foreign.err().startsWith("The configuration " + folder + " is not used: it can be written by every user"),
                foreign.err());
        assertFalse(Files.exists(proof), "the program ran");
    }

    @Test
    void readsTheConfigurationOfANamedFolderAsUtf8() throws Exception {
        Path folder = Files.createDirectories(jar.work().resolve("my conf"));
        Files.writeString(folder.resolve("org.obscura.camera-front.cfg"), "directory = ./Bilder ü\n" + ANY_REAL_CAMERA_ASIDE);
        Path images = Files.createDirectories(jar.work().resolve("Bilder ü"));
        Outcome outcome = jar.run("--conf", folder.toString(), "camera:capture", "--camera", "front");
        assertEquals(new Outcome(0, images.resolve("IMG_00000001.jpg") + System.lineSeparator(), ""), outcome);
    }

    @Test
    void namedConfigurationMustExist() throws Exception {
        Path folder = jar.work().resolve("none").toAbsolutePath();
        assertEquals(new Outcome(1, "", "There is no folder " + folder + "; --conf must name an existing folder with configuration"
                + System.lineSeparator()), jar.run("--conf", "none", "camera:capture"));
        assertFalse(Files.exists(pictures.resolve("IMG_00000001.jpg")));
    }

    @Test
    void runsOnTheNewestInstalledJava() throws Exception {
        Optional<Path> newest = RunnableJar.newestJava();
        need(newest.isPresent(), "no Java is installed that is newer than the one of the tests");
        RunnableJar other = new RunnableJar(jar.directory(), newest.get());
        assertEquals(new Outcome(0, pictures.resolve("IMG_00000001.jpg") + System.lineSeparator(), ""), other.run("camera:capture"));
    }

    @Test
    void explainsItselfBeforeAnyCommand() throws Exception {
        Outcome help = jar.run("--help");
        assertEquals(0, help.exitCode(), help.err());
        assertTrue(help.out().contains("--conf FOLDER") && help.out().contains("camera:capture"), help.out());
        assertEquals(help, jar.run("-h"));
        assertTrue(jar.run("--version").out().matches("Obscura \\d+\\.\\d+\\.\\d+\\S*\\R"));
        assertEquals(new Outcome(127, "", "Command not found: camera:captrue; did you mean 'camera:capture'?" + System.lineSeparator()),
                jar.run("camera:captrue"));
    }

    @Test
    void runsTheExamplesOfTheDocumentation() throws Exception {
        need(!OS.WINDOWS.isCurrentOs(), "the examples are for a POSIX shell");
        List<String> page = Files.readAllLines(Path.of("../../docs/commands.md"));
        List<String> examples = page.subList(page.indexOf("## Examples"), page.indexOf("## Reference")).stream()
                .filter(line -> line.startsWith("$ ")).map(line -> line.substring(2)).toList();
        assertTrue(examples.size() >= 10, examples.toString());
        for (String example : examples) {
            Outcome outcome = jar.runInShell(example);
            assertEquals(0, outcome.exitCode(), example + "\n" + outcome.err());
            assertEquals("", outcome.err(), example);
        }
        for (String file : List.of("one.jpg", "series-001.jpg", "series-003.jpg", "two.jpg", "large.png")) {
            assertNotNull(ImageIO.read(jar.work().resolve(file).toFile()), file);
        }
        assertEquals(1280, ImageIO.read(jar.work().resolve("large.png").toFile()).getWidth());
    }
}
