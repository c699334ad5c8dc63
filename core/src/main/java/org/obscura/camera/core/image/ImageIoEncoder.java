package org.obscura.camera.core.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Set;

import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.ImageEncoder;
import org.obscura.camera.spi.ImageFormat;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;
import org.obscura.camera.support.image.ImageIoPlugins;

/** Encodes with the JDK: always available, and the last choice. */
public final class ImageIoEncoder implements ImageEncoder {
    /** Below any encoder that is installed on purpose. */
    public static final int RANKING = -1000;

    private static final int USUAL_SIZE = 256 * 1024;
    private static final Resolution TINY = new Resolution(16, 16);

    @Override
    public Set<ImageFormat> getFormats() {
        return Set.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.TIFF, ImageFormat.BMP);
    }

    @Override
    public Set<PixelFormat> getPixelFormats() {
        return Set.of(PixelFormat.BGR24, PixelFormat.RGB24, PixelFormat.GRAY8);
    }

    @Override
    public ByteBuffer encode(Frame frame, String format, int quality) throws IOException {
        ImageWriter writer = ImageIoPlugins.writer(format);
        Bytes bytes = new Bytes();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (format.equals(ImageFormat.JPEG.name())) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(quality / 100f);
            }
            writer.write(null, new IIOImage(FrameImages.of(frame), null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.buffer();
    }

    /** Returns a JPEG image of a few black pixels. */
    public static ByteBuffer tiny() throws IOException {
        byte[] black = new byte[3 * TINY.width() * TINY.height()];
        return new ImageIoEncoder().encode(new MemoryFrame(TINY, PixelFormat.BGR24, black, 0, Instant.now()), ImageFormat.JPEG.name(), 90);
    }

    /** Returns its bytes without a copy. */
    private static final class Bytes extends ByteArrayOutputStream {
        Bytes() {
            super(USUAL_SIZE);
        }

        ByteBuffer buffer() {
            return ByteBuffer.wrap(buf, 0, count);
        }
    }
}
