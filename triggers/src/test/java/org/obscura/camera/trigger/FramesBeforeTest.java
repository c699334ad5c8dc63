package org.obscura.camera.trigger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.io.TempDir;
import org.obscura.camera.CaptureListener;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.FrameAnalysis;
import org.obscura.camera.spi.FrameAnalyzer;
import org.obscura.camera.support.config.ConfigReader;
import org.obscura.camera.testing.TestCamera;
import org.obscura.camera.trigger.view.MotionAnalyzer;

/** What is kept of the time before a finding, shown by frames with numbers: frame n is gray of brightness 10 n. */
class FramesBeforeTest {
    private static final Duration LIMIT = Duration.ofSeconds(Integer.getInteger("test.timeout", 300));
    private static final int STEP = 10;

    @TempDir
    Path folder;
    private final HandTime time = new HandTime(Instant.parse("2026-05-01T10:00:30Z"));
    private final BlockingQueue<Path> saved = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> analyzed = new LinkedBlockingQueue<>();
    /** The requests of the trigger. */
    private final BlockingQueue<Integer> fired = new LinkedBlockingQueue<>();
    private TestCamera camera;
    private Trigger trigger;

    @BeforeEach
    void start() {
        open("");
    }

    private void open(String mask) {
        camera = TestCamera.configured("yard", Map.of("directory", folder.toString(), "format", "png", "image.mask", mask));
        camera.addListener(new CaptureListener() {
            @Override
            public void onImageSaved(String cameraId, int requestId, String path) {
                saved.add(Path.of(path));
            }
        });
        camera.device().manual();
    }

    @AfterEach
    void stop() {
        trigger.close();
        camera.close();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {"area=200, analyzer.options: area=200 is wrong; it must be",
            "speed=3, analyzer.options: 'speed' is no option"})
    void aWrongOptionOfTheAnalyzerIsShownWithItsKey(String option, String expected) {
        trigger(new MotionAnalyzer(), "analyzer", "motion", "analyzer.options", option);
        assertTrue(trigger.getStatus().problem().startsWith(expected), trigger.getStatus()::problem);
    }

    private void trigger(FrameAnalyzer analyzer, String... pairs) {
        Map<String, Object> config = new HashMap<>(Map.of("camera", "yard", "zone", "UTC", "frame.rate", "30"));
        for (int i = 0; i < pairs.length; i += 2) {
            config.put(pairs[i], pairs[i + 1]);
        }
        ConfigReader reader = new ConfigReader(TriggerConfig.class, config, Map.of());
        TriggerSettings settings = TriggerSettings.read(reader);
        assertEquals(List.of(), reader.errors());
        TriggerEvents events = new TriggerEvents() {
            @Override
            void fired(String name, String cameraId, int request) {
                fired.add(request);
            }
        };
        trigger = new Trigger("test", settings, () -> Optional.of(camera.camera()), time, events, Logs.NONE,
                ArmedTrigger.timing(settings, time, null), analyzer == null ? null : () -> Optional.of(analyzer), null);
        trigger.start();
        time.run(Duration.ofMillis(1));
    }

    /** Finds something in one frame, and says which frames it saw. */
    private FrameAnalyzer findingIn(int number) {
        return (cameraId, options) -> new FrameAnalysis() {
            @Override
            public Optional<String> analyze(Frame frame) {
                int seen = Math.round((frame.getData().get(0) & 0xff) / (float) STEP);
                analyzed.add(seen);
                return seen == number ? Optional.of("the number " + number) : Optional.empty();
            }
        };
    }

    private static BufferedImage image(int number, int square) {
        BufferedImage image = new BufferedImage(320, 240, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < 320 * 240; i++) {
            int x = i % 320 - square;
            int value = square > 0 && x >= 0 && x < 60 && i / 320 > 100 && i / 320 < 180 ? 255 : number * STEP;
            image.setRGB(i % 320, i / 320, value << 16 | value << 8 | value);
        }
        return image;
    }

    private void deliver(int number, int square) throws InterruptedException {
        assertTrue(camera.device().awaitRequest(LIMIT), "no frame " + number + " is awaited");
        camera.device().deliver(image(number, square));
    }

