package org.obscura.camera.turbojpeg;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;

import com.sun.jna.Pointer;

import org.obscura.camera.Resolution;
import org.obscura.camera.codec.GrowingMemory;
import org.obscura.camera.codec.Pool;

/** A decompressor of the library with its memory, for one picture at a time. */
final class Decompressor implements Pool.Tool {
    private final TurboJpegLibrary library;
    private final Pointer handle;
    private final GrowingMemory picture = new GrowingMemory();
    private final GrowingMemory pixels = new GrowingMemory();

    Decompressor(TurboJpegLibrary library) {
        this.library = library;
        this.handle = library.startDecompressor();
    }

    Unpacked decompress(ByteBuffer jpeg, Resolution least) {
        Pointer from = picture.address(jpeg);
        Resolution size = library.scaled(library.size(handle, from, jpeg.remaining()), least);
        int length = Math.multiplyExact(Math.multiplyExact(size.width(), size.height()), 3);
        library.decompress(handle, from, jpeg.remaining(), size, pixels.of(length));
        Reference.reachabilityFence(jpeg); // the library knows an address alone, and the memory goes with the last who holds the buffer
        return new Unpacked(size, pixels.of(length).getByteArray(0, length));
    }

    @Override
    public void close() {
        library.end(handle);
        picture.close();
        pixels.close();
    }
}
