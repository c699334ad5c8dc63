package org.obscura.camera.core.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.CaptureOptions.ExistingFile;
import org.obscura.camera.core.config.CameraConfiguration;
import org.obscura.camera.core.config.CameraSettings;
import org.obscura.camera.core.config.SettingsReader;
import org.obscura.camera.core.file.Destination;
import org.obscura.camera.core.file.FileStore;
import org.obscura.camera.core.file.PendingFile;
import org.obscura.camera.core.logging.EngineLog;
import org.obscura.camera.spi.ImageFormat;
import org.obscura.camera.support.config.ConfigReader;

/** What is deleted, and above all what is not. The clocks are those of the test. */
class RetentionTest {
    private static final int SIZE = 1000;

    @TempDir
    Path base;
    private long millis = Instant.parse("2026-11-27T12:00:00Z").toEpochMilli();
    private long nanos = 1;
    private final FileStore store = new FileStore();
    private final List<String> deleted = new ArrayList<>();
    private final Set<Path> held = new HashSet<>();
    private CameraSettings settings;
    private CameraRetention retention;

    @BeforeEach
    void realFolder() throws IOException {
        base = base.toRealPath();
    }

    /** Begins as a new process does, with keys and values of the configuration in turn. */
    private void start(Object... configuration) {
        Map<String, Object> values = new HashMap<>(Map.of("directory", base.toString()));
        for (int i = 0; i < configuration.length; i += 2) {
            values.put("retention." + configuration[i], configuration[i + 1]);
        }
        ConfigReader reader = new ConfigReader(CameraConfiguration.class, values, Map.of());
        settings = SettingsReader.read("front", reader);
        assertEquals(List.of(), reader.errors());
        EngineLog log = new EngineLog(name -> null);
        Clocks clocks = new Clocks(() -> millis, () -> nanos);
        RetentionService service = new RetentionService((delay, task) -> {}, (role, task) -> {}, log, clocks,
                new RetentionService.Times(Duration.ofMinutes(1), Duration.ofMinutes(1)));
        ImageHolds holds = new ImageHolds(log, clocks);
        holds.add((camera, path) -> held.contains(path));
        service.setHolds(holds);
        retention = service.of("front");
        retention.update(settings, () -> base, (paths, bytes) -> deleted.addAll(paths));
    }

    private void pass(Duration time) {
        millis += time.toMillis();
        nanos += time.toNanos();
    }

    private void round() {
        retention.run();
        pass(Duration.ofMinutes(2));
        retention.run();
    }

    private TrackedImage track(PendingFile file, List<Path> created) {
        return retention.track(file, settings, base, created);
    }

    private PendingFile write(Path folder, String name, ExistingFile existing) throws IOException {
        return store.write(List.of(ByteBuffer.wrap(new byte[SIZE])), new Destination(folder, name, ImageFormat.JPEG), existing, false);
    }

    private Path save(Path folder, String name, List<Path> created) throws IOException {
        PendingFile file = write(folder, name, ExistingFile.OVERWRITE);
        TrackedImage tracked = track(file, created);
        Path path = file.commit();
        tracked.named(path);
        tracked.ended();
        pass(Duration.ofSeconds(1));
        return path;
    }

    private Path save() throws IOException {
        return save(base, null, List.of());
    }

    private List<Path> save(int count) throws IOException {
        List<Path> saved = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            saved.add(save());
        }
        return saved;
    }

    private static List<Path> existing(List<Path> paths) {
        return paths.stream().filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS)).toList();
    }

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
        long free = Files.getFileStore(base).getUsableSpace();
        start("free", free * 2 + "B");
        List<Path> saved = save(3);
        round();
        assertEquals(List.of(), existing(saved));
        assertTrue(retention.status().orElseThrow().problem().contains("no image of this camera is left"),
                retention.status().orElseThrow().problem());
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
        Files.delete(saved.get(1));
        Files.write(saved.get(1), new byte[SIZE]); // another file of the same name and size
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
        Path archive = base.resolveSibling(base.getFileName() + "-archive");
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
        Path elsewhere = base.resolveSibling(base.getFileName() + "-elsewhere");
        Files.move(base, elsewhere);
        base = elsewhere;
        start("age", "1h");
        pass(Duration.ofHours(2));
        round();
        assertTrue(Files.exists(elsewhere.resolve("moved/IMG_00000001.jpg")), moved.toString());
        assertFalse(Files.exists(elsewhere.resolve(there.getFileName())));
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

    static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
