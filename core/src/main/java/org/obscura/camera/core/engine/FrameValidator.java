package org.obscura.camera.core.engine;

import java.nio.ByteBuffer;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.PixelFormat;

/** Whether a frame can be a picture, by its outside. */
final class FrameValidator {
    private FrameValidator() {
    }

    /** What is wrong with a frame; null if nothing is. */
    static String problem(Frame frame, Resolution wanted) {
        try {
            ByteBuffer data = frame.getData();
            Resolution size = frame.getResolution();
            PixelFormat pixels = frame.getPixelFormat();
            if (wanted != null && !wanted.equals(size)) {
                return "it is " + size + ", not " + wanted;
            }
            if (pixels == PixelFormat.JPEG) {
                return JpegValidator.problem(data.duplicate(), size); // a duplicate is big-endian, as JPEG is
            }
            int row = size.width() * pixels.bytesPerPixel();
            if (frame.getStride() < row) {
                return "its rows are " + frame.getStride() + " bytes apart, which must be at least " + row;
            }
            long needed = (long) frame.getStride() * (size.height() - 1) + row;
            return data.remaining() < needed ? "it has " + data.remaining() + " bytes of " + needed : null;
        } catch (RuntimeException e) {
            return "it cannot be read: " + e;
        }
    }
}
