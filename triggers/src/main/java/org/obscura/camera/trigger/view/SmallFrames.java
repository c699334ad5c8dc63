package org.obscura.camera.trigger.view;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;

import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

import org.obscura.camera.Resolution;
import org.obscura.camera.ViewFrame;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;

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
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("the frame is no image that the JDK reads");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                int step = (reader.getWidth(0) - 1) / width + 1;
                ImageReadParam parameters = reader.getDefaultReadParam();
                parameters.setSourceSubsampling(step, step, 0, 0);
                return reader.read(0, parameters);
            } finally {
                reader.dispose();
            }
        }
    }
}
