package org.obscura.camera.core.image;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.ByteBuffer;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.ImageFormat;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;
import org.obscura.camera.support.image.ImageIoPlugins;

/** Decodes a JPEG frame for a format that needs its pixels. */
final class JpegDecoder {
    private JpegDecoder() {
    }

    static Frame decode(Frame frame, Decoders decoders) throws IOException {
        ByteBuffer jpeg = frame.getData();
        JpegHeader.of(jpeg).checkLimits(jpeg.remaining());
        try (Frame decoded = decoders.decode(jpeg, ImageFormat.JPEG.name(), frame.getResolution())) {
            if (decoded != null && decoded.getResolution().equals(frame.getResolution())) {
                ByteBuffer data = decoded.getData();
                byte[] pixels = new byte[data.remaining()];
                data.get(pixels);
                return new MemoryFrame(decoded.getResolution(), decoded.getPixelFormat(), ByteBuffer.wrap(pixels), decoded.getStride(),
                        frame.getSequence(), frame.getTimestamp(), () -> {});
            }
        }
        BufferedImage image = ImageIoPlugins.read(jpeg, ImageFormat.JPEG.name(), reader -> reader.read(0));
        return new MemoryFrame(new Resolution(image.getWidth(), image.getHeight()), PixelFormat.BGR24, bgr(image), frame.getSequence(),
                frame.getTimestamp());
    }

    /** Returns the pixels, converted to sRGB if the image has a colour profile. */
    private static byte[] bgr(BufferedImage image) {
        BufferedImage bgr = image;
        if (image.getType() != BufferedImage.TYPE_3BYTE_BGR) {
            bgr = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
            Graphics2D graphics = bgr.createGraphics();
            graphics.drawImage(image, 0, 0, null);
            graphics.dispose();
        }
        return ((DataBufferByte) bgr.getRaster().getDataBuffer()).getData();
    }
}
