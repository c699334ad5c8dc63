package org.obscura.camera.core.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.ImageFormat;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;

/** Unpacks a JPEG frame for a format that needs its pixels. */
final class JpegDecoder {
    private JpegDecoder() {
    }

    static Frame decode(Frame frame, Decoders decoders) throws IOException {
        try (Frame decoded = decoders.decode(frame.getData(), ImageFormat.JPEG.name(), frame.getResolution())) {
            if (decoded != null && decoded.getResolution().equals(frame.getResolution())) {
                ByteBuffer data = decoded.getData();
                byte[] pixels = new byte[data.remaining()];
                data.get(pixels);
                return new MemoryFrame(decoded.getResolution(), decoded.getPixelFormat(), ByteBuffer.wrap(pixels), decoded.getStride(),
                        frame.getSequence(),
                        frame.getTimestamp(), () -> {});
            }
        }
        return decode(frame);
    }

    private static Frame decode(Frame frame) throws IOException {
        ByteBuffer data = frame.getData();
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        BufferedImage image;
        try {
            image = ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)));
        } catch (RuntimeException e) {
            throw new IOException("the frame is no JPEG picture that can be read: " + e, e); // Java's reader trips over some in many ways
        }
        if (image == null) {
            throw new IOException("the frame is no JPEG picture");
        }
        BufferedImage bgr = image;
        if (image.getType() != BufferedImage.TYPE_3BYTE_BGR) {
            bgr = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
            bgr.getGraphics().drawImage(image, 0, 0, null);
        }
        byte[] pixels = ((DataBufferByte) bgr.getRaster().getDataBuffer()).getData();
        return new MemoryFrame(new Resolution(bgr.getWidth(), bgr.getHeight()), PixelFormat.BGR24, pixels, frame.getSequence(),
                frame.getTimestamp());
    }
}
