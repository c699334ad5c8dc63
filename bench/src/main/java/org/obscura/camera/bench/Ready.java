package org.obscura.camera.bench;

import java.nio.ByteBuffer;
import java.util.Set;

import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.ImageEncoder;
import org.obscura.camera.spi.ImageFormat;
import org.obscura.camera.spi.PixelFormat;

/** An encoder that has the picture ready: what a capture costs with it, the engine and the disk cost. */
record Ready(byte[] picture) implements ImageEncoder {
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
        return ByteBuffer.wrap(picture);
    }
}
