package org.obscura.camera.webcam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.Frame;

class FramePoolTest {
    /** More bytes than are read at once. */
    private static final Resolution SIZE = new Resolution(320, 200);
    private static final Path MAPPINGS = Path.of("/proc/self/maps");

    @TempDir
    private Path folder;

    private static byte[] pixels(int length) {
        byte[] pixels = new byte[length];
        for (int i = 0; i < length; i++) {
            pixels[i] = (byte) (i * 31 >> 4);
        }
        return pixels;
    }

    private static Frame read(FramePool pool, FileChannel channel) throws Exception {
        return pool.read(channel, 7, Instant.EPOCH, Map.of());
    }

    @Test
    void theSizeIsThreeBytesForEachPixel() {
        assertEquals(320 * 200 * 3, FramePool.size(SIZE));
    }

    /** Of the first two the pixels are more than an int can count, of the others the bytes. */
    @ParameterizedTest
    @ValueSource(strings = {"65535x65535", "65535x32769", "30000x30000", "65535x10923"})
    void aSizeThatNoArrayHasIsNoOtherSize(String size) {
        assertThrows(ArithmeticException.class, () -> FramePool.size(Resolution.parse(size)));
    }

    /** A mapping would last until a garbage collection. */
    @Test
    void aFrameIsACopyAndTheFileIsNotMapped() throws Exception {
        byte[] pixels = pixels(FramePool.size(SIZE));
        Path file = Files.write(folder.resolve("frames-of-this-test"), pixels);
        FramePool pool = new FramePool(SIZE);
        try (FileChannel channel = FileChannel.open(file); Frame frame = read(pool, channel)) {
            Files.write(file, new byte[pixels.length]);
            assertEquals(ByteBuffer.wrap(pixels), frame.getData());
            assertEquals(7, frame.getSequence());
            assertEquals(SIZE, frame.getResolution());
            assumeTrue(Files.exists(MAPPINGS), "no list of mappings");
            assertFalse(Files.readString(MAPPINGS).contains(file.getFileName().toString()));
        }
    }

    @Test
    void ofAFileThatEndsTooEarlyThereIsNoFrame() throws Exception {
        Path file = Files.write(folder.resolve("short"), pixels(FramePool.size(SIZE) - 1));
        try (FileChannel channel = FileChannel.open(file)) {
            String message = assertThrows(EOFException.class, () -> read(new FramePool(SIZE), channel)).getMessage();
            assertTrue(message.contains("191999 of 192000"), message);
        }
    }
}
