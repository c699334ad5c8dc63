package org.obscura.camera.core.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.ByteBuffer;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;

class ThumbnailTest {

    @ParameterizedTest
    @CsvSource({"1920x1080, 160x90", "160x120, 160x120", "161x120, 80x60", "1x1, 1x1", "5000x2, 156x1", "2x5000, 1x156"})
    void sideIsAtMost160(String size, String expected) {
        Resolution resolution = Resolution.parse(size);
        Frame frame = new MemoryFrame(resolution, PixelFormat.GRAY8, new byte[resolution.width() * resolution.height()], 3, Instant.EPOCH);
        Frame thumbnail = Thumbnail.of(frame);
        assertEquals(Resolution.parse(expected), thumbnail.getResolution());
        assertEquals(3, thumbnail.getSequence());
        assertEquals(thumbnail.getResolution().width() * thumbnail.getResolution().height(), thumbnail.getData().remaining());
    }

    @Test
    void pixelIsTheMeanOfFour() {
        byte[] pixels = new byte[320 * 2];
        pixels[0] = (byte) 200;
        pixels[1] = 100;
        pixels[320] = 60;
        pixels[321] = 40;
        Frame thumbnail = Thumbnail.of(new MemoryFrame(new Resolution(320, 2), PixelFormat.GRAY8, pixels, 0, Instant.EPOCH));
        assertEquals(100, thumbnail.getData().get(0) & 0xff);
        assertEquals(0, thumbnail.getData().get(1));
    }

    @Test
    void memoryIsUsedAgainOnceAThumbnailIsClosed() {
        Frame white = new MemoryFrame(new Resolution(2, 2), PixelFormat.GRAY8, new byte[] {-1, -1, -1, -1}, 0, Instant.EPOCH);
        Frame black = new MemoryFrame(new Resolution(2, 2), PixelFormat.GRAY8, new byte[4], 1, Instant.EPOCH);
        ByteBuffer first;
        try (Frame open = Thumbnail.of(white); Frame other = Thumbnail.of(black)) {
            first = open.getData();
            assertEquals(-1, first.get(0), "the thumbnail that is open is as it was");
            assertEquals(0, other.getData().get(0));
        }
        try (Frame next = Thumbnail.of(black)) {
            assertSame(first.array(), next.getData().array());
            assertEquals(0, next.getData().get(0));
        }
    }
}
