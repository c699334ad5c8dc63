package org.obscura.camera.trigger.view;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.ByteBuffer;

import javax.imageio.ImageReadParam;

import org.obscura.camera.Resolution;
import org.obscura.camera.ViewFrame;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;
import org.obscura.camera.support.image.ImageIoPlugins;

/** Decodes the small images of the viewfinder. */
final class SmallFrames {
    /** The width of the frames that are analyzed. */
    static final int WIDTH = 320;

    private SmallFrames() {
    }

    /** Returns a frame of BGR24. */
    static Frame decode(ViewFrame frame, long sequence) throws IOException {
        BufferedImage decoded = read(frame, WIDTH);
        BufferedImage image = decoded;
        if (decoded.getType() != BufferedImage.TYPE_3BYTE_BGR) {
            image = new BufferedImage(decoded.getWidth(), decoded.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
            Graphics2D graphics = image.createGraphics();
            graphics.drawImage(decoded, 0, 0, null);
            graphics.dispose();
        }
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        return new MemoryFrame(new Resolution(image.getWidth(), image.getHeight()), PixelFormat.BGR24, pixels, sequence, frame.timestamp());
    }

    /** Reads an image. */
    static BufferedImage read(ViewFrame frame) throws IOException {
        return read(frame, Integer.MAX_VALUE);
    }

    /** Reads an image, each second, third or so pixel of one that is wider than needed. */
    private static BufferedImage read(ViewFrame frame, int width) throws IOException {
        ByteBuffer jpeg = frame.jpeg();
        byte[] bytes = new byte[jpeg.remaining()];
        jpeg.get(bytes);
        return ImageIoPlugins.read(ImageIoPlugins.memory(bytes), reader -> {
            int step = (reader.getWidth(0) - 1) / width + 1;
            ImageReadParam parameters = reader.getDefaultReadParam();
            parameters.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, parameters);
        });
    }
}
