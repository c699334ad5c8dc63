package org.obscura.camera.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Set;

import org.obscura.camera.Resolution;
import org.obscura.camera.core.image.ImageIoEncoder;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.ImageEncoder;
import org.obscura.camera.spi.ImageFormat;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;

/** An encoder that has image and thumbnail ready: what a capture costs with it, the engine and the disk cost. */
record Ready(byte[] image, byte[] thumbnail) implements ImageEncoder {
    private static final int THUMBNAIL_WIDTH = 160;

    /** Returns an encoder that has one frame and its thumbnail ready, as the JDK encodes them. */
    static Ready of(Resolution size, byte[] frame) throws IOException {
        Resolution small = new Resolution(THUMBNAIL_WIDTH, THUMBNAIL_WIDTH * size.height() / size.width());
        return new Ready(encoded(size, frame, 90), encoded(small, Scene.frames(small).get(0), 75));
    }

    private static byte[] encoded(Resolution size, byte[] frame, int quality) throws IOException {
        return Copy.bytes(new ImageIoEncoder().encode(new MemoryFrame(size, PixelFormat.BGR24, frame, 0, Instant.EPOCH), "jpeg", quality));
    }

    @Override
    public Set<ImageFormat> getFormats() {
        return Set.of(ImageFormat.JPEG);
    }

    @Override
    public Set<PixelFormat> getPixelFormats() {
        return Set.of(PixelFormat.BGR24);
    }

    @Override
    public ByteBuffer encode(Frame frame, String format, int quality) {
        return ByteBuffer.wrap(frame.getResolution().width() <= THUMBNAIL_WIDTH ? thumbnail : image);
    }
}
