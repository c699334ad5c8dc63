package org.obscura.camera.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.CaptureOptions.ExistingFile;
import org.obscura.camera.spi.ImageFormat;

/** Promise 8 on a file system that has no hard links, as FAT. */
@Tag("slow")
class WithoutLinksTest {
    @TempDir
    Path folder;
    private final FileStore files = new FileStore(false);

    @Test
    void policiesHoldWithoutLinks() throws Exception {
        assertEquals(folder.resolve("x.jpg"), write("x.jpg", "1", ExistingFile.FAIL).commit());
        PendingFile second = write("x.jpg", "2", ExistingFile.FAIL);
        assertInstanceOf(FileAlreadyExistsException.class, assertThrows(FileException.class, second::commit).getCause());
        assertEquals(folder.resolve("x-1.jpg"), write("x.jpg", "3", ExistingFile.RENAME).commit());
        assertEquals("1", Files.readString(folder.resolve("x.jpg")));
        assertEquals(folder.resolve("x.jpg"), write("x.jpg", "4", ExistingFile.OVERWRITE).commit());
        assertEquals(folder.resolve("IMG_00000001.jpg"), write(null, "5", ExistingFile.FAIL).commit());
        assertEquals(List.of("IMG_00000001.jpg", "x-1.jpg", "x.jpg"), names());
    }

    @Test
    void markOfAnotherProcessHoldsItsNameForAWhile() throws Exception {
        Path mark = mark("x.jpg", "");
        age(mark, Duration.ofHours(-1)); // young, however long this test takes
        assertEquals(folder.resolve("x-1.jpg"), write("x.jpg", "1", ExistingFile.RENAME).commit());
        age(mark, Duration.ofHours(1));
        assertEquals(folder.resolve("x.jpg"), write("x.jpg", "2", ExistingFile.RENAME).commit());
        assertEquals(List.of("x-1.jpg", "x.jpg"), names());
    }

    @Test
    void markOfAProcessThatEndedHoldsNothing() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        ProcessIdentity own = ProcessIdentity.current();
        mark("x.jpg", new ProcessIdentity(own.scope(), ended.pid(), own.start()).toString());
        assertEquals(folder.resolve("x.jpg"), write("x.jpg", "1", ExistingFile.FAIL).commit());
        assertEquals(List.of("x.jpg"), names());
    }

    @Test
    void fileThatDoesNotExistIsNeverSaidToExist() throws Exception {
        mark("x.jpg", "");
        assertEquals(folder.resolve("x.jpg"), write("x.jpg", "1", ExistingFile.FAIL).commit());
        assertEquals(List.of("x.jpg"), names());
    }

    private Path mark(String name, String owner) throws IOException {
        return Files.writeString(folder.resolve(".obscura-claim-" + Integer.toHexString(name.hashCode()) + ".tmp"), owner);
    }

    private static void age(Path file, Duration age) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }

    @Test
    void discardedFileIsGone() throws Exception {
        write("x.jpg", "1", ExistingFile.FAIL).discard();
        assertEquals(List.of(), names());
    }

    private PendingFile write(String name, String text, ExistingFile existing) throws IOException {
        return files.write(List.of(ByteBuffer.wrap(text.getBytes())), new Destination(folder, name, ImageFormat.JPEG), existing, true);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
