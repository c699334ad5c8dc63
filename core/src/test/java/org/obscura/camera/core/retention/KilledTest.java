package org.obscura.camera.core.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.core.config.CameraConfiguration;
import org.obscura.camera.core.config.CameraSettings;
import org.obscura.camera.core.config.SettingsReader;
import org.obscura.camera.core.logging.EngineLog;
import org.obscura.camera.support.config.ConfigReader;

/** Processes that are killed while they save and delete: every file that they left is known, and no other is touched. */
@Tag("slow")
class KilledTest {
    private static final int KILLS = Integer.getInteger("kills", 8);
    private static final int FOREIGN = 30;
    private static final int KEPT = 20;
    /** How many images each process saves at least: all together more than are kept. */
    private static final int LEAST = KEPT / KILLS + 1;

    @TempDir
    Path base;

    @Test
    void nothingIsForgottenAndNothingElseDeleted() throws Exception {
        base = base.toRealPath();
        for (int i = 0; i < FOREIGN; i++) {
            Files.write(base.resolve("foreign-" + i + ".jpg"), new byte[100]);
        }
        Random random = new Random(7);
        for (int i = 0; i < KILLS; i++) {
            Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp", System.getProperty("java.class.path"), LedgerWriter.class.getName(),
                    base.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            assertEquals(LEAST, process.getInputStream().readNBytes(LEAST).length);
            process.waitFor(random.nextInt(400), TimeUnit.MILLISECONDS); // any moment is right
            assertTrue(process.destroyForcibly().waitFor(5, TimeUnit.MINUTES));
        }
        round();
        List<String> names = RetentionTestBase.names(base);
        assertEquals(KEPT, names.stream().filter(name -> name.startsWith("IMG_")).count(), names.toString());
        assertEquals(FOREIGN, names.stream().filter(name -> name.startsWith("foreign-")).count());
    }

    private void round() {
        CameraSettings settings = SettingsReader.read("front", new ConfigReader(CameraConfiguration.class,
                Map.of("directory", base.toString(), "retention.count", KEPT), Map.of()));
        EngineLog log = new EngineLog(name -> null);
        RetentionService service = new RetentionService((delay, task) -> {}, (role, task) -> {}, log, Clocks.system(),
                new RetentionService.Times(Duration.ZERO, Duration.ZERO));
        service.setHolds(new ImageHolds(log));
        CameraRetention retention = service.of("front");
        retention.update(settings, () -> base, (paths, bytes) -> {});
        retention.run();
    }
}
