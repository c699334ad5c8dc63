package org.obscura.camera.core.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

import org.obscura.camera.MetadataKeys;
import org.obscura.camera.Resolution;
import org.obscura.camera.core.config.Masks;
import org.obscura.camera.core.metadata.EmbeddedMetadata;
import org.obscura.camera.core.metadata.MetadataWriter;
import org.obscura.camera.core.metadata.jpeg.JpegFile;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.PixelFormat;

/** Renders the small JPEG images of viewers. */
public final class ViewRenderer {
    private static final float QUALITY = 0.75f;

    private final Decoders decoders;
    private final PreviewRenderer renderer;

    public ViewRenderer(Decoders decoders) {
        this.decoders = decoders;
        renderer = new PreviewRenderer(decoders);
    }

    /**
     * Renders a frame, upright. A JPEG frame that is small enough and not to be turned is copied as the camera made it, with the tables
     * that a Motion JPEG may lack, and says of itself that it is upright.
     *
     * @param orientation how the frame is turned
     * @param width the maximum width
     * @param masks the parts of the frame that are hidden
     * @throws IOException for every failure
     */
    public ByteBuffer render(Frame frame, FrameOrientation orientation, int width, Masks masks) throws IOException {
        EmbeddedMetadata embedded = FrameOrientation.embedded(frame);
        int degrees = orientation.degrees(embedded);
        if (!masks.isNone()) {
            Pixels pixels = Pixels.of(frame.getPixelFormat() == PixelFormat.JPEG ? JpegDecoder.decode(frame, decoders) : frame);
            masks.in(new Resolution(pixels.width(), pixels.height())).forEach(pixels::fill);
            return ByteBuffer.wrap(renderer.of(pixels.frame(frame), degrees, width, QUALITY));
        }
        if (frame.getPixelFormat() != PixelFormat.JPEG || degrees % 360 != 0 || frame.getResolution().width() > width) {
            return ByteBuffer.wrap(renderer.of(frame, degrees, width, QUALITY));
        }
        boolean saysElse = embedded.value(MetadataKeys.ORIENTATION) instanceof Integer said && said != 0;
        Map<String, Object> metadata = saysElse ? Map.of(MetadataKeys.ORIENTATION, 0) : Map.of();
        ByteBuffer whole = MetadataWriter.joined(JpegFile.write(frame.getData(), metadata, null, warning -> {}));
        return ByteBuffer.allocate(whole.remaining()).put(whole.duplicate()).flip();
    }
}
