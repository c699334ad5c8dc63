package org.obscura.camera.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.app.RunnableJar.Outcome;
import org.obscura.camera.app.RunnableJar.Run;

/** Runs as processes: at a terminal, in the background, beside each other, and how they end. */
class RunnableJarProcessIT extends RunnableJarTestBase {
    @Test
    void saysOnceWhatFailsInTheBackgroundAndHowASeriesEnds() throws Exception {
        String none = pictures.resolve("none/x.jpg").toString();
        Outcome later = jar.run("camera:capture", "-b", "-n", "3", "-o", none);
        assertEquals(1, later.exitCode());
        assertEquals(1, later.err().split("does not exist", -1).length - 1, later.err());
        assertTrue(later.err().contains("Request 1 and 2 others failed: "), later.err());
        Outcome late = jar.run("camera:capture", "-n", "30", "-i", "1ms", "-o", "late.jpg");
        assertEquals(30, late.lines().size(), late.out());
        assertEquals(pictures.resolve("late-001.jpg").toString(), late.lines().get(0));
        assertEquals(1, late.err().lines().count(), late.err());
    }

    @Test
    void showsATriggerOfACronExpressionWithoutAWordToTheStandardError() throws Exception {
        Path conf = Files.createDirectories(jar.work().resolve("conf"));
        Files.writeString(conf.resolve("org.obscura.camera.trigger-noon.cfg"), "camera = default\ncron = 0 12 * * *\n");
        Outcome triggers = jar.run("camera:triggers");
        assertTrue(triggers.out().contains("0 12 * * *"), triggers.out());
        assertEquals("", triggers.err());
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
    void aSignalAtTheStartLeavesNothing() throws Exception {
        need(!OS.WINDOWS.isCurrentOs(), "the test is for signals");
        try (WatchService watch = jar.temporary().getFileSystem().newWatchService()) {
            jar.temporary().register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            Run capture = jar.start("camera:capture");
            assertNotNull(watch.poll(60, TimeUnit.SECONDS), "it has made its folder");
            capture.process().toHandle().destroy(); // Process.destroy would close its streams
            assertEquals(new Outcome(143, "", ""), capture.end());
        }
        try (Stream<Path> left = Files.list(jar.temporary())) {
            assertEquals(List.of(), left.toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nr_inodes=1", "nr_inodes=2", "nr_inodes=3", "nr_inodes=4", "nr_inodes=20", "size=4k", "size=64k"})
    void aFullTemporaryFolderIsNamed(String full) throws Exception {
        String folder = jar.temporary().toString();
        need(runs("mount", "-t", "tmpfs", "-o", full, "tmpfs", folder), "this user may not mount a small file system");
        try {
            Outcome outcome = jar.run("camera:list");
            assertEquals(1, outcome.exitCode(), outcome.err());
            assertTrue(outcome.err().contains("The temporary folder " + folder + " cannot be used: No space left on device; "),
                    outcome.err());
            assertTrue(outcome.err().contains(" set the system property java.io.tmpdir to "), outcome.err());
            try (Stream<Path> left = Files.list(jar.temporary())) {
                assertEquals(List.of(), left.toList());
            }
        } finally {
            assertTrue(runs("umount", folder));
        }
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }

    @Test
    void finishesWhatWasStartedInTheBackground() throws Exception {
        Outcome outcome = jar.run("camera:capture", "-b", "-n", "3", "-o", "x.jpg");
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertEquals(List.of("1", "2", "3"), outcome.lines());
        try (Stream<Path> files = Files.list(pictures)) {
            assertEquals(3, files.filter(file -> file.toString().endsWith(".jpg")).count());
        }
    }

    @ParameterizedTest
    @CsvSource({"'', 1", "exit 0, 1", "exit 5, 5", "camera:nonesuch, 127"})
    void aFailureInTheBackgroundIsTheExitCodeOnlyInPlaceOfZero(String last, int code) throws Exception {
        Outcome outcome = jar.run("camera:capture -b -o none/x.jpg; " + last);
        assertEquals(code, outcome.exitCode(), outcome.err());
        assertTrue(outcome.err().contains("Request 1 failed: "), outcome.err());
    }

    @Test
    void saysThatASettingEndsWithTheProgram() throws Exception {
        Outcome alone = jar.run("camera:resolution", "640x480");
        assertEquals("Note: the resolution ended with this program, unused. Run several commands as one line of script, such as "
                + "'camera:resolution 640x480; camera:capture', or write resolution = 640x480 into a file such as "
                + "conf/org.obscura.camera-default.cfg"
                + System.lineSeparator(), alone.err());
        assertEquals("", jar.run("camera:resolution 640x480; camera:capture").err());
    }

    @Test
    void endsTheSeriesWhenTheReaderLeaves() throws Exception {
        need(!OS.WINDOWS.isCurrentOs(), "the test is for a POSIX shell");
        Outcome outcome = jar.runInShell("./obscura camera:capture -n 100000 | head -n 1");
        assertEquals(1, outcome.lines().size());
        assertEquals("The output cannot be written any more; the series is cancelled" + System.lineSeparator(), outcome.err());
    }

    @Test
    void anOutputThatCannotBeWrittenIsAFailure() throws Exception {
        need(Files.exists(Path.of("/dev/full")), "there is no /dev/full");
        Outcome full = jar.runInShell("./obscura camera:list > /dev/full");
        assertEquals(new Outcome(1, "", "The output cannot be written: No space left on device" + System.lineSeparator()), full);
        assertEquals("", jar.runInShell("./obscura camera:list | head -c 0").err(), "a reader that leaves wants no more");
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
        interrupt(run);
        long printed = 1 + out.lines().count();
        assertEquals(130, run.exitCode());
        try (Stream<Path> files = Files.list(pictures)) {
            long saved = files.filter(f -> f.getFileName().toString().matches("IMG_\\d{8}\\.jpg")).count();
            assertTrue(saved >= printed && saved < 1000, saved + " saved, " + printed + " printed");
        }
        assertNotEquals("", Files.readString(run.err()));
    }

    private static void interrupt(Run run) throws IOException, InterruptedException {
        // the shell's own: not every system has a program of that name
        assertEquals(0, new ProcessBuilder("sh", "-c", "kill -INT " + run.process().pid()).inheritIO().start().waitFor());
    }

    @Test
    void cancelsWhatRunsInTheBackgroundWhenInterrupted() throws Exception {
        need(!OS.WINDOWS.isCurrentOs(), "Windows has no SIGINT to send to another process");
        Run run = jar.startBehind(heedsInterrupts(), "camera:capture -b -n 1000 -i 1h --memory; camera:capture -n 100000 -i 50ms --memory");
        BufferedReader out = run.process().inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        while (line != null && !line.startsWith("jpeg ")) {
            line = out.readLine();
        }
        assertNotNull(line, "the program ended by itself");
        interrupt(run);
        out.lines().forEach(each -> {});
        assertEquals(130, run.exitCode());
        String err = Files.readString(run.err());
        assertFalse(err.contains("Waiting for the images"), err);
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
