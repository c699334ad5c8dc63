package org.obscura.camera.core.engine;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.PixelFormat;

/** Checks that a frame is consistent, without decoding it. */
final class FrameValidator {
    private FrameValidator() {
    }

    /** Returns what is wrong with a frame; null if nothing is. */
    static @Nullable String validate(Frame frame, @Nullable Resolution requested) {
        try {
            ByteBuffer data = frame.getData();
            Resolution size = frame.getResolution();
            PixelFormat pixels = frame.getPixelFormat();
            if (requested != null && !requested.equals(size)) {
                return "its size is " + size + ", not " + requested;
            }
            if (frame.getTimestamp() == null) {
                return "it does not say when it was exposed";
            }
            if (pixels == PixelFormat.JPEG) {
                return JpegValidator.validate(data.duplicate(), size); // a duplicate is big-endian, as JPEG is
            }
            int row = size.width() * pixels.bytesPerPixel();
            if (frame.getStride() < row) {
                return "its rows are " + frame.getStride() + " bytes apart, which must be at least " + row;
            }
            long required = (long) frame.getStride() * (size.height() - 1) + row;
            return data.remaining() < required ? "it has " + data.remaining() + " bytes of " + required : null;
        } catch (RuntimeException e) {
            return "it cannot be read: " + e;
        }
    }
}
