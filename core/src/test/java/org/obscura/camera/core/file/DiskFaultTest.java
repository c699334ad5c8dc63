package org.obscura.camera.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.obscura.camera.CaptureOptions.ExistingFile;
import org.obscura.camera.spi.ImageFormat;

/** Steps to the disk that fail with sync=true: an old file stays, and no new one is left of a request that fails. */
class DiskFaultTest {
    private static final String OLD = "the image of yesterday";
    private static final String NEW = "the image of today";

    @TempDir
    Path path;
    private final TemporaryFiles temporaries = new TemporaryFiles(ProcessIdentity.current(), System::nanoTime);
    private FailingFolder folder;

    @BeforeEach
    void open() throws IOException {
        folder = new FailingFolder(OpenFolder.open(path, null));
    }

    private PendingFile pending(String name, ExistingFile existing) throws IOException {
        String temporary = temporaries.next();
        try (FileChannel out = folder.create(temporary)) {
            out.write(java.nio.ByteBuffer.wrap(NEW.getBytes()));
        }
        return new PendingFile(folder, temporary, temporaries, new Destination(path, name, ImageFormat.JPEG), new FileNameSequence(),
                existing,
                true, true);
    }

    @ParameterizedTest
    @CsvSource({"sync, 1", "move, 1", "move, 3"})
    void anOverwrittenFileStays(String operation, int times) throws Exception {
        Files.writeString(path.resolve("x.jpg"), OLD);
        folder.fail(operation, times);
        assertThrows(FileException.class, pending("x.jpg", ExistingFile.OVERWRITE)::commit);
        assertEquals(OLD, Files.readString(path.resolve("x.jpg")));
        assertEquals(List.of("x.jpg"), names());
    }

    @ParameterizedTest
    @EnumSource(ExistingFile.class)
    void aNewFileIsRemoved(ExistingFile existing) throws Exception {
        for (String name : new String[] {"x.jpg", null}) {
            open();
            folder.fail("sync", 1);
            assertThrows(FileException.class, pending(name, existing)::commit);
            assertEquals(List.of(), names());
        }
    }

    @Test
    void aMessageNamesTheFileWithItsNumber() throws Exception {
        FileStore store = new FileStore();
        String longest = "x".repeat(251) + ".jpg";
        Destination destination = new Destination(path, longest, ImageFormat.JPEG);
        PendingFile first = store.write(List.of(), destination.inSeries(2), ExistingFile.RENAME, false);
        String message = assertThrows(FileException.class, first::commit).getMessage();
        assertTrue(message.contains("x-001.jpg cannot be written"), message);
        store.write(List.of(), destination, ExistingFile.RENAME, false).commit();
        PendingFile second = store.write(List.of(), destination, ExistingFile.RENAME, false);
        message = assertThrows(FileException.class, second::commit).getMessage();
        assertTrue(message.contains("x-1.jpg cannot be written"), message);
        assertEquals(List.of(longest), names());
    }

    @Test
    void aFileThatTheSystemDoesNotDeleteIsDeletedLater() throws Exception {
        folder.fail("delete", 5);
        pending("x.jpg", ExistingFile.OVERWRITE).discard();
        assertEquals(1, names().size());
        open();
        String own = temporaries.next();
        folder.create(own).close();
        temporaries.sweep(folder, own);
        assertEquals(List.of(own), names());
    }

    @Test
    void aDeletionThatFailsOnceLeavesNothing() throws Exception {
        folder.fail("delete", 4);
        pending("x.jpg", ExistingFile.OVERWRITE).discard();
        assertEquals(List.of(), names());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(path)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
