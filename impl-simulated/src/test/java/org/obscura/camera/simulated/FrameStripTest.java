package org.obscura.camera.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.Resolution;
import org.obscura.camera.simulated.FrameStrip.Reading;
import org.obscura.camera.spi.PixelFormat;

@Tag("slow")
class FrameStripTest {
    private static final Instant TIME = Instant.parse("2026-03-04T05:06:07.089Z");

    private static BufferedImage card(String size, PixelFormat format, long sequence) {
        return TestImages.of(new TestPattern(Resolution.parse(size), format, "front").expose(sequence, TIME));
    }

    @ParameterizedTest
    @ValueSource(strings = {"320x240", "640x480", "641x479", "1280x720", "1920x1080", "480x640"})
    void numberAndTimeAreReadFromAPictureOfQuality50ThatWasScaledByHalf(String size) throws IOException {
        for (long sequence : new long[] {0, 1, 4711, 0xaaaaaaaaaaaaL, (1L << 48) - 1}) {
            BufferedImage picture = card(size, PixelFormat.BGR24, sequence);
            Optional<Reading> expected = Optional.of(new Reading(sequence, TIME));
            assertEquals(expected, FrameStrip.read(picture), "as it is");
            assertEquals(expected, FrameStrip.read(TestImages.half(picture)), "half as large");
            BufferedImage compressed = TestImages.decode(TestImages.jpeg(picture, 0.5f));
            assertEquals(expected, FrameStrip.read(compressed), "as JPEG");
            assertEquals(expected, FrameStrip.read(TestImages.decode(TestImages.jpeg(TestImages.half(compressed), 0.5f))),
                    "as JPEG, then half as large");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"BGR24", "RGB24", "GRAY8"})
    void everyPixelFormatHasTheStrips(PixelFormat format) {
        assertEquals(Optional.of(new Reading(12, TIME)), FrameStrip.read(card("640x480", format, 12)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x000000, 0xffffff, 0x808080})
    void aPictureWithoutStripsSaysNothing(int rgb) {
        assertEquals(Optional.empty(), FrameStrip.read(TestImages.plain(640, 480, rgb)));
        assertEquals(Optional.empty(), FrameStrip.read(TestImages.plain(1, 1, rgb)));
    }

    @Test
    void anyCellThatIsWrongIsNoticed() {
        BufferedImage picture = card("640x480", PixelFormat.BGR24, 4711);
        for (int row = 0; row < 2; row++) {
            for (int cell = 0; cell < 64; cell++) {
                BufferedImage wrong = TestImages.copy(picture);
                int y = (int) (480 * (34.5 + row) / 36);
                int other = ~wrong.getRGB(cell * 10 + 5, y);
                for (int x = 0; x < 10; x++) {
                    for (int dy = -4; dy <= 4; dy++) {
                        wrong.setRGB(cell * 10 + x, y + dy, other);
                    }
                }
                assertEquals(Optional.empty(), FrameStrip.read(wrong), "row " + row + " cell " + cell);
            }
        }
    }
}
