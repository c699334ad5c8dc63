package org.obscura.camera.webcam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obscura.camera.spi.CameraBackend.BackendState;

class SettingsTest {
    @TempDir
    private Path folder;
    private Rig rig;

    @BeforeEach
    void rig() throws Exception {
        rig = new Rig(folder);
    }

    @Test
    void javaIsReadAsWords() {
        rig.with("java", " \"/opt/my java/bin/java\"  -Xmx64m -Da=\"b c\" ");
        assertEquals(List.of("/opt/my java/bin/java", "-Xmx64m", "-Da=b c"), Settings.of(rig.config()).java());
    }

    @ParameterizedTest
    @CsvSource({"driver.classpath, /no/such.jar, /no/such.jar", "name.filter, (, regular expression"})
    void aWrongTextIsNamed(String key, String value, String part) {
        rig.with(key, value).start();
        wrong(key, part);
    }

    @ParameterizedTest
    @CsvSource({"scan.interval, -1", "open.timeout, 0", "frame.timeout, -5"})
    void aWrongNumberIsNamed(String key, long value) {
        rig.with(key, value).start();
        wrong(key, Long.toString(value));
    }

    private void wrong(String key, String part) {
        assertEquals(BackendState.UNAVAILABLE, rig.backend().getState());
        String reason = rig.backend().getReason();
        assertTrue(reason.contains("'" + key + "'") && reason.contains(part), reason);
        rig.close();
    }

    @Test
    void aMissingJavaIsUnavailable() {
        rig.with("java", folder.resolve("none/java").toString()).start();
        assertEquals(BackendState.UNAVAILABLE, rig.backend().getState());
        assertTrue(rig.backend().getReason().contains("none/java"), rig.backend().getReason());
        rig.close();
    }

    @Test
    void aMachineWithoutNativesIsUnavailable() {
        rig.start(Platform.unsupported("Linux", "aarch64"));
        assertEquals(BackendState.UNAVAILABLE, rig.backend().getState());
        assertTrue(rig.backend().getReason().contains("Linux aarch64") && rig.backend().getReason().contains("'driver'"));
        rig.close();
    }

    @Test
    void nativesAreThereForIntelAndOldArm() {
        assertEquals("", Platform.unsupported("Linux", "amd64"));
        assertEquals("", Platform.unsupported("Windows 11", "x86"));
        assertEquals("", Platform.unsupported("Mac OS X", "x86_64"));
        assertEquals("", Platform.unsupported("Linux", "arm"));
        assertTrue(Platform.unsupported("Mac OS X", "aarch64").contains("Mac OS X aarch64"));
    }

    @Test
    void withoutANodeNoProcessIsStarted() throws Exception {
        rig.with("java", Files.createFile(folder.resolve("java")).toString());
        assertTrue(folder.resolve("java").toFile().setExecutable(true));
        rig.start();
        rig.awaitOk();
        rig.close();
        assertTrue(Files.notExists(rig.data.resolve("webcam/lib")));
    }
}
