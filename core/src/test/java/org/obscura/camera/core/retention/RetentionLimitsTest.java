package org.obscura.camera.core.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.obscura.camera.CaptureOptions.ExistingFile;
import org.obscura.camera.core.file.PendingFile;

/** What is deleted: the oldest images beyond each limit. */
class RetentionLimitsTest extends RetentionTestBase {
    @Test
    void theNewestAreKept() throws Exception {
        start("count", 3);
        List<Path> saved = save(5);
        round();
        assertEquals(saved.subList(2, 5), existing(saved));
        assertEquals(saved.subList(0, 2).stream().map(Path::toString).toList(), deleted);
        assertEquals(3, retention.status().orElseThrow().images());
        assertEquals(2L * SIZE, retention.status().orElseThrow().deletedBytes());
    }

    @Test
    void bytesAreCounted() throws Exception {
        start("bytes", SIZE * 2 + SIZE / 2);
        List<Path> saved = save(5);
        round();
        assertEquals(saved.subList(3, 5), existing(saved));
    }

    @Test
    void oldOnesAreDeleted() throws Exception {
        start("age", "1h");
        List<Path> saved = save(2);
        round();
        assertEquals(saved, existing(saved));
        pass(Duration.ofMinutes(50));
        saved.addAll(save(1));
        pass(Duration.ofMinutes(20));
        round();
        assertEquals(saved.subList(2, 3), existing(saved));
    }

    @Test
    void aClockThatIsSetMakesNoImageOld() throws Exception {
        start("age", "1h");
        List<Path> saved = save(2);
        retention.run();
        millis += Duration.ofDays(3000).toMillis();
        round();
        assertEquals(saved, existing(saved));
        millis -= Duration.ofDays(9000).toMillis();
        pass(Duration.ofMinutes(70));
        round();
        assertEquals(List.of(), existing(saved));
    }

    @Test
    void theAgeGoesOnInTheNextProcess() throws Exception {
        start("age", "1h");
        List<Path> saved = save(2);
        pass(Duration.ofMinutes(70));
        nanos = -5_000_000_000L; // another process, another beginning
        start("age", "1h");
        retention.run();
        assertEquals(saved, existing(saved), "what still delivers them has not started yet");
        round();
        assertEquals(List.of(), existing(saved));
    }

    @Test
    void freeSpaceIsMade() throws Exception {
        start("free", Files.getFileStore(base).getTotalSpace() + "B");
        List<Path> saved = save(3);
        round();
        assertEquals(List.of(), existing(saved));
        assertTrue(retention.status().orElseThrow().problem().contains("no image of this camera is left"),
                retention.status().orElseThrow().problem());
    }

    @Test
    void moreFreeSpaceThanTheFileSystemHasDeletesNothing() throws Exception {
        start("free", Files.getFileStore(base).getTotalSpace() + 1 + "B");
        List<Path> saved = save(3);
        round();
        assertEquals(saved, existing(saved));
        assertTrue(retention.status().orElseThrow().problem().contains("is more than the whole file system of "),
                retention.status()::toString);
    }

    @Test
    void freeSpaceThatThereIsDeletesNothing() throws Exception {
        start("free", "1B");
        List<Path> saved = save(3);
        round();
        assertEquals(saved, existing(saved));
        assertEquals("", retention.status().orElseThrow().problem());
    }

    @Test
    void heldOnesStayAndNoOtherIsDeletedInTheirPlace() throws Exception {
        start("count", 2);
        List<Path> saved = save(4);
        held.add(saved.get(0));
        round();
        assertEquals(List.of(saved.get(0), saved.get(2), saved.get(3)), existing(saved));
        held.clear();
        round();
        assertEquals(saved.subList(2, 4), existing(saved));
    }

    @Test
    void anImageWhoseRequestHasNotEndedStays() throws Exception {
        start("count", 1);
        PendingFile file = write(base, null, ExistingFile.OVERWRITE);
        TrackedImage tracked = track(file, List.of());
        Path path = file.commit();
        tracked.named(path);
        List<Path> saved = save(3);
        pass(Duration.ofHours(1));
        round();
        assertTrue(Files.exists(path));
        assertEquals(saved.subList(2, 3), existing(saved));
        tracked.ended();
        round();
        assertFalse(Files.exists(path));
    }

    @Test
    void anOverwrittenImageCountsOnce() throws Exception {
        start("count", 2);
        Path first = save();
        Path same = save(base, "same.jpg", List.of());
        save(base, "same.jpg", List.of());
        round();
        assertEquals(List.of(first, same), existing(List.of(first, same)));
        assertEquals(2, retention.status().orElseThrow().images());
    }

    @Test
    void anImageThatGotNoNameIsForgotten() throws Exception {
        start("count", 1);
        PendingFile file = write(base, null, ExistingFile.OVERWRITE);
        TrackedImage tracked = track(file, List.of());
        file.discard();
        tracked.ended();
        Path path = save();
        round();
        assertTrue(Files.exists(path));
    }

    @Test
    void emptyFoldersThatWereMadeForImagesAreRemoved() throws Exception {
        start("count", 1);
        Path year = Files.createDirectory(base.resolve("2026"));
        Path month = Files.createDirectory(year.resolve("11"));
        Path own = Files.createDirectory(base.resolve("own"));
        save(month, null, List.of(year, month));
        save(own, null, List.of());
        save();
        round();
        assertFalse(Files.exists(year));
        assertTrue(Files.exists(own), "the user made it");
    }

    @Test
    void theLedgerStaysShort() throws Exception {
        start("count", 2);
        for (int i = 0; i < 8; i++) {
            save(200);
            round();
        }
        Path ledger = base.resolve(".obscura-images-front");
        try (Stream<String> lines = Files.lines(ledger)) {
            assertTrue(lines.count() < 1700);
        }
        start("count", 1);
        round();
        assertEquals(1, retention.status().orElseThrow().images());
        assertEquals(List.of("IMG_00001600.jpg"), names(base).stream().filter(name -> !name.startsWith(".")).toList());
    }
}
