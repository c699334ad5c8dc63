package org.obscura.camera.core.image;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;

/** A frame in the size of an EXIF thumbnail, in the orientation of the original. */
final class Thumbnail {
    /** The longer side. */
    static final int SIZE = 160;
    /** The pixels of the last thumbnail that was closed, for the next one; null while one uses them. */
    private static final AtomicReference<byte @Nullable []> FREE = new AtomicReference<>();

    private Thumbnail() {
    }

    /**
     * Returns the frame, scaled down by a whole number, in memory that the next one uses again when this one is closed. Each pixel is the
     * mean of four of the pixels that it replaces: the mean of all would cost too much.
     */
    static Frame of(Frame frame) {
        Resolution size = frame.getResolution();
        int step = Math.max(1, (Math.max(size.width(), size.height()) + SIZE - 1) / SIZE);
        int width = Math.max(1, size.width() / step);
        int height = Math.max(1, size.height() / step);
        int samples = frame.getPixelFormat() == PixelFormat.GRAY8 ? 1 : 3;
        int right = Math.min(step, size.width()) / 2 * samples;
        int down = Math.min(step, size.height()) / 2;
        Rows rows = new Rows(frame, size.width() * samples);
        byte[] small = pixels(width * height * samples);
        int to = 0;
        for (int y = 0; y < height; y++) {
            int upper = rows.read(0, y * step);
            int lower = rows.read(1, y * step + down);
            byte[] data = rows.bytes;
            for (int x = 0; x < width; x++, upper += step * samples, lower += step * samples) {
                for (int i = 0; i < samples; i++) {
                    small[to++] = (byte) ((data[upper + i] & 0xff) + (data[upper + i + right] & 0xff) + (data[lower + i] & 0xff)
                            + (data[lower + i + right] & 0xff) + 2 >> 2);
                }
            }
        }
        return new MemoryFrame(new Resolution(width, height), frame.getPixelFormat(), ByteBuffer.wrap(small), frame.getSequence(),
                frame.getTimestamp(), () -> FREE.set(small));
    }

    private static byte[] pixels(int length) {
        byte[] free = FREE.getAndSet(null);
        return free != null && free.length == length ? free : new byte[length];
    }

    /** Two rows of a frame at a time, in an array, which is read many times faster than a buffer: that of the frame, or a copy. */
    private static final class Rows {
        final byte[] bytes;
        private final ByteBuffer data;
        private final int stride;
        private final int length;

        Rows(Frame frame, int length) {
            this.data = frame.getData();
            this.stride = frame.getStride();
            this.length = length;
            this.bytes = data.hasArray() ? data.array() : new byte[2 * length];
        }

        /** Returns where in the array a row begins. */
        int read(int place, int row) {
            int at = data.position() + row * stride;
            if (data.hasArray()) {
                return data.arrayOffset() + at;
            }
            data.get(at, bytes, place * length, length);
            return place * length;
        }
    }
}
