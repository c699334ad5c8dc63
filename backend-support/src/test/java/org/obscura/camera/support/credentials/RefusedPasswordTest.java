package org.obscura.camera.support.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RefusedPasswordTest {
    private static final List<String> KEYS = List.of("url", "username", ".password", "resolutions");

    @TempDir
    private Path state;
    private final List<String> warnings = new ArrayList<>();

    /** As the next start of the program has it. */
    private RefusedPassword password(String password) {
        Map<String, Object> config = new HashMap<>(Map.of("service.pid", "org.obscura.camera.ip~gate", "component.id", System.nanoTime(),
                "url", "http://cam/", "username", "anna", ".password", password, "resolutions", new String[] {"640x480"}));
        return passwords().of(config, KEYS, warnings::add);
    }

    private RefusedPasswords passwords() {
        return new RefusedPasswords(state.resolve("a/refused"));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(state)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void isRememberedByTheNextProgram() throws IOException {
        assertFalse(password("wrong-4711").isRefused());
        assertEquals(List.of(), files());
        RefusedPassword first = password("wrong-4711");
        first.refuse();
        assertTrue(first.isRefused());
        assertEquals("; to send the same ones again, delete " + files().get(0), first.remedy());
        RefusedPassword next = password("wrong-4711");
        assertTrue(next.isRefused());
        assertEquals(first.remedy(), next.remedy());
        assertEquals(List.of(), warnings);
    }

    @Test
    void anotherConfigurationIsTriedAndForgetsTheFirst() throws IOException {
        password("wrong").refuse();
        assertFalse(password("right").isRefused());
        assertEquals(List.of(), files());
        assertFalse(password("wrong").isRefused(), "the configuration has changed twice since");
    }

    @Test
    void isTriedAgainWhenTheFileIsDeletedWhileTheProgramRuns() throws IOException {
        RefusedPassword password = password("wrong");
        password.refuse();
        Files.delete(files().get(0));
        assertFalse(password.isRefused());
        assertEquals("", password.remedy());
        password.refuse();
        assertTrue(password.isRefused());
        password.forget();
        assertFalse(password.isRefused());
        assertEquals(List.of(), files());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no POSIX permissions")
    void fileHoldsNoValueAndIsForTheUserAlone() throws IOException {
        password("wrong-4711").refuse();
        password("wrong-4711").isRefused();
        String first = Files.readString(files().get(0));
        assertTrue(first.matches("[0-9a-f]{32} [0-9a-f]{64}\n"), first);
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(files().get(0).getParent())));
        password("wrong-4711").refuse();
        assertFalse(first.equals(Files.readString(files().get(0))), "the hash has no salt");
    }

    @Test
    void damagedFileIsNoRefusal() throws IOException {
        for (String damaged : List.of("", "00", "zz zz\n", "00 00 00", "0 0")) {
            password("wrong").refuse();
            Files.writeString(files().get(0), damaged);
            assertFalse(password("wrong").isRefused(), damaged);
        }
    }

    @Test
    void twoFoldersWithFilesOfOneNameAreTwo() {
        RefusedPassword one = passwords().of(file("/srv/a/org.obscura.camera.ip-gate.cfg"), KEYS, warnings::add);
        RefusedPassword other = passwords().of(file("/srv/b/org.obscura.camera.ip-gate.cfg"), KEYS, warnings::add);
        one.refuse();
        assertFalse(other.isRefused());
        assertTrue(one.isRefused());
    }

    private static Map<String, Object> file(String path) {
        return Map.of("felix.fileinstall.filename", "file:" + path, ".password", path);
    }

    @Test
    void whatCannotBeWrittenIsSaidOnceAndRememberedUntilTheEnd() throws IOException {
        Path blocked = Files.writeString(state.resolve("file"), "");
        RefusedPassword password = new RefusedPasswords(blocked).of(Map.of("service.pid", "x"), KEYS, warnings::add);
        password.refuse();
        password.refuse();
        assertTrue(password.isRefused());
        assertEquals("; they are sent once more after a restart", password.remedy());
        assertEquals(1, warnings.size(), warnings.toString());
        assertTrue(warnings.get(0).startsWith("The refused password is sent once more after a restart"), warnings.get(0));
    }
}
