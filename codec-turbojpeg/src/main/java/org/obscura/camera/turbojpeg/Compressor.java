package org.obscura.camera.turbojpeg;

import java.nio.ByteBuffer;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

import org.obscura.camera.spi.Frame;

/**
 * A compressor of the library with its memory, for one picture at a time. A frame on the heap is copied once, to where the library
 * can read it; one outside is read where it lies.
 */
final class Compressor implements AutoCloseable {
    private final TurboJpegLibrary library;
    private final Pointer handle;
    private Memory pixels;
    private ByteBuffer pixelsView;
    private Memory picture;

    Compressor(TurboJpegLibrary library) {
        this.library = library;
        this.handle = library.start();
    }

    byte[] compress(Frame frame, int quality) {
        int width = frame.getResolution().width();
        int height = frame.getResolution().height();
        int samples = TurboJpegLibrary.SAMPLES_420;
        int format = 0;
        switch (frame.getPixelFormat()) {
            case BGR24 -> format = TurboJpegLibrary.BGR;
            case RGB24 -> format = TurboJpegLibrary.RGB;
            case GRAY8 -> {
                format = TurboJpegLibrary.GRAY;
                samples = TurboJpegLibrary.SAMPLES_GRAY;
            }
            default -> throw new IllegalArgumentException(frame.getPixelFormat() + " frames have no pixels that can be read; BGR24, RGB24 and GRAY8 have");
        }
        int stride = frame.getStride();
        ByteBuffer data = frame.getData();
        int row = width * frame.getPixelFormat().bytesPerPixel();
        long needed = (long) stride * (height - 1) + row;
        if (stride < row || data.remaining() < needed) { // the library would read what lies behind it
            throw new IllegalArgumentException("The frame has " + data.remaining() + " bytes in rows of " + stride + "; " + width + "x" + height + " in "
                    + frame.getPixelFormat() + " needs " + needed + " in rows of " + row + " or more");
        }
        long most = library.maximum(width, height, samples);
        if (picture == null || picture.size() < most) {
            picture = replaced(picture, most);
        }
        long length = library.compress(handle, address(data, needed), width, height, stride, format, picture, samples, quality);
        return picture.getByteArray(0, (int) length);
    }

    private Pointer address(ByteBuffer data, long length) {
        if (data.isDirect()) {
            return Native.getDirectBufferPointer(data.slice());
        }
        if (pixels == null || pixels.size() < length) {
            pixelsView = null;
            pixels = replaced(pixels, length);
            pixelsView = pixels.getByteBuffer(0, pixels.size());
        }
        pixelsView.clear().put(data.slice().limit((int) length));
        return pixels;
    }

    private static Memory replaced(Memory old, long size) {
        if (old != null) {
            old.close();
        }
        return new Memory(size);
    }

    @Override
    public void close() {
        library.end(handle);
        if (pixels != null) {
            pixels.close();
        }
        if (picture != null) {
            picture.close();
        }
    }
}
