package org.obscura.camera.core.image;

import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.nio.ByteBuffer;

import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.PixelFormat;

/**
 * Presents the pixels of a frame as an image of the JDK: an array that begins with the first pixel is used as it is, other memory is copied
 * once.
 */
final class FrameImages {
    private static final int[] BGR = {2, 1, 0};
    private static final int[] GRAY = {0};
    private static final ColorModel BGR_COLORS = new BufferedImage(1, 1, BufferedImage.TYPE_3BYTE_BGR).getColorModel();
    private static final ColorModel GRAY_COLORS = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY).getColorModel();

    private FrameImages() {
    }

    static BufferedImage of(Frame frame) {
        int width = frame.getResolution().width();
        int height = frame.getResolution().height();
        ByteBuffer data = frame.getData();
        int stride = frame.getStride();
        boolean gray = frame.getPixelFormat() == PixelFormat.GRAY8;
        byte[] bytes;
        if (frame.getPixelFormat() == PixelFormat.RGB24) {
            bytes = swapped(data, width, height, stride); // Java has fast paths for BGR alone
            stride = width * 3;
        } else if (data.hasArray() && data.arrayOffset() + data.position() == 0) {
            bytes = data.array();
        } else { // an offset would be ignored: the writers of the JDK read gray rows from the beginning of the array
            bytes = new byte[data.remaining()];
            data.get(bytes);
        }
        int[] bands = gray ? GRAY : BGR;
        PixelInterleavedSampleModel model = new PixelInterleavedSampleModel(DataBuffer.TYPE_BYTE, width, height, bands.length, stride,
                bands);
        DataBufferByte buffer = new DataBufferByte(bytes, bytes.length);
        ColorModel colors = gray ? GRAY_COLORS : BGR_COLORS;
        return new BufferedImage(colors, Raster.createWritableRaster(model, buffer, new Point()), false, null);
    }

    private static byte[] swapped(ByteBuffer data, int width, int height, int stride) {
        byte[] bgr = new byte[width * height * 3];
        byte[] row = new byte[width * 3];
        int base = data.position();
        for (int y = 0, to = 0; y < height; y++) {
            data.get(base + y * stride, row);
            for (int from = 0; from < row.length; from += 3, to += 3) {
                bgr[to] = row[from + 2];
                bgr[to + 1] = row[from + 1];
                bgr[to + 2] = row[from];
            }
        }
        return bgr;
    }
}
