package org.obscura.camera.simulated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.PixelFormat;

class TestPatternTest {
    private static final Resolution VGA = new Resolution(640, 480);
    private static final Instant TIME = Instant.parse("2026-03-04T05:06:07.089Z");
    private static final List<Integer> BARS = List.of(0xffffff, 0xffff00, 0x00ffff, 0x00ff00, 0xff00ff, 0xff0000, 0x0000ff, 0x000000);

    @ParameterizedTest
    @ValueSource(strings = {"320x240", "640x480", "1280x720", "1920x1080", "480x640"})
    void theBarsHaveExactlyTheirColours(String size) {
        Resolution r = Resolution.parse(size);
        for (PixelFormat format : List.of(PixelFormat.BGR24, PixelFormat.RGB24)) {
            BufferedImage picture = TestImages.of(new TestPattern(r, format, "").expose(0, TIME));
            List<Integer> found = Arrays.stream(ColourBar.values()).map(b -> picture.getRGB(b.x(r), b.y(r)) & 0xffffff).toList();
            assertEquals(BARS, found);
        }
        assertEquals(BARS, Arrays.stream(ColourBar.values()).map(ColourBar::rgb).toList());
    }

    @Test
    void aGrayCardHasTheBrightnessOfTheColours() {
        BufferedImage picture = TestImages.of(new TestPattern(VGA, PixelFormat.GRAY8, "").expose(0, TIME));
        // 0.299 red + 0.587 green + 0.114 blue, as JPEG has it
        assertEquals(List.of(255, 226, 179, 150, 105, 76, 29, 0),
                Arrays.stream(ColourBar.values()).map(b -> picture.getRGB(b.x(VGA), b.y(VGA)) & 0xff).toList());
    }

    @Test
    void aBufferThatIsUsedAgainShowsNothingOfItsFormerFrame() {
        TestPattern card = new TestPattern(VGA, PixelFormat.BGR24, "front");
        for (int frame = 0; frame < 50; frame++) {
            Instant time = TIME.plusMillis(frame * 137L);
            try (Frame again = card.expose(frame, time);
                    Frame fresh = new TestPattern(VGA, PixelFormat.BGR24, "front").expose(frame, time)) {
                assertArrayEquals(fresh.getData().array(), again.getData().array(), "frame " + frame);
            }
        }
    }

    @Test
    void framesInFlightDoNotShareMemoryAndAClosedOneIsUsedAgainOnce() {
        TestPattern card = new TestPattern(VGA, PixelFormat.BGR24, "front");
        Frame first = card.expose(1, TIME);
        Frame second = card.expose(2, TIME);
        assertNotSame(first.getData().array(), second.getData().array());
        assertEquals(1, FrameStrip.read(TestImages.of(first)).orElseThrow().sequence());
        first.close();
        first.close();
        assertNotSame(card.expose(3, TIME).getData().array(), card.expose(4, TIME).getData().array());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1x1", "2x3", "16x16", "1x480", "640x1", "37x41"})
    void aCardOfAnySizeCanBeDrawn(String size) {
        Resolution r = Resolution.parse(size);
        assertEquals(r.width() * r.height() * 3, new TestPattern(r, PixelFormat.BGR24, "front").expose(0, TIME).getData().remaining());
    }

    @Test
    void theStarsOfAllCornersAreAlike() {
        BufferedImage card = TestImages.of(new TestPattern(VGA, PixelFormat.BGR24, "").expose(0, TIME));
        int radius = 30;
        int x = 54;
        int top = 71;
        int bottom = 396;
        long bright = 0;
        for (int dy = -radius; dy < radius; dy++) {
            for (int dx = -radius; dx < radius; dx++) {
                if (dx * dx + dy * dy < radius * radius) {
                    int rgb = card.getRGB(x + dx, top + dy);
                    String at = dx + ", " + dy;
                    assertEquals(rgb, card.getRGB(x + dx, bottom + dy), at);
                    assertEquals(rgb, card.getRGB(VGA.width() - x + dx, top + dy), at);
                    assertEquals(rgb, card.getRGB(VGA.width() - x + dx, bottom + dy), at);
                    bright += rgb >> 8 & 0xff;
                }
            }
        }
        // half of the rays are black, half of them 0xf2
        assertEquals(0xf2 / 2.0, bright / (Math.PI * radius * radius), 4);
    }

    @Test
    void theRingIsRound() {
        BufferedImage card = TestImages.of(new TestPattern(VGA, PixelFormat.BGR24, "").expose(0, TIME));
        PatternGeometry g = new PatternGeometry(VGA);
        for (int degrees = 0; degrees < 360; degrees++) {
            double x = Math.cos(Math.toRadians(degrees));
            double y = Math.sin(Math.toRadians(degrees));
            double onRing = g.radius + g.ring() / 2;
            double outside = g.radius + g.ring() + 2;
            assertEquals(0xffffffff, card.getRGB((int) (g.centreX + onRing * x), (int) (g.centreY + onRing * y)), "at " + degrees);
            assertNotEquals(0xffffffff, card.getRGB((int) (g.centreX + outside * x), (int) (g.centreY + outside * y)), "at " + degrees);
        }
    }

    @Test
    void aJpegCardIsAWholeJpegFile() throws IOException, CameraException {
        FrameSource.FrameGenerator scene = new TestPatternSource(List.of(VGA), "front").open(VGA, PixelFormat.BGR24);
        Frame frame = scene.expose(9, TIME, PixelFormat.JPEG, ControlValues.defaults());
        assertEquals(PixelFormat.JPEG, frame.getPixelFormat());
        assertEquals(0, frame.getStride());
        BufferedImage picture = TestImages.decode(frame.getData().array());
        assertEquals(Optional.of(new FrameStrip.Reading(9, TIME)), FrameStrip.read(picture));
    }

    @Test
    void theNameIsDrawnWithoutAccentsAndAnUnknownCharacterAsABox() {
        assertEquals("KAMERA FUR TUR 1", BitmapFont.drawable("Kamera für Tür 1"));
        assertEquals(true, BitmapFont.isSet('\u4e2d', 0, 0));
        assertEquals(false, BitmapFont.isSet('\u4e2d', 2, 3));
        assertFalse(Arrays.equals(new TestPattern(VGA, PixelFormat.BGR24, "a").expose(0, TIME).getData().array(),
                new TestPattern(VGA, PixelFormat.BGR24, "b").expose(0, TIME).getData().array()));
    }
}
