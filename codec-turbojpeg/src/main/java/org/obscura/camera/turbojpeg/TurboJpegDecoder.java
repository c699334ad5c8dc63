package org.obscura.camera.turbojpeg;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;

import org.obscura.camera.Resolution;
import org.obscura.camera.codec.ObjectPool;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.ImageDecoder;
import org.obscura.camera.spi.ImageFormat;

/**
 * Unpacks JPEG pictures with libjpeg-turbo, which makes them smaller by eighths on the way. A picture that it has to complain about is left
 * to others, so that a damaged one looks the same whoever is there.
 */
final class TurboJpegDecoder implements ImageDecoder, AutoCloseable {
    private final ObjectPool<Decompressor> decompressors;

    TurboJpegDecoder(TurboJpegLibrary library) {
        decompressors = new ObjectPool<>(() -> new Decompressor(library), "the decoder of libjpeg-turbo");
    }

    @Override
    public Set<ImageFormat> getFormats() {
        return Set.of(ImageFormat.JPEG);
    }

    @Override
    public Frame decode(ByteBuffer picture, String format, Resolution minimumSize) throws IOException {
        if (!format.equals(ImageFormat.JPEG.name())) {
            throw new IOException("libjpeg-turbo does not read " + format + "; it reads " + ImageFormat.JPEG.name());
        }
        return decompressors.use(decompressor -> decompressor.decompress(picture, minimumSize));
    }

    /** Waits for the pictures that are being unpacked, then gives everything back but the library. */
    @Override
    public void close() {
        decompressors.close();
    }
}
