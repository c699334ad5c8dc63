package org.obscura.camera.support.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FolderEntriesTest {
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows cannot open a folder, so sync does nothing there")
    void aMissingFolderIsAnError(@TempDir Path folder) throws IOException {
        FolderEntries.sync(folder);
        assertThrows(NoSuchFileException.class, () -> FolderEntries.sync(folder.resolve("missing")));
    }

    /** Linux reports the first three reasons for folders of network file systems and of file systems that run as programs. */
    @ParameterizedTest
    @CsvSource({"Invalid argument, true", "Operation not supported, true", "Function not implemented, true", "Input/output error, false",
            "No space left on device, false", ", false"})
    void onlyWhatAFileSystemCannotDoIsNoError(String message, boolean expected) {
        assertEquals(expected, FolderEntries.isNotSupported(new IOException(message)));
    }
}
