package org.obscura.camera.trigger.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.FrameAnalysis;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;

class MotionAnalyzerTest {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;

    private final FrameAnalysis analysis = new MotionAnalyzer().start("yard", Map.of());
    private final Random random = new Random(1);

    /** A frame with noise, and with a brighter square of 40 by 40 pixels, 2 % of the image, if it has a place. */
    private Frame frame(int brightness, int squareAt) {
        byte[] pixels = new byte[WIDTH * HEIGHT * 3];
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            int x = i % WIDTH - squareAt;
            boolean square = squareAt >= 0 && x >= 0 && x < 40 && i / WIDTH >= 104 && i / WIDTH < 144;
            byte value = (byte) Math.max(0, Math.min(255, brightness + (square ? 60 : 0) + (int) (random.nextGaussian() * 8)));
            pixels[3 * i] = value;
            pixels[3 * i + 1] = value;
            pixels[3 * i + 2] = value;
        }
        return new MemoryFrame(new Resolution(WIDTH, HEIGHT), PixelFormat.BGR24, pixels, 1, Instant.EPOCH);
    }

    private void still(int frames) {
        for (int i = 0; i < frames; i++) {
            assertEquals(Optional.empty(), analysis.analyze(frame(100, -1)), "frame " + i);
        }
    }

    @Test
    void noiseIsNoMotion() {
        still(100);
    }

    @Test
    void whatAppearsAndMovesIsMotion() {
        still(10);
        assertEquals(Optional.of("motion in 2 % of the image"), analysis.analyze(frame(100, 80)));
        assertTrue(analysis.analyze(frame(100, 120)).isPresent());
    }

    @Test
    void whatStaysIsNoMotionAfterAWhile() {
        still(10);
        for (int i = 0; i < 30; i++) {
            analysis.analyze(frame(100, 80));
        }
        assertEquals(Optional.empty(), analysis.analyze(frame(100, 80)));
    }

    @Test
    void aLampAndTheDawnAreNoMotion() {
        still(10);
        assertEquals(Optional.empty(), analysis.analyze(frame(160, -1)));
        for (int brightness = 160; brightness > 40; brightness--) {
            assertEquals(Optional.empty(), analysis.analyze(frame(brightness, -1)));
        }
    }

    @Test
    void aLampIsNoMotionBesideAMask() {
        assertEquals(Optional.empty(), analysis.analyze(masked(100)));
        assertEquals(Optional.empty(), analysis.analyze(masked(160)));
        assertEquals(Optional.empty(), analysis.analyze(masked(40)));
    }

    /** A frame of which a part is black that ends within cells. */
    private Frame masked(int brightness) {
        Frame frame = frame(brightness, -1);
        for (int y = 20; y < 150; y++) {
            for (int x = 20; x < 150; x++) {
                frame.getData().put((y * WIDTH + x) * 3, new byte[3]);
            }
        }
        return frame;
    }

    @Test
    void countsOnlyTheAreaThatIsConfigured() {
        FrameAnalysis large = new MotionAnalyzer().start("yard", Map.of("area", "5%", "threshold", "20"));
        large.analyze(frame(100, -1));
        assertEquals(Optional.empty(), large.analyze(frame(100, 80)));
    }

    @ParameterizedTest
    @CsvSource({"area,0,above 0 up to 100", "area,many,above 0 up to 100", "threshold,256,up to 255", "speed,1,area and threshold"})
    void namesAWrongOptionWithWhatWouldBeRight(String key, String value, String right) {
        String message = assertThrows(IllegalArgumentException.class, () -> new MotionAnalyzer().start("yard", Map.of(key, value)))
                .getMessage();
        assertTrue(message.contains(key) && message.contains(right), message);
    }
}
