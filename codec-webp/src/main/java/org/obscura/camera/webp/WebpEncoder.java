package org.obscura.camera.webp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;

import com.sun.jna.Pointer;

import org.obscura.camera.Resolution;
import org.obscura.camera.codec.NativeBuffer;
import org.obscura.camera.codec.ObjectPool;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.ImageEncoder;
import org.obscura.camera.spi.ImageFormat;
import org.obscura.camera.spi.PixelFormat;

/** Encodes WebP images with libwebp, lossy at every quality including 100: lossless images are many times as large and slow. */
final class WebpEncoder implements ImageEncoder, AutoCloseable {
    private final WebpLibrary library;
    private final ObjectPool<NativeBuffer> memory = new ObjectPool<>(NativeBuffer::new, "the encoder of libwebp");

    WebpEncoder(WebpLibrary library) {
        this.library = library;
    }

    @Override
    public Set<ImageFormat> getFormats() {
        return Set.of(ImageFormat.WEBP);
    }

    @Override
    public Set<PixelFormat> getPixelFormats() {
        return Set.of(PixelFormat.BGR24, PixelFormat.RGB24, PixelFormat.GRAY8);
    }

    @Override
    public ByteBuffer encode(Frame frame, String format, int quality) throws IOException {
        if (!format.equals(ImageFormat.WEBP.name())) {
            throw new IOException("libwebp does not encode " + format + "; it encodes " + ImageFormat.WEBP.name());
        }
        Resolution size = frame.getResolution();
        if (Math.max(size.width(), size.height()) > WebpLibrary.LONGEST) {
            throw new IOException("an image of " + size + " is too large for WebP, which has at most " + WebpLibrary.LONGEST
                    + " pixels in width and height");
        }
        return memory.use(pixels -> {
            ByteBuffer data = NativeBuffer.pixels(frame);
            boolean redFirst = frame.getPixelFormat() == PixelFormat.RGB24;
            byte[] image = frame.getPixelFormat() == PixelFormat.GRAY8
                    ? library.encode(expanded(data, size, frame.getStride(), pixels), size.width(), size.height(), size.width() * 3, false,
                            quality)
                    : pixels.read(data, from -> library.encode(from, size.width(), size.height(), frame.getStride(), redFirst, quality));
            return ByteBuffer.wrap(image);
        });
    }

    /** Repeats each gray value for the three colours: WebP has no gray images. */
    private static Pointer expanded(ByteBuffer gray, Resolution size, int stride, NativeBuffer memory) {
        long length = 3L * size.width() * size.height();
        ByteBuffer to = memory.view(length);
        byte[] row = new byte[size.width() * 3];
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0, at = 0; x < size.width(); x++) {
                byte brightness = gray.get(y * stride + x);
                row[at++] = brightness;
                row[at++] = brightness;
                row[at++] = brightness;
            }
            to.put(row);
        }
        return memory.of(length);
    }

    /** Waits for images that are being encoded, then frees everything. */
    @Override
    public void close() {
        memory.close();
        library.close();
    }
}
