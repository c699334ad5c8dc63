package org.obscura.camera.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.app.RunnableJar.Outcome;
import org.obscura.camera.app.RunnableJar.Run;

/** The jar as it is delivered, with the simulated camera in it. */
class RunnableJarIT {
    private static final String ANY_REAL_CAMERA_ASIDE = "device.target = (camera.backend=simulated)\n";

    private RunnableJar jar;
    private Path pictures;

    @BeforeEach
    void configure(@TempDir Path folder) throws IOException {
        jar = new RunnableJar(folder);
        pictures = Files.createDirectories(folder.resolve("my pictures"));
        conf("org.obscura.camera-default.cfg", "camera.id = default\ndirectory = " + pictures + "\n" + ANY_REAL_CAMERA_ASIDE);
    }

    private Path conf(String name, String text) throws IOException {
        return Files.writeString(Files.createDirectories(jar.work().resolve("conf")).resolve(name), text);
    }

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
        assertEquals("", lists.err(), lists.out());
        if (jar.run("camera:info").out().contains("simulated:default")) { // else there is a real device, which is used
            Outcome taken = jar.run("camera:capture; camera:capture");
            assertEquals(1, taken.err().split("uses the simulated device", -1).length - 1, taken.err());
        }
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
    void saysOnceWhatFailsInTheBackgroundAndHowASeriesEnds() throws Exception {
        String none = pictures.resolve("none/x.jpg").toString();
        Outcome later = jar.run("camera:capture", "-b", "-o", none);
        assertEquals(1, later.exitCode());
        assertEquals(1, later.err().split("does not exist", -1).length - 1, later.err());
        Outcome late = jar.run("camera:capture", "-n", "30", "-i", "1ms", "-o", "late.jpg");
        assertEquals(30, late.lines().size(), late.out());
        assertEquals(pictures.resolve("late-001.jpg").toString(), late.lines().get(0));
        assertEquals(1, late.err().lines().count(), late.err());
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
    void deletesWhatAKilledRunLeft() throws Exception {
        Run capture = jar.start("camera:capture", "-n", "1000", "-i", "50ms");
        assertNotNull(capture.process().inputReader(StandardCharsets.UTF_8).readLine());
        capture.process().destroyForcibly().waitFor();
        try (Stream<Path> left = Files.list(jar.temporary())) {
            assertTrue(left.findAny().isPresent(), "a killed run leaves its folder");
        }
        assertEquals(0, jar.run("camera:list").exitCode());
        try (Stream<Path> left = Files.list(jar.temporary())) {
            assertEquals(List.of(), left.toList());
        }
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

    @Test
    void finishesWhatWasStartedInTheBackground() throws Exception {
        Outcome outcome = jar.run("camera:capture", "-b", "-n", "3", "-o", "x.jpg");
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertEquals(List.of("1", "2", "3"), outcome.lines());
        try (Stream<Path> files = Files.list(pictures)) {
            assertEquals(3, files.filter(file -> file.toString().endsWith(".jpg")).count());
        }
        Outcome failing = jar.run("camera:capture", "-b", "-o", pictures.resolve("none/x.jpg").toString());
        assertEquals(1, failing.exitCode(), failing.err());
    }

    @Test
    void saysThatASettingEndsWithTheProgram() throws Exception {
        Outcome alone = jar.run("camera:resolution", "640x480");
        assertTrue(alone.err().startsWith("Note: the resolution ended with this program, unused."), alone.err());
        assertEquals("", jar.run("camera:resolution 640x480; camera:capture").err());
    }

    @Test
    void endsTheSeriesWhenTheReaderLeaves() throws Exception {
        need(!OS.WINDOWS.isCurrentOs(), "the test is for a POSIX shell");
        Outcome outcome = jar.runInShell("./obscura camera:capture -n 100000 | head -n 1");
        assertEquals(1, outcome.lines().size());
        assertEquals("The reader of the output has left; the series is cancelled" + System.lineSeparator(), outcome.err());
    }

    @Test
    void runsTwiceAtOnce() throws Exception {
        Run one = jar.start("camera:capture", "-n", "5");
        Run two = jar.start("camera:capture", "-n", "5");
        Outcome first = one.end();
        Outcome second = two.end();
        assertEquals(0, first.exitCode(), first.err());
        assertEquals(0, second.exitCode(), second.err());
        assertEquals(10, Stream.concat(first.lines().stream(), second.lines().stream()).distinct().count());
    }

    @Test
    void leavesNothingBehind() throws Exception {
        jar.run("camera:list");
        Files.delete(jar.work().resolve("conf/org.obscura.camera-default.cfg"));
        Files.delete(jar.work().resolve("conf"));
        assertEquals(0, jar.run("camera:list").exitCode());
        try (Stream<Path> work = Files.list(jar.work()); Stream<Path> temporary = Files.list(jar.temporary())) {
            assertEquals(List.of(), work.toList());
            assertEquals(List.of(), temporary.toList());
        }
    }

    /** The terminal has no size, as that of a container may have none. */
    @Test
    void completesAndRepeatsLinesAtATerminal() throws Exception {
        need(Files.isExecutable(Path.of("/usr/bin/script")), "there is no program 'script' (Debian: bsdutils)");
        Run run = jar.startAtTerminal(heedsInterrupts());
        run.awaitPrinted("obscura> ");
        run.type("camera:li\t");
        run.awaitPrinted("camera:list ");
        run.type("\r");
        run.awaitPrinted("ACTIVE");
        run.awaitPrinted("obscura> ");
        run.type("\u001b[A");
        run.awaitPrinted("camera:list");
        run.type("\u0003");
        run.awaitPrinted("obscura> ");
        run.type("camera:capture -n 100000 -i 10ms\r");
        run.awaitPrinted(".jpg");
        run.type("\u0003");
        run.awaitPrinted("Interrupted");
        run.awaitPrinted("obscura> ");
        run.type("\u0004");
        assertEquals(130, run.end().exitCode(), "that of the last line, which was interrupted");
    }

    /** Skips the test and says why, where the system lacks what it is about. */
    private static void need(boolean condition, String otherwise) {
        if (!condition) {
            System.out.println("A test is left out: " + otherwise);
        }
        assumeTrue(condition, otherwise);
    }

    /** What a program must be started with to be interrupted: tests that run in the background ignore SIGINT, and children inherit that. */
    private static List<String> heedsInterrupts() throws IOException, InterruptedException {
        if (!isInterruptIgnored()) {
            return List.of();
        }
        List<String> resetting = List.of("env", "--default-signal=INT");
        boolean works = new ProcessBuilder("sh", "-c", String.join(" ", resetting) + " true").inheritIO().start().waitFor() == 0;
        need(works, "the tests run in the background, and there is no env (GNU coreutils) to undo that");
        return resetting;
    }

    /** Linux tells; elsewhere it is taken to be as usual. */
    private static boolean isInterruptIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        String ignored = Files.readAllLines(status).stream().filter(line -> line.startsWith("SigIgn:")).findFirst().orElseThrow();
        return (Long.parseUnsignedLong(ignored.substring("SigIgn:".length()).trim(), 16) & 2) != 0;
    }

    @Test
    void cancelsWhenInterrupted() throws Exception {
        need(!OS.WINDOWS.isCurrentOs(), "Windows has no SIGINT to send to another process");
        Run run = jar.startBehind(heedsInterrupts(), "camera:capture", "-n", "1000", "-i", "50ms");
        BufferedReader out = run.process().inputReader(StandardCharsets.UTF_8);
        assertNotNull(out.readLine());
        // the shell's own: not every system has a program of that name
        assertEquals(0, new ProcessBuilder("sh", "-c", "kill -INT " + run.process().pid()).inheritIO().start().waitFor());
        long printed = 1 + out.lines().count();
        assertEquals(130, run.exitCode());
        try (Stream<Path> files = Files.list(pictures)) {
            long saved = files.filter(f -> f.getFileName().toString().matches("IMG_\\d{8}\\.jpg")).count();
            assertTrue(saved >= printed && saved < 1000, saved + " saved, " + printed + " printed");
        }
        assertNotEquals("", Files.readString(run.err()));
    }

    @Test
    void leavesNoUnfinishedPictureWhenTerminated() throws Exception {
        need(!OS.WINDOWS.isCurrentOs(), "Windows ends a process at once, where SIGTERM asks it to");
        Run run = jar.start("camera:capture", "-n", "1000", "-r", "1920x1080", "-f", "png");
        BufferedReader out = run.process().inputReader(StandardCharsets.UTF_8);
        assertNotNull(out.readLine());
        // at this size some are being written at any moment
        run.process().toHandle().destroy();
        out.lines().forEach(line -> {});
        assertEquals(143, run.exitCode());
        try (Stream<Path> files = Files.list(pictures); Stream<Path> temporary = Files.list(jar.temporary())) {
            assertEquals(List.of(), files.filter(f -> !f.getFileName().toString().matches("IMG_\\d{8}\\.png")).toList());
            assertEquals(List.of(), temporary.toList());
        }
        assertTrue(Files.readString(run.err()).startsWith("Interrupted"), Files.readString(run.err()));
    }
}
