package org.obscura.camera.core.image;

import java.nio.ByteBuffer;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.PixelFormat;

/** A frame in the size that EXIF keeps beside the picture. It lies as the picture does. */
final class Thumbnail {
    /** The longer side. */
    static final int SIZE = 160;

    private Thumbnail() {
    }

    /** The frame made smaller by a whole number; each pixel is the mean of four of those that it stands for, for all would cost too much. */
    static Frame of(Frame frame) {
        Resolution size = frame.getResolution();
        int step = Math.max(1, (Math.max(size.width(), size.height()) + SIZE - 1) / SIZE);
        int width = Math.max(1, size.width() / step);
        int height = Math.max(1, size.height() / step);
        int samples = frame.getPixelFormat() == PixelFormat.GRAY8 ? 1 : 3;
        int right = Math.min(step, size.width()) / 2 * samples;
        int down = Math.min(step, size.height()) / 2 * frame.getStride();
        ByteBuffer data = frame.getData();
        byte[] small = new byte[width * height * samples];
        int to = 0;
        for (int y = 0; y < height; y++) {
            int from = data.position() + y * step * frame.getStride();
            for (int x = 0; x < width; x++, from += step * samples) {
                for (int at = from; at < from + samples; at++) {
                    small[to++] = (byte) ((data.get(at) & 0xff) + (data.get(at + right) & 0xff) + (data.get(at + down) & 0xff)
                            + (data.get(at + right + down) & 0xff) + 2 >> 2);
                }
            }
        }
        return new HeapFrame(new Resolution(width, height), frame.getPixelFormat(), small, width * samples, frame.getSequence(),
                frame.getTimestamp());
    }
}
