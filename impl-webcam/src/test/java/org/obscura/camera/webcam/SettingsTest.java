package org.obscura.camera.webcam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
        assertEquals(List.of("/opt/my java/bin/java", "-Xmx64m", "-Da=b c"), rig.settings().java());
    }

    @ParameterizedTest
    @CsvSource({"driver.classpath, /no/such.jar, /no/such.jar does not exist", "name.filter, (, a regular expression",
            "scan.interval, -1, a duration from 0s", "scan.interval, 300y, a duration", "open.timeout, 0, a duration from 1ms",
            "frame.timeout, -5, a duration from 1ms", "ranking, abc, a whole number", "warm.up, many, a whole number from 0 to 1000",
            "open.timeout, 9999999999999999999s, to 1d"})
    void aWrongValueIsNamedAndTheBackendWorks(String key, String value, String right) {
        rig.with(key, value).start();
        Rig.await(() -> rig.backend().getState() == BackendState.DEGRADED, () -> "it is " + rig.backend().getState());
        String reason = rig.backend().getReason();
        assertTrue(
                reason.startsWith("Configuration WebcamConfig: " + key + "=" + value + " is wrong; it must be ") && reason.contains(right),
                reason);
        assertEquals(1, rig.linesWith("Configuration WebcamConfig: " + key + "=" + value));
        rig.close();
    }

    @Test
    void aPlainNumberIsMilliseconds() {
        rig.with("open.timeout", 1500L).with("scan.interval", "2000");
        Settings settings = rig.settings();
        assertEquals(Duration.ofMillis(1500), settings.openTimeout());
        assertEquals(Duration.ofSeconds(2), settings.scanInterval());
    }

    @Test
    void aMissingJavaIsUnavailable() {
        rig.with("java", folder.resolve("none/java").toString()).start();
        assertEquals(BackendState.UNAVAILABLE, rig.backend().getState());
        assertTrue(rig.backend().getReason().contains("none/java"), rig.backend().getReason());
        rig.close();
    }

    @Test
    void aMachineWithoutNativesIsUnsupportedAndNoError() {
        rig.start(Platform.unsupported("Linux", "aarch64"));
        assertEquals(BackendState.UNSUPPORTED, rig.backend().getState());
        assertEquals("The natives of webcam-capture do not run on Linux aarch64 (they are made for x86 and 32-bit ARM). Use the bundle "
                + "org.obscura.camera.v4l2, or another driver of webcam-capture: set 'driver' and 'driver.classpath'",
                rig.backend().getReason());
        assertEquals(1, rig.logged.size(), rig.logged::toString);
        assertTrue(rig.logged.get(0).startsWith("info [Webcams are not supported"), rig.logged::toString);
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
