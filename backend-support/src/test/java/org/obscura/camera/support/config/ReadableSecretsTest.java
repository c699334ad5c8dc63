package org.obscura.camera.support.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ArrayList;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no POSIX permissions")
class ReadableSecretsTest {
    @TempDir
    private Path folder;

    /** What can be configured. */
    @interface Config {
        String url() default "";

        String _password() default "";
    }

    @BeforeEach
    void letAllUsersEnterTheFolder() throws IOException {
        allow(folder, "rwxr-xr-x");
    }

    private static void allow(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("org.obscura.camera.ip-gate.cfg"), text);
    }

    private static List<String> lines(Path file, String password) {
        Map<String, Object> values = new HashMap<>(Map.of("felix.fileinstall.filename", file.toUri().toString(), "url", "http://cam/"));
        if (password != null) {
            values.put(".password", password);
        }
        List<String> lines = new ArrayList<>();
        new ConfigReader(Config.class, values, Map.of()).log(lines::add);
        return lines;
    }

    @Test
    void fileThatAllUsersCanReadIsNamedWithWhatToDo() throws IOException {
        Path file = write("url = http://cam/\n.password = s3cret\n");
        allow(file, "rw-r--r--");
        assertEquals(List.of("Configuration org.obscura.camera.ip-gate.cfg: every user of this machine can read the secret '.password'; "
                + "chmod 600 " + file), lines(file, "s3cret"));
    }

    @Test
    void fileOrFolderForOneUserOrGroupIsRight() throws IOException {
        Path file = write(".password = s3cret\n");
        allow(file, "rw-r-----");
        assertEquals(List.of(), lines(file, "s3cret"));
        allow(file, "rw-r--r--");
        allow(folder, "rwxr-x---");
        assertEquals(List.of(), lines(file, "s3cret"));
    }

    @Test
    void placeholderOrNoSecretIsRight() throws IOException {
        Path file = write("url = http://cam/\n.password = $[secret:gate]\n");
        allow(file, "rw-r--r--");
        assertEquals(List.of(), lines(file, "s3cret"));
        assertEquals(List.of(), lines(write("url = http://cam/\n"), null));
        assertEquals(List.of(), lines(folder.resolve("missing.cfg"), "s3cret"));
    }
}
