package org.obscura.camera.support.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no POSIX permissions")
class PrivateFoldersTest {
    @TempDir
    Path folder;

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void whatIsCreatedIsForTheUserAlone() throws Exception {
        Path existing = Files.createDirectory(folder.resolve("existing"));
        Files.setPosixFilePermissions(existing, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path created = PrivateFolders.create(existing.resolve("a/b"));
        assertEquals("rwx------", permissions(created));
        assertEquals("rwx------", permissions(existing.resolve("a")));
        assertEquals("rwxr-xr-x", permissions(existing));
        assertEquals(created, PrivateFolders.create(created));
    }
}
