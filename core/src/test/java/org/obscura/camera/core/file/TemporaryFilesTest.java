package org.obscura.camera.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which temporary files are removed. */
class TemporaryFilesTest {
    @TempDir
    Path folder;
    private final AtomicLong now = new AtomicLong(Duration.ofDays(3).toNanos());
    private final ProcessIdentity own = ProcessIdentity.current();
    private final TemporaryFiles temporaries = new TemporaryFiles(own, now::get);

    @Test
    void fileOfAnEndedProcessGoesAtOnce() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        Path ended = file(new ProcessIdentity(own.scope(), process.pid(), "12345"), Duration.ZERO);
        sweep();
        assertFalse(Files.exists(ended));
    }

    @Test
    void fileOfAnEarlierProcessOfTheSameNumberGoesAtOnce() throws Exception {
        Path earlier = file(new ProcessIdentity(own.scope(), own.number(), own.start() + "1"), Duration.ZERO);
        sweep();
        assertFalse(Files.exists(earlier), "a restarted container has the number of its predecessor");
    }

    @Test
    void fileOfALivingProcessStaysHoweverOldItIs() throws Exception {
        Path living = file(own, Duration.ofDays(1));
        sweep();
        assertTrue(Files.exists(living));
    }

    @Test
    void fileOfAProcessThatCannotBeSeenStaysForTenMinutes() throws Exception {
        List<Path> young = new ArrayList<>();
        List<Path> old = new ArrayList<>();
        for (ProcessIdentity other : List.of(new ProcessIdentity("0123456789ab.4026530000", own.number(), own.start()),
                new ProcessIdentity("0123456789ab.4026530000", 4_194_303, "1"), new ProcessIdentity("x1f", 1, "0"))) {
            young.add(file(other, Duration.ofMinutes(9)));
            old.add(file(other, Duration.ofMinutes(11)));
        }
        young.add(aged(Files.createFile(folder.resolve(".obscura-4194000-abc.tmp")), Duration.ofMinutes(9)));
        old.add(aged(Files.createFile(folder.resolve(".obscura-4194000-abd.tmp")), Duration.ofMinutes(11)));
        old.add(aged(Files.createFile(folder.resolve(".obscura-claim-1f.tmp")), Duration.ofMinutes(11)));
        sweep();
        young.forEach(file -> assertTrue(Files.exists(file), () -> file + " was removed"));
        old.forEach(file -> assertFalse(Files.exists(file), () -> file + " is left"));
    }

    @Test
    void aFolderInUseIsLookedAtAgain() throws Exception {
        sweep();
        Path left = file(new ProcessIdentity("x1f", 1, "0"), Duration.ofMinutes(11));
        sweep();
        assertTrue(Files.exists(left), "not at each image");
        now.addAndGet(Duration.ofMinutes(10).toNanos());
        sweep();
        assertFalse(Files.exists(left));
    }

    @Test
    void otherFilesStay() throws Exception {
        Path other = aged(Files.createFile(folder.resolve("x.tmp")), Duration.ofDays(9));
        Path hidden = aged(Files.createFile(folder.resolve(".obscura-notes.txt")), Duration.ofDays(9));
        sweep();
        assertTrue(Files.exists(other) && Files.exists(hidden));
    }

    @Test
    void namesTellTheirProcess() {
        String name = temporaries.next();
        assertTrue(name.startsWith(".obscura-" + own + "-") && name.endsWith(".tmp"), name);
        assertEquals(own, ProcessIdentity.parse(own.toString()).orElseThrow());
        assertFalse(ProcessIdentity.parse("4194000").isPresent());
    }

    private Path file(ProcessIdentity process, Duration age) throws IOException {
        String name = ".obscura-" + process + "-" + Long.toHexString(System.nanoTime()) + ".tmp";
        return aged(Files.createFile(folder.resolve(name)), age);
    }

    private static Path aged(Path file, Duration age) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }

    private void sweep() throws IOException {
        try (OpenFolder open = OpenFolder.open(folder, null)) {
            String name = temporaries.next();
            open.create(name).close();
            temporaries.sweep(open, name);
            temporaries.delete(open, name);
        }
    }
}
