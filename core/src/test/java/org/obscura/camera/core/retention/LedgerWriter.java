package org.obscura.camera.core.retention;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.obscura.camera.CaptureOptions.ExistingFile;
import org.obscura.camera.core.config.CameraConfiguration;
import org.obscura.camera.core.config.CameraSettings;
import org.obscura.camera.core.config.SettingsReader;
import org.obscura.camera.core.file.Destination;
import org.obscura.camera.core.file.FileStore;
import org.obscura.camera.core.file.PendingFile;
import org.obscura.camera.core.logging.EngineLog;
import org.obscura.camera.spi.ImageFormat;
import org.obscura.camera.support.config.ConfigReader;

/** A process that saves images and deletes old ones until it is killed. Prints a byte for each image. */
final class LedgerWriter {
    private LedgerWriter() {
    }

    public static void main(String[] arguments) throws Exception {
        Path base = Path.of(arguments[0]).toRealPath();
        CameraSettings settings = SettingsReader.read("front", new ConfigReader(CameraConfiguration.class,
                Map.of("directory", base.toString(), "retention.count", 20), Map.of()));
        EngineLog log = new EngineLog(name -> null);
        RetentionService service = new RetentionService((delay, task) -> {}, (role, task) -> {}, log, Clocks.system(),
                new RetentionService.Times(Duration.ZERO, Duration.ZERO));
        service.setHolds(new ImageHolds(log));
        CameraRetention retention = service.of("front");
        retention.update(settings, () -> base, (paths, bytes) -> {});
        FileStore store = new FileStore();
        while (true) {
            PendingFile file = store.write(List.of(ByteBuffer.wrap(new byte[100])), new Destination(base, null, ImageFormat.JPEG),
                    ExistingFile.OVERWRITE, false);
            TrackedImage tracked = retention.track(file, settings, base, List.of());
            Path path = file.commit();
            tracked.named(path);
            tracked.ended();
            retention.run();
            System.out.write('.');
            System.out.flush();
        }
    }
}
