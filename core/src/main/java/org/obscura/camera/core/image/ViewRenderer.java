package org.obscura.camera.core.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

import org.obscura.camera.Region;
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
     * Renders a frame, upright. A JPEG frame that is small enough is copied as the camera made it, with the tables that a Motion JPEG may
     * lack.
     *
     * @param orientation by how many degrees clockwise the image is turned
     * @param width the maximum width
     * @param masks rectangles of the frame that are filled with black
     * @throws IOException for every failure
     */
    public ByteBuffer render(Frame frame, int orientation, int width, List<Region> masks) throws IOException {
        if (!masks.isEmpty()) {
            Pixels pixels = Pixels.of(frame.getPixelFormat() == PixelFormat.JPEG ? JpegDecoder.decode(frame, decoders) : frame);
            masks.forEach(pixels::fill);
            return ByteBuffer.wrap(renderer.of(pixels.frame(frame), orientation, width, QUALITY));
        }
        if (frame.getPixelFormat() != PixelFormat.JPEG || orientation % 360 != 0 || frame.getResolution().width() > width) {
            return ByteBuffer.wrap(renderer.of(frame, orientation, width, QUALITY));
        }
        ByteBuffer whole = MetadataWriter.joined(JpegFile.write(frame.getData(), Map.of(), null, warning -> {}));
        return ByteBuffer.allocate(whole.remaining()).put(whole.duplicate()).flip();
    }
}
