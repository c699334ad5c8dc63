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
 * Decodes JPEG images with libjpeg-turbo, which can scale them down by eighths at the same time. An image that the library warns about is
 * refused, so that the result for a damaged image does not depend on which decoders are installed.
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
    public Frame decode(ByteBuffer image, String format, Resolution minimumSize) throws IOException {
        if (!format.equals(ImageFormat.JPEG.name())) {
            throw new IOException("libjpeg-turbo does not read " + format + "; it reads " + ImageFormat.JPEG.name());
        }
        return decompressors.use(decompressor -> decompressor.decompress(image, minimumSize));
    }

    /** Waits for images that are being decoded, then frees everything except the library. */
    @Override
    public void close() {
        decompressors.close();
    }
}
