package org.obscura.camera.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.obscura.camera.Resolution;

class MemoryFrameTest {
    private static final Resolution SIZE = new Resolution(4, 2);

    @Test
    void memoryIsGivenBackOnceAndNotReadAfterwards() {
        AtomicInteger given = new AtomicInteger();
        Frame frame = new MemoryFrame(SIZE, PixelFormat.BGR24, ByteBuffer.allocate(24), 7, Instant.EPOCH, given::incrementAndGet);
        assertEquals(24, frame.getData().remaining());
        assertEquals(0, given.get());
        frame.close();
        frame.close();
        assertEquals(1, given.get());
        String message = assertThrows(IllegalStateException.class, frame::getData).getMessage();
        assertTrue(message.contains("Frame 7 is closed"), message);
        assertEquals(SIZE, frame.getResolution());
        assertEquals(7, frame.getSequence());
    }

    @Test
    void eachViewOfTheDataBeginsAtItsStart() {
        ByteBuffer all = ByteBuffer.wrap(new byte[] {9, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9}).position(2).limit(10);
        Frame frame = new MemoryFrame(SIZE, PixelFormat.GRAY8, all, 4, 0, Instant.EPOCH, () -> {});
        all.position(5);
        ByteBuffer first = frame.getData();
        assertEquals(0, first.position());
        assertEquals(8, first.remaining());
        assertEquals(1, first.get());
        assertEquals(1, frame.getData().get(), "one reader does not move another");
    }

    @Test
    void rowsWithoutPaddingAreAsFarApartAsTheyAreLong() {
        assertEquals(12, new MemoryFrame(SIZE, PixelFormat.RGB24, new byte[24], 0, Instant.EPOCH).getStride());
        assertEquals(12, new MemoryFrame(SIZE, PixelFormat.BGR24, ByteBuffer.allocate(24), 0, Instant.EPOCH, () -> {}).getStride());
        assertEquals(0, new MemoryFrame(SIZE, PixelFormat.JPEG, new byte[5], 0, Instant.EPOCH).getStride());
    }

    @Test
    void nothingMayBeMissing() {
        assertThrows(NullPointerException.class, () -> new MemoryFrame(SIZE, PixelFormat.GRAY8, new byte[8], 0, null));
        assertThrows(NullPointerException.class,
                () -> new MemoryFrame(SIZE, PixelFormat.GRAY8, ByteBuffer.allocate(8), 4, 0, Instant.EPOCH, null));
    }
}
