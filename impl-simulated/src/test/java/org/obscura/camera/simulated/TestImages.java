package org.obscura.camera.simulated;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.Frame;

/** What tests do with images, by the definitions of the formats and not by the code under test. */
final class TestImages {

    private TestImages() {
    }

    static BufferedImage of(Frame frame) {
        Resolution r = frame.getResolution();
        ByteBuffer data = frame.getData();
        BufferedImage image = new BufferedImage(r.width(), r.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < r.height(); y++) {
            for (int x = 0; x < r.width(); x++) {
                int at = y * frame.getStride() + x * frame.getPixelFormat().bytesPerPixel();
                image.setRGB(x, y, switch (frame.getPixelFormat()) {
                    case BGR24 -> rgb(data.get(at + 2), data.get(at + 1), data.get(at));
                    case RGB24 -> rgb(data.get(at), data.get(at + 1), data.get(at + 2));
                    case GRAY8 -> rgb(data.get(at), data.get(at), data.get(at));
                    case JPEG -> throw new IllegalArgumentException("decode it");
                });
            }
        }
        return image;
    }

    private static int rgb(byte r, byte g, byte b) {
        return (r & 0xff) << 16 | (g & 0xff) << 8 | b & 0xff;
    }

    static byte[] jpeg(BufferedImage image, float quality) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    static BufferedImage decode(byte[] file) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(file));
    }

    static BufferedImage copy(BufferedImage image) {
        BufferedImage same = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        image.copyData(same.getRaster());
        return same;
    }

    /** Each pixel the mean of four. */
    static BufferedImage half(BufferedImage image) {
        BufferedImage half = new BufferedImage(image.getWidth() / 2, image.getHeight() / 2, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < half.getHeight(); y++) {
            for (int x = 0; x < half.getWidth(); x++) {
                int rgb = 0;
                for (int shift = 0; shift <= 16; shift += 8) {
                    int sum = 0;
                    for (int i = 0; i < 4; i++) {
                        sum += image.getRGB(2 * x + i % 2, 2 * y + i / 2) >> shift & 0xff;
                    }
                    rgb |= sum / 4 << shift;
                }
                half.setRGB(x, y, rgb);
            }
        }
        return half;
    }

    static BufferedImage plain(int width, int height, int rgb) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, rgb);
            }
        }
        return image;
    }
}
