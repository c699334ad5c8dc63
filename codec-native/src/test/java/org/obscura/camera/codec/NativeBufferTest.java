package org.obscura.camera.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;

import com.sun.jna.Memory;

import org.junit.jupiter.api.Test;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.PixelFormat;

class NativeBufferTest {

    @Test
    void memoryGrowsAndIsKeptUpToALimit() {
        try (NativeBuffer buffer = new NativeBuffer()) {
            Memory small = buffer.of(100);
            assertSame(small, buffer.of(50));
            Memory limit = buffer.of(NativeBuffer.MAXIMUM_IDLE);
            buffer.trim();
            assertSame(limit, buffer.of(10));
            assertEquals(NativeBuffer.MAXIMUM_IDLE + 1, buffer.of(NativeBuffer.MAXIMUM_IDLE + 1).size());
            buffer.trim();
            assertNotSame(limit, buffer.of(10));
            assertEquals(10, buffer.of(10).size());
        }
    }

    @Test
    void pixelsEndWithTheLastRow() {
        Frame frame = TestImage.frame(new Resolution(4, 3), PixelFormat.BGR24, ByteBuffer.allocate(1000), 20);
        assertEquals(2 * 20 + 12, NativeBuffer.pixels(frame).remaining());
    }

    @Test
    void frameWithTooFewBytesIsRefusedWithTheNumberItNeeds() {
        Frame frame = TestImage.frame(new Resolution(40_000, 60_000), PixelFormat.BGR24, ByteBuffer.allocate(1000), 120_000);
        String message = assertThrows(IllegalArgumentException.class, () -> NativeBuffer.pixels(frame)).getMessage();
        assertTrue(message.contains("7200000000"), message);
    }
}
