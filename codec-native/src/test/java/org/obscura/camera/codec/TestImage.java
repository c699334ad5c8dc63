package org.obscura.camera.codec;

import java.nio.ByteBuffer;
import java.time.Instant;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;

/** Frames of four fields of colour: red and green above, blue and gray below. */
public final class TestImage {
    private static final int[] COLOURS = {0xd02010, 0x20c030, 0x1030d0, 0x808080};

    private TestImage() {
    }

    public static Frame of(int width, int height, PixelFormat format, int padding, boolean direct) {
        int bytes = format.bytesPerPixel();
        int stride = width * bytes + padding;
        int size = stride * (height - 1) + width * bytes;
        ByteBuffer data = direct ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
        while (data.hasRemaining()) {
            data.put((byte) 0xff); // what is no pixel must not be seen
        }
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                put(data, y * stride + x * bytes, colour(x, y, width, height), format);
            }
        }
        return frame(new Resolution(width, height), format, data.flip(), stride);
    }

    /** A frame of other data. */
    public static Frame frame(Resolution size, PixelFormat format, ByteBuffer data, int stride) {
        return new MemoryFrame(size, format, data, stride, 0, Instant.EPOCH, () -> {});
    }

    public static int colour(int x, int y, int width, int height) {
        return COLOURS[(2 * y < height ? 0 : 2) + (2 * x < width ? 0 : 1)];
    }

    /** Brightness as JPEG defines it. */
    public static int gray(int rgb) {
        return (int) Math.round(0.299 * (rgb >> 16 & 0xff) + 0.587 * (rgb >> 8 & 0xff) + 0.114 * (rgb & 0xff));
    }

    private static void put(ByteBuffer data, int at, int rgb, PixelFormat format) {
        if (format == PixelFormat.GRAY8) {
            data.put(at, (byte) gray(rgb));
            return;
        }
        boolean redFirst = format == PixelFormat.RGB24;
        data.put(at, (byte) (redFirst ? rgb >> 16 : rgb));
        data.put(at + 1, (byte) (rgb >> 8));
        data.put(at + 2, (byte) (redFirst ? rgb : rgb >> 16));
    }
}
