package org.obscura.camera.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class StorageFolderTest {
    private static final int RUNS = 500;
    private static final int AT_ONCE = 4;

    @TempDir
    private Path parent;

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no POSIX permissions")
    void noOtherUserCanEnterIt() throws IOException {
        try (StorageFolder folder = StorageFolder.create(parent)) {
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())));
            assertEquals(Files.getOwner(parent), folder.owner());
        }
    }

    @Test
    void nothingIsLeftOfARunThatEnds() throws IOException {
        try (StorageFolder folder = StorageFolder.create(parent)) {
            Files.writeString(Files.createDirectories(folder.path().resolve("framework/bundle1")).resolve("file"), "text");
        }
        assertEquals(List.of(), left());
    }

    @Test
    void theNextRunDeletesWhatAKilledOneLeft() throws IOException {
        Path killed = Files.createDirectory(parent.resolve("obscura-run-1"));
        Files.writeString(killed.resolve("lock"), "");
        Files.writeString(Files.createDirectory(killed.resolve("framework")).resolve("file"), "text");
        StorageFolder.create(parent).close();
        assertEquals(List.of(), left());
    }

    @Test
    void theFoldersOfOthersStay() throws IOException {
        Path beginning = Files.createDirectory(parent.resolve("obscura-run-without-a-lock-yet"));
        Path other = Files.createDirectory(parent.resolve("other"));
        try (StorageFolder running = StorageFolder.create(parent)) {
            StorageFolder.create(parent).close();
            assertTrue(Files.exists(running.path().resolve("lock")));
        }
        assertEquals(Stream.of(beginning, other).sorted().toList(), left());
    }

    @Test
    void theNextRunDeletesWhatARunLeftThatWasKilledWhenItBegan() throws IOException {
        Path killed = Files.createDirectory(parent.resolve("obscura-run-1"));
        Files.writeString(killed.resolve("lock.new"), "");
        Files.setLastModifiedTime(killed, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        StorageFolder.create(parent).close();
        assertEquals(List.of(), left());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no POSIX permissions")
    void oneFolderThatCannotBeDeletedKeepsNoOther() throws IOException {
        assumeFalse("root".equals(System.getProperty("user.name")), "root may delete everything");
        List<Path> stuck = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Path killed = Files.createDirectory(parent.resolve("obscura-run-" + i));
            Files.writeString(killed.resolve("lock"), "");
            if (i % 2 == 0) {
                Files.setPosixFilePermissions(killed.resolve("lock"), Set.of());
                stuck.add(killed);
            }
        }
        StorageFolder.create(parent).close();
        assertEquals(stuck, left());
    }

    @Test
    void anUnusableTemporaryFolderIsNamed() {
        Path missing = parent.resolve("missing");
        IOException e = assertThrows(IOException.class, () -> StorageFolder.create(missing));
        assertEquals("The temporary folder " + missing
                + " does not exist; set the system property java.io.tmpdir to a folder that you can write", e.getMessage());
    }

    @Test
    void runsThatBeginAtOnceLeaveEachOtherAlone() throws Exception {
        List<Callable<Void>> runs = Collections.nCopies(RUNS, () -> {
            try (StorageFolder folder = StorageFolder.create(parent)) {
                assertTrue(Files.exists(folder.path().resolve("lock")), "another run deleted the folder");
            }
            return null;
        });
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            for (Future<Void> run : threads.invokeAll(runs)) {
                run.get();
            }
        } finally {
            threads.shutdown();
        }
        assertEquals(List.of(), left());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no POSIX permissions")
    void aLinkIsNotFollowed(@TempDir Path elsewhere) throws IOException {
        Path precious = Files.writeString(elsewhere.resolve("lock"), "");
        Files.createSymbolicLink(parent.resolve("obscura-run-link"), elsewhere);
        StorageFolder.create(parent).close();
        assertTrue(Files.exists(precious));
        assertFalse(left().isEmpty());
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(parent)) {
            return files.sorted().toList();
        }
    }
}
