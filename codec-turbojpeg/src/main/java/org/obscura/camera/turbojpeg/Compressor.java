package org.obscura.camera.turbojpeg;

import java.nio.ByteBuffer;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

import org.obscura.camera.codec.NativeBuffer;
import org.obscura.camera.codec.ObjectPool;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.PixelFormat;

/**
 * A compressor of the library with its memory, for one image at a time. A frame on the heap is copied once into native memory; a direct
 * buffer is read in place.
 */
final class Compressor implements ObjectPool.Resource {
    private final TurboJpegLibrary library;
    private final Pointer handle;
    private final NativeBuffer pixels = new NativeBuffer();
    private final NativeBuffer image = new NativeBuffer();

    Compressor(TurboJpegLibrary library) {
        this.library = library;
        this.handle = library.createCompressor();
    }

    byte[] compress(Frame frame, int quality) {
        ByteBuffer data = NativeBuffer.pixels(frame);
        int width = frame.getResolution().width();
        int height = frame.getResolution().height();
        int samples = frame.getPixelFormat() == PixelFormat.GRAY8 ? TurboJpegLibrary.SAMPLES_GRAY : TurboJpegLibrary.SAMPLES_420;
        int format = switch (frame.getPixelFormat()) {
            case RGB24 -> TurboJpegLibrary.RGB;
            case GRAY8 -> TurboJpegLibrary.GRAY;
            default -> TurboJpegLibrary.BGR;
        };
        Memory to = image.of(library.maximum(width, height, samples));
        long length = pixels.read(data,
                from -> library.compress(handle, from, width, height, frame.getStride(), format, to, samples, quality));
        return to.getByteArray(0, (int) length);
    }

    @Override
    public void trim() {
        pixels.trim();
        image.trim();
    }

    @Override
    public void close() {
        library.destroy(handle);
        pixels.close();
        image.close();
    }
}
