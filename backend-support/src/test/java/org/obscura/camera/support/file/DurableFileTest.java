package org.obscura.camera.support.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFileTest {
    @TempDir
    private Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void replacesTheContentAndLeavesNoOtherFile() throws IOException {
        Path file = folder.resolve("state");
        DurableFile.write(file, "a longer text\n");
        DurableFile.write(file, "Käse\n");
        assertEquals("Käse\n", Files.readString(file));
        assertEquals(List.of("state"), names());
    }

    @Test
    void contentThatCannotBeWrittenLeavesTheOldOne() throws IOException {
        Path file = folder.resolve("state");
        DurableFile.write(file, "old");
        Files.createDirectory(folder.resolve("state" + DurableFile.TEMPORARY));
        assertThrows(IOException.class, () -> DurableFile.write(file, "new"));
        assertEquals("old", Files.readString(file));
    }
}
