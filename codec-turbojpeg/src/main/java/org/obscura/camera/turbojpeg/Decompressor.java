package org.obscura.camera.turbojpeg;

import java.nio.ByteBuffer;
import java.time.Instant;

import com.sun.jna.Pointer;

import org.obscura.camera.Resolution;
import org.obscura.camera.codec.NativeBuffer;
import org.obscura.camera.codec.ObjectPool;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;

/** A decompressor of the library with its memory, for one image at a time. */
final class Decompressor implements ObjectPool.Resource {
    /** As many pixels as the memory of a small machine holds; a header of a few bytes can claim 4 billion. */
    private static final long MAXIMUM_PIXELS = 100_000_000;

    private final TurboJpegLibrary library;
    private final Pointer handle;
    private final NativeBuffer image = new NativeBuffer();
    private final NativeBuffer pixels = new NativeBuffer();

    Decompressor(TurboJpegLibrary library) {
        this.library = library;
        this.handle = library.createDecompressor();
    }

    Frame decompress(ByteBuffer jpeg, Resolution minimumSize) {
        return image.read(jpeg, from -> {
            Resolution full = library.size(handle, from, jpeg.remaining());
            if ((long) full.width() * full.height() > MAXIMUM_PIXELS) {
                throw new IllegalStateException("an image of " + full + " is too large; " + MAXIMUM_PIXELS + " pixels are possible");
            }
            Resolution size = library.scaled(full, minimumSize);
            int length = size.width() * size.height() * 3;
            library.decompress(handle, from, jpeg.remaining(), size, pixels.of(length));
            return new MemoryFrame(size, PixelFormat.BGR24, pixels.of(length).getByteArray(0, length), 0, Instant.EPOCH);
        });
    }

    @Override
    public void trim() {
        image.trim();
        pixels.trim();
    }

    @Override
    public void close() {
        library.destroy(handle);
        image.close();
        pixels.close();
    }
}
