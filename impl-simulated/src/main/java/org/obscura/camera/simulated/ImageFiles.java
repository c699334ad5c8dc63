package org.obscura.camera.simulated;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Collectors;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;

/** Image files, by the readers and writers of the JDK. Nothing is cached on disk. */
final class ImageFiles {
    private static final float QUALITY = 0.9f;

    private ImageFiles() {
    }

    /** Returns whether the bytes begin as a JPEG file does; bytes that belong to no segment may follow. */
    static boolean isJpeg(byte[] bytes) {
        return bytes.length > 2 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xd8;
    }

    /** Returns whether the name has one of the endings that can be read, in lower case. */
    static boolean isImageName(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot > 0 && Arrays.asList(ImageIO.getReaderFileSuffixes()).contains(fileName.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    static String suffixes() {
        return Arrays.stream(ImageIO.getReaderFileSuffixes()).map(s -> s.toLowerCase(Locale.ROOT)).distinct().sorted()
                .collect(Collectors.joining(", "));
    }

    static ImageInputStream stream(byte[] bytes) {
        return new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes));
    }

    /** Returns the size of an image, by its head alone. The stream is closed. */
    static Resolution size(ImageInputStream in) throws IOException {
        try (in) {
            ImageReader reader = reader(in);
            try {
                Resolution size = new Resolution(reader.getWidth(0), reader.getHeight(0));
                if ((long) size.width() * size.height() > Settings.MAX_PIXELS) {
                    throw new IOException(
                            "An image of " + size + " is too large; width times height must be at most " + Settings.MAX_PIXELS);
                }
                return size;
            } catch (IllegalArgumentException e) {
                throw new IOException("Not an image size", e);
            } finally {
                reader.dispose();
            }
        }
    }

    /** Returns the pixels of an image: blue, green, red, a byte each. */
    static byte[] toBgr(byte[] file) throws IOException {
        BufferedImage image;
        try (ImageInputStream in = stream(file)) {
            ImageReader reader = reader(in);
            try {
                image = reader.read(0);
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new IOException("Not a whole image", e); // what the readers of the JDK throw at some damaged files
            } finally {
                reader.dispose();
            }
        }
        return PixelPacking.toBgr(image);
    }

    /** Returns a JPEG file of good quality from pixels in blue, green, red. */
    static byte[] toJpeg(byte[] bgr, Resolution size) throws CameraException {
        BufferedImage image = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_3BYTE_BGR);
        System.arraycopy(bgr, 0, ((DataBufferByte) image.getRaster().getDataBuffer()).getData(), 0, bgr.length);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(bgr.length / 8);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } catch (IOException e) {
            throw new CameraException(Reason.FAILED, "The test card could not be compressed: " + e.getMessage(), e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static ImageReader reader(ImageInputStream in) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
        if (!readers.hasNext()) {
            throw new IOException("Not an image of a known kind");
        }
        ImageReader reader = readers.next();
        reader.setInput(in, true, true);
        return reader;
    }
}
