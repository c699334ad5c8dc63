package org.obscura.camera.simulated;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.util.Locale;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.CameraException;
import org.obscura.camera.spi.CameraException.Reason;
import org.obscura.camera.support.image.ImageIoPlugins;

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
        return dot > 0 && ImageIoPlugins.suffixes().contains(fileName.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    static String suffixes() {
        return String.join(", ", ImageIoPlugins.suffixes());
    }

    /** Returns the size of an image, by its head alone. */
    static Resolution size(ImageIoPlugins.Source source) throws IOException {
        return ImageIoPlugins.read(source, reader -> {
            try {
                Resolution size = new Resolution(reader.getWidth(0), reader.getHeight(0));
                if ((long) size.width() * size.height() > Settings.MAX_PIXELS) {
                    throw new IOException(
                            "An image of " + size + " is too large; width times height must be at most " + Settings.MAX_PIXELS);
                }
                return size;
            } catch (IllegalArgumentException e) {
                throw new IOException("Not an image size", e);
            }
        });
    }

    /** Returns the pixels of an image: blue, green, red, a byte each. */
    static byte[] toBgr(byte[] file) throws IOException {
        return PixelPacking.toBgr(ImageIoPlugins.read(ImageIoPlugins.memory(file), reader -> reader.read(0)));
    }

    /** Returns a JPEG file of good quality from pixels in blue, green, red. */
    static byte[] toJpeg(byte[] bgr, Resolution size) throws CameraException {
        BufferedImage image = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_3BYTE_BGR);
        System.arraycopy(bgr, 0, ((DataBufferByte) image.getRaster().getDataBuffer()).getData(), 0, bgr.length);
        try {
            return ImageIoPlugins.jpeg(image, QUALITY);
        } catch (IOException e) {
            throw new CameraException(Reason.FAILED, "The test card could not be compressed: " + e.getMessage(), e);
        }
    }
}
