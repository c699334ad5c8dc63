package org.obscura.camera.turbojpeg;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;

import org.obscura.camera.codec.ObjectPool;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.ImageEncoder;
import org.obscura.camera.spi.ImageFormat;
import org.obscura.camera.spi.LosslessTransform;
import org.obscura.camera.spi.PixelFormat;

/** Encodes JPEG images with libjpeg-turbo, from BGR, RGB and gray frames, with the usual 4:2:0 sampling. */
final class TurboJpegEncoder implements ImageEncoder, AutoCloseable {
    private final ObjectPool<Compressor> compressors;
    private final ObjectPool<Transformer> transformers;

    TurboJpegEncoder(TurboJpegLibrary library) {
        compressors = new ObjectPool<>(() -> new Compressor(library), "the encoder of libjpeg-turbo");
        transformers = new ObjectPool<>(() -> new Transformer(library), "the transformer of libjpeg-turbo");
    }

    @Override
    public Set<ImageFormat> getFormats() {
        return Set.of(ImageFormat.JPEG);
    }

    @Override
    public Set<PixelFormat> getPixelFormats() {
        return Set.of(PixelFormat.BGR24, PixelFormat.RGB24, PixelFormat.GRAY8);
    }

    @Override
    public ByteBuffer encode(Frame frame, String format, int quality) throws IOException {
        if (!format.equals(ImageFormat.JPEG.name())) {
            throw new IOException("libjpeg-turbo does not encode " + format + "; it encodes " + ImageFormat.JPEG.name());
        }
        return compressors.use(compressor -> ByteBuffer.wrap(compressor.compress(frame, quality)));
    }

    @Override
    public ByteBuffer transform(ByteBuffer image, String format, LosslessTransform transform) throws IOException {
        if (!format.equals(ImageFormat.JPEG.name())) {
            return null;
        }
        byte[] transformed = transformers.use(transformer -> transformer.transform(image, transform));
        return transformed == null ? null : ByteBuffer.wrap(transformed);
    }

    /** Waits for images that are being encoded, then frees everything except the library. */
    @Override
    public void close() {
        compressors.close();
        transformers.close();
    }
}