    /** Waits until the trigger has requested its image: until then the viewer may take every frame. */
    private void awaitFired() throws InterruptedException {
        assertNotNull(fired.poll(LIMIT.toSeconds(), TimeUnit.SECONDS), "no image was requested");
    }

    private static int brightness(Path path, int x, int y) throws Exception {
        return ImageIO.read(path.toFile()).getRGB(x, y) & 0xff;
    }

    private Path next() throws Exception {
        Path path = saved.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertNotNull(path, "no image was saved");
        return path;
    }

    private int number() throws Exception {
        return Math.round(brightness(next(), 0, 0) / (float) STEP);
    }

    @Test
    void whatIsMaskedIsNoMotionAndInNoFrameBefore() throws Exception {
        camera.close();
        open("90,90,80,100");
        FrameAnalyzer motion = new MotionAnalyzer();
        List<String> found = new CopyOnWriteArrayList<>();
        trigger((cameraId, options) -> {
            FrameAnalysis analysis = motion.start(cameraId, Map.of());
            FrameAnalysis numbers = findingIn(5).start(cameraId, options);
            return frame -> {
                analysis.analyze(frame).ifPresent(found::add);
                return numbers.analyze(frame);
            };
        }, "analyzer", "both", "before", "3");
        for (int i = 1; i <= 5; i++) {
            deliver(i, i % 2 == 0 ? 100 : 0);
            assertEquals(i, analyzed.poll(LIMIT.toSeconds(), TimeUnit.SECONDS));
        }
        for (int i = 3; i <= 5; i++) {
            Path before = next();
            assertEquals(i, Math.round(brightness(before, 0, 0) / (float) STEP));
            assertTrue(brightness(before, 130, 140) < STEP, "the frame " + i + " shows what is masked");
        }
        assertEquals(List.of(), found);
    }

    @Test
    void theFramesUpToTheFindingAreSavedAndThenTheCapture() throws Exception {
        trigger(findingIn(7), "analyzer", "numbers", "before", "4");
        for (int i = 1; i <= 7; i++) {
            deliver(i, 0);
            assertEquals(i, analyzed.poll(LIMIT.toSeconds(), TimeUnit.SECONDS));
        }
        awaitFired();
        // a viewer may await the next frame already: the request takes the one after it, or the same
        deliver(8, 0);
        camera.device().deliver(image(9, 0));
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            numbers.add(number());
        }
        assertEquals(List.of(4, 5, 6, 7), numbers.subList(0, 4));
        assertTrue(List.of(8, 9).contains(numbers.get(4)), numbers::toString);
        assertEquals(1, trigger.getStatus().fired());
        assertEquals("analyzer", trigger.getStatus().kind());
    }

    @Test
    void motionIsTheCauseAndTheFramesBeforeItAreKept() throws Exception {
        FrameAnalyzer motion = new MotionAnalyzer();
        FrameAnalyzer observed = (cameraId, options) -> {
            FrameAnalysis analysis = motion.start(cameraId, options);
            return frame -> {
                Optional<String> found = analysis.analyze(frame);
                analyzed.add(Math.round((frame.getData().get(0) & 0xff) / (float) STEP));
                return found;
            };
        };
        trigger(observed, "analyzer", "motion", "analyzer.options", "area=2", "before", "3");
        for (int i = 1; i <= 5; i++) {
            deliver(i, i == 5 ? 100 : 0); // the whole image becomes brighter with each number; in the fifth something appears
            assertEquals(i, analyzed.poll(LIMIT.toSeconds(), TimeUnit.SECONDS));
        }
        awaitFired();
        deliver(6, 0);
        camera.device().deliver(image(7, 0));
        assertEquals(List.of(3, 4, 5), List.of(number(), number(), number()));
        number();
        assertEquals("analyzer", trigger.getStatus().kind());
    }

    @Test
    void aClosedWindowKeepsNothing() throws Exception {
        trigger(findingIn(1), "analyzer", "numbers", "before", "4", "between", "11:00..12:00");
        time.run(Duration.ofMinutes(10));
        assertEquals("", trigger.getStatus().problem());
        time.run(Duration.ofMinutes(50));
        deliver(1, 0); // armed since 11:00
        assertEquals(1, analyzed.poll(LIMIT.toSeconds(), TimeUnit.SECONDS));
        deliver(2, 0);
        camera.device().deliver(image(3, 0));
        assertEquals(1, number());
    }
}
