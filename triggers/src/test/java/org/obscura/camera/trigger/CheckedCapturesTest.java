package org.obscura.camera.trigger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.CapturedImage;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;
import org.obscura.camera.support.config.ConfigReader;
import org.obscura.camera.testing.TestCamera;
import org.obscura.camera.trigger.view.TestFrames;
import org.osgi.service.log.Logger;

/** The check of a trigger, with the real engine. */
class CheckedCapturesTest {
    private static final int LIMIT_SECONDS = Integer.getInteger("test.timeout", 300);

    @TempDir
    Path folder;
    private final List<String> log = new CopyOnWriteArrayList<>();
    private TestCamera camera;
    private CheckedCaptures captures;

    @BeforeEach
    void start() {
        camera = TestCamera.configured("yard", Map.of("directory", folder.toString(), "format", "png"));
        camera.device().manual();
        ConfigReader reader = new ConfigReader(TriggerConfig.class, Map.of("interval", "1h", "check", "black, blurred, cut"), Map.of());
        TriggerSettings settings = TriggerSettings.read(reader);
        assertEquals(List.of(), reader.errors());
        captures = new CheckedCaptures("test", settings.check(), settings.options(), (Logger) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Logger.class}, (self, method, arguments) -> {
                    if (List.of("warn", "info").contains(method.getName())) {
                        log.add(method.getName() + " " + Arrays.deepToString(arguments));
                    }
                    return null;
                }));
    }

    @AfterEach
    void stop() {
        camera.close();
    }

    /** Captures while the device delivers these frames. */
    private BufferedImage capture(Object... frames) throws Exception {
        CheckedCaptures.Capture capture = captures.submit(camera.camera());
        for (Object frame : frames) {
            if (frame instanceof BufferedImage image) {
                camera.device().deliver(image);
            } else {
                camera.device().deliver(
                        new MemoryFrame(new Resolution(640, 480), PixelFormat.JPEG, ByteBuffer.wrap((byte[]) frame), 0, Instant.now(),
                                () -> {}));
            }
        }
        CapturedImage image = capture.result().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        return ImageIO.read(image.path().toFile());
    }

    private static int brightness(BufferedImage image) {
        return image.getRGB(320, 240) & 0xff;
    }

    private long files() throws Exception {
        try (Stream<Path> all = Files.list(folder)) {
            return all.count();
        }
    }

    @Test
    void aGoodImageIsTakenOnce() throws Exception {
        capture(TestFrames.sharp());
        assertEquals("", captures.problem());
        assertEquals(1, files());
        assertEquals(List.of(), log);
    }

    @Test
    void aFaultyFrameIsNotSavedIfTheNextOneIsGood() throws Exception {
        BufferedImage sharp = TestFrames.sharp();
        for (Object faulty : List.of(TestFrames.plain(0), TestFrames.blurred(sharp, 4),
                TestFrames.fill(TestFrames.sharp(), 200, 480, 128))) {
            BufferedImage saved = capture(faulty, sharp);
            assertEquals(brightness(sharp), brightness(saved));
            assertEquals("", captures.problem());
        }
        assertEquals(3, files());
        assertEquals(List.of(), log);
    }

    @Test
    void aCutJpegFrameIsTakenOnceMore() throws Exception {
        byte[] whole = TestFrames.jpeg(TestFrames.sharp());
        BufferedImage saved = capture(TestFrames.cut(whole), whole);
        assertTrue(Math.abs(saved.getRGB(320, 470) - 0x808080) > 0);
        assertEquals(1, files());
        assertEquals("", captures.problem());
    }

    @Test
    void aFaultThatStaysIsReportedOnceAndSoIsItsEnd() throws Exception {
        assertEquals(3, brightness(capture(TestFrames.plain(0), TestFrames.plain(3))));
        assertEquals("The image is black: its brightness is 3 (check.brightness=16)", captures.problem());
        capture(TestFrames.plain(0), TestFrames.plain(0));
        assertEquals(1, log.size(), log::toString);
        assertTrue(log.get(0).startsWith("warn") && log.get(0).contains("[test, The image is black"), log::toString);
        capture(TestFrames.plain(0), TestFrames.sharp());
        assertEquals("", captures.problem());
        assertTrue(log.get(1).startsWith("info"), log::toString);
        assertEquals(2, log.size(), log::toString);
        assertEquals(3, files());
    }
}
