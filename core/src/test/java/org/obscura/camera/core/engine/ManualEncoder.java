package org.obscura.camera.core.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;

import org.obscura.camera.core.image.ImageIoEncoder;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.ImageEncoder;
import org.obscura.camera.spi.ImageFormat;
import org.obscura.camera.spi.PixelFormat;

/** An encoder whose doing a test decides. */
final class ManualEncoder implements ImageEncoder {
    /** What encoding does. */
    interface Way {
        ByteBuffer encode(Frame frame, String format, int quality) throws IOException;
    }

    static final Way WELL = new ImageIoEncoder()::encode;

    private final Set<ImageFormat> formats;
    volatile Way way;

    ManualEncoder(Way way, ImageFormat... formats) {
        this.formats = Set.of(formats);
        this.way = way;
    }

    /** One that stops at a gate before it encodes well. */
    static ManualEncoder behind(Gate gate, ImageFormat... formats) {
        return new ManualEncoder((frame, format, quality) -> {
            gate.pass();
            return WELL.encode(frame, format, quality);
        }, formats);
    }

    @Override
    public Set<ImageFormat> getFormats() {
        return formats;
    }

    @Override
    public Set<PixelFormat> getPixelFormats() {
        return Set.of(PixelFormat.BGR24);
    }

    @Override
    public ByteBuffer encode(Frame frame, String format, int quality) throws IOException {
        return way.encode(frame, format, quality);
    }
}
