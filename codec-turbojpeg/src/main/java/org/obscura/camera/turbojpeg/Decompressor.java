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

/** A decompressor of the library with its memory, for one picture at a time. */
final class Decompressor implements ObjectPool.Resource {
    private final TurboJpegLibrary library;
    private final Pointer handle;
    private final NativeBuffer picture = new NativeBuffer();
    private final NativeBuffer pixels = new NativeBuffer();

    Decompressor(TurboJpegLibrary library) {
        this.library = library;
        this.handle = library.startDecompressor();
    }

    Frame decompress(ByteBuffer jpeg, Resolution minimumSize) {
        return picture.read(jpeg, from -> {
            Resolution size = library.scaled(library.size(handle, from, jpeg.remaining()), minimumSize);
            int length = Math.multiplyExact(Math.multiplyExact(size.width(), size.height()), 3);
            library.decompress(handle, from, jpeg.remaining(), size, pixels.of(length));
            return new MemoryFrame(size, PixelFormat.BGR24, pixels.of(length).getByteArray(0, length), 0, Instant.EPOCH);
        });
    }

    @Override
    public void close() {
        library.end(handle);
        picture.close();
        pixels.close();
    }
}
