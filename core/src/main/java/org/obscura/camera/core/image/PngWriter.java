package org.obscura.camera.core.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

import org.obscura.camera.Resolution;

/** Writes a PNG row by row: header, one chunk of compressed rows, end. */
final class PngWriter implements AutoCloseable {
    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int GRAY = 0;
    private static final int COLOUR = 2;
    private static final int DATA_AT = 8 + 12 + 13;
    /** The lowest level that compresses drawings as well as the JDK's encoder. */
    private static final int LEVEL = 3;
    private static final int SAMPLING = 13;
    private static final int ROOM = 4096;
    private static final int END = 4 + 12;

    private final Deflater deflater = new Deflater(LEVEL);
    private byte[] bytes;
    private int length;
    private boolean noisy;

    PngWriter(Resolution size, boolean gray) {
        bytes = new byte[Math.toIntExact(ROOM + (long) size.width() * size.height() / (gray ? 2 : 1))];
        chunk(ByteBuffer.wrap(bytes).putLong(SIGNATURE), "IHDR",
                ByteBuffer.allocate(13).putInt(size.width()).putInt(size.height()).put((byte) 8).put((byte) (gray ? GRAY : COLOUR))
                        .array());
        length = DATA_AT + 8;
    }

    /**
     * Adds filtered rows. In the image of a sensor few differences are zero and nothing repeats: a search for repetitions takes most of the
     * time there and makes the file larger.
     */
    void write(byte[] rows, int count) {
        if (count == 0) {
            return;
        }
        int zeros = 0;
        for (int i = 0; i < count; i += SAMPLING) {
            zeros += rows[i] == 0 ? 1 : 0;
        }
        boolean nowNoisy = zeros * 2 < count / SAMPLING;
        if (nowNoisy != noisy) {
            noisy = nowNoisy;
            deflater.setStrategy(noisy ? Deflater.HUFFMAN_ONLY : Deflater.DEFAULT_STRATEGY);
        }
        deflater.setInput(rows, 0, count);
        while (!deflater.needsInput()) {
            deflate(count);
        }
    }

    private void deflate(int more) {
        if (bytes.length - length < more + ROOM) {
            bytes = Arrays.copyOf(bytes, bytes.length + bytes.length / 2 + more + ROOM);
        }
        length += deflater.deflate(bytes, length, bytes.length - length);
    }

    /** Returns the whole file. */
    ByteBuffer finish() {
        deflater.finish();
        while (!deflater.finished()) {
            deflate(ROOM);
        }
        if (bytes.length - length < END) {
            bytes = Arrays.copyOf(bytes, length + END);
        }
        ByteBuffer file = ByteBuffer.wrap(bytes);
        int packed = length - DATA_AT - 8;
        file.position(DATA_AT).putInt(packed).put(ascii("IDAT")).position(length);
        file.putInt(crc(DATA_AT + 4, packed + 4));
        chunk(file, "IEND", new byte[0]);
        return file.flip();
    }

    private void chunk(ByteBuffer file, String type, byte[] data) {
        int at = file.position();
        file.putInt(data.length).put(ascii(type)).put(data);
        file.putInt(crc(at + 4, data.length + 4));
    }

    private int crc(int from, int count) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, count);
        return (int) crc.getValue();
    }

    private static byte[] ascii(String type) {
        return type.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        deflater.end();
    }
}
