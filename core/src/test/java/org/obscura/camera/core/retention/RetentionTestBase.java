package org.obscura.camera.core.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
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

/** A camera with a retention, whose clocks are those of the test. */
abstract class RetentionTestBase {
    static final int SIZE = 1000;

    @TempDir
    private Path temporary;
    /** The folder of the camera, in one that is the test's, so that both are deleted with what lies beside it. */
    Path base;
    long millis = Instant.parse("2026-11-27T12:00:00Z").toEpochMilli();
    long nanos = 1;
    final FileStore store = new FileStore();
    final List<String> deleted = new ArrayList<>();
    final Set<Path> held = new HashSet<>();
    CameraSettings settings;
    CameraRetention retention;

    @BeforeEach
    void createFolder() throws IOException {
        base = Files.createDirectory(temporary.toRealPath().resolve("images"));
    }

    /** Begins as a new process does, with keys and values of the configuration in turn. */
    void start(Object... configuration) {
        Map<String, Object> values = new HashMap<>(Map.of("directory", base.toString()));
        for (int i = 0; i < configuration.length; i += 2) {
            values.put("retention." + configuration[i], configuration[i + 1]);
        }
        ConfigReader reader = new ConfigReader(CameraConfiguration.class, values, Map.of());
        settings = SettingsReader.read("front", reader);
        assertEquals(List.of(), reader.errors());
        EngineLog log = new EngineLog(name -> null);
        Clocks clocks = new Clocks(() -> millis, () -> nanos);
        RetentionService service = new RetentionService((delay, task) -> {}, (role, task) -> {}, log, clocks,
                new RetentionService.Times(Duration.ofMinutes(1), Duration.ofMinutes(1)));
        ImageHolds holds = new ImageHolds(log, clocks);
        holds.add((camera, path) -> held.contains(path));
        service.setHolds(holds);
        retention = service.of("front");
        retention.update(settings, () -> base, (paths, bytes) -> deleted.addAll(paths));
    }

    void pass(Duration time) {
        millis += time.toMillis();
        nanos += time.toNanos();
    }

    void round() {
        retention.run();
        pass(Duration.ofMinutes(2));
        retention.run();
    }

    TrackedImage track(PendingFile file, List<Path> created) {
        return retention.track(file, settings, base, created);
    }

    PendingFile write(Path folder, String name, ExistingFile existing) throws IOException {
        return store.write(List.of(ByteBuffer.wrap(new byte[SIZE])), new Destination(folder, name, ImageFormat.JPEG), existing, false);
    }

    Path save(Path folder, String name, List<Path> created) throws IOException {
        PendingFile file = write(folder, name, ExistingFile.OVERWRITE);
        TrackedImage tracked = track(file, created);
        Path path = file.commit();
        tracked.named(path);
        tracked.ended();
        pass(Duration.ofSeconds(1));
        return path;
    }

    Path save() throws IOException {
        return save(base, null, List.of());
    }

    List<Path> save(int count) throws IOException {
        List<Path> saved = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            saved.add(save());
        }
        return saved;
    }

    static List<Path> existing(List<Path> paths) {
        return paths.stream().filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS)).toList();
    }

    static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
