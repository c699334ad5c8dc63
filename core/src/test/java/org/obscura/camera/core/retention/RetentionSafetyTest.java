package org.obscura.camera.core.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.CaptureOptions.ExistingFile;
import org.obscura.camera.core.file.PendingFile;

/** What is not deleted, whatever the limits are: what the camera did not write, or what was changed since. */
class RetentionSafetyTest extends RetentionTestBase {
    @Test
    void filesOfOthersStay() throws Exception {
        start("count", 1, "age", "1h");
        List<Path> foreign = new ArrayList<>();
        for (String name : List.of("IMG_00000001.jpg", "notes.txt", ".obscura-other.txt")) {
            foreign.add(Files.write(base.resolve(name), new byte[SIZE]));
        }
        save(4);
        pass(Duration.ofHours(2));
        round();
        assertEquals(foreign, existing(foreign));
        assertEquals(4, deleted.size());
    }

    @Test
    void whatTheUserReplacedRenamedOrChangedStays() throws Exception {
        start("age", "1h");
        List<Path> saved = save(6);
        Path renamed = Files.move(saved.get(0), base.resolve("kept.jpg"));
        FileTime time = Files.getLastModifiedTime(saved.get(1));
        Files.delete(saved.get(1));
        Files.write(saved.get(1), new byte[SIZE]); // another file of the same name and size
        // within a tick of the kernel's clock it gets the same time, and the place of the deleted file
        Files.setLastModifiedTime(saved.get(1), FileTime.from(time.toInstant().plusMillis(10)));
        Files.write(saved.get(2), new byte[1], StandardOpenOption.APPEND);
        Path target = Files.write(base.resolve("target"), new byte[SIZE]);
        Files.delete(saved.get(3));
        Files.createSymbolicLink(saved.get(3), target);
        Path copy = Files.copy(saved.get(4), base.resolve("copy.jpg"), StandardCopyOption.COPY_ATTRIBUTES);
        Path link = Files.createLink(base.resolve("link.jpg"), saved.get(5));
        pass(Duration.ofHours(2));
        round();
        assertEquals(saved.subList(1, 4), existing(saved));
        assertEquals(List.of(renamed, target, copy, link), existing(List.of(renamed, target, copy, link)));
        assertEquals(0, retention.status().orElseThrow().images(), "they do not count");
    }

    @Test
    void aFileThatWasExchangedForOneOfTheSameSizeAndTimeStays() throws Exception {
        start("age", "1h");
        Path path = save();
        FileTime time = Files.getLastModifiedTime(path);
        Path other = Files.write(base.resolve("other"), new byte[SIZE]);
        Files.setLastModifiedTime(other, time);
        Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);
        pass(Duration.ofHours(2));
        round();
        assertTrue(Files.exists(path));
    }

    @Test
    void aFolderThatIsALinkByNowLeadsNowhere() throws Exception {
        start("age", "1h");
        Path day = Files.createDirectory(base.resolve("day"));
        save(day, null, List.of(day));
        Path archive = base.resolveSibling("archive");
        Files.move(day, archive);
        Files.createSymbolicLink(day, archive);
        pass(Duration.ofHours(2));
        round();
        assertTrue(Files.exists(archive.resolve("IMG_00000001.jpg")));
        assertTrue(Files.isSymbolicLink(day));
    }

    @Test
    void aFolderThatWasMovedAwayStaysAndOneThatMovesWithItsLedgerGoesOn() throws Exception {
        start("age", "1h");
        Path day = Files.createDirectory(base.resolve("day"));
        save(day, null, List.of(day));
        Path moved = Files.move(day, base.resolve("moved"));
        Path there = save();
        Path elsewhere = base.resolveSibling("elsewhere");
        Files.move(base, elsewhere);
        base = elsewhere;
        start("age", "1h");
        pass(Duration.ofHours(2));
        round();
        assertTrue(Files.exists(elsewhere.resolve("moved/IMG_00000001.jpg")), moved.toString());
        assertFalse(Files.exists(elsewhere.resolve(there.getFileName())));
    }

    @Test
    void aFolderWithOtherFilesStays() throws Exception {
        start("count", 1);
        Path day = Files.createDirectory(base.resolve("day"));
        save(day, null, List.of(day));
        Files.createFile(day.resolve("notes.txt"));
        save();
        round();
        assertEquals(List.of("notes.txt"), names(day));
    }

    @Test
    void imagesElsewhereAreTheApplications(@TempDir Path other) throws Exception {
        start("age", "1h");
        PendingFile file = write(other, null, ExistingFile.OVERWRITE);
        assertEquals(null, track(file, List.of()));
        Path path = file.commit();
        pass(Duration.ofHours(2));
        round();
        assertTrue(Files.exists(path));
    }

    @Test
    void aDamagedLedgerDeletesNothingElse() throws Exception {
        start("count", 1);
        List<Path> saved = save(2);
        Path notes = Files.write(base.resolve("notes.txt"), new byte[SIZE]);
        Files.writeString(base.resolve(".obscura-images-front"),
                "+ x\n= y notes.txt\n\0\0\0\n+ a.1 1 1000 1 - .\n= a.1 notes.txt\n- \n+ torn",
                StandardOpenOption.APPEND);
        save();
        start("count", 1);
        round();
        assertTrue(Files.exists(notes));
        assertEquals(List.of(), existing(saved));
    }
}
