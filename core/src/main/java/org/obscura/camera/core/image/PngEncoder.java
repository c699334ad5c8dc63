package org.obscura.camera.core.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.ImageEncoder;
import org.obscura.camera.spi.ImageFormat;
import org.obscura.camera.spi.PixelFormat;

/** Encodes PNG fast enough for a camera: with the two cheapest row filters, and with a search for repetitions only where it pays. */
public final class PngEncoder implements ImageEncoder {
    /** Above the JDK, below any encoder that is installed on purpose. */
    public static final int RANKING = ImageIoEncoder.RANKING + 100;

    private static final byte SUB = 1;
    private static final byte UP = 2;
    /** One of so many bytes is sampled to choose a row's filter; no multiple of a pixel's bytes, so that all colours are sampled. */
    private static final int SAMPLING = 7;
    private static final int ROWS_AT_ONCE = 16;

    @Override
    public Set<ImageFormat> getFormats() {
        return Set.of(ImageFormat.PNG);
    }

    @Override
    public Set<PixelFormat> getPixelFormats() {
        return Set.of(PixelFormat.BGR24, PixelFormat.RGB24, PixelFormat.GRAY8);
    }

    @Override
    public ByteBuffer encode(Frame frame, String format, int quality) throws IOException {
        Resolution size = frame.getResolution();
        int pixel = frame.getPixelFormat().bytesPerPixel();
        boolean swap = frame.getPixelFormat() == PixelFormat.BGR24;
        ByteBuffer data = frame.getData();
        int length = size.width() * pixel;
        // the pixel before the first counts as black, by the definition of the filters
        byte[] above = new byte[pixel + length];
        byte[] row = new byte[pixel + length];
        byte[] strip = new byte[Math.min(ROWS_AT_ONCE, size.height()) * (length + 1)];
        int filled = 0;
        try (PngWriter out = new PngWriter(size, pixel == 1)) {
            for (int y = 0; y < size.height(); y++) {
                data.get(data.position() + y * frame.getStride(), row, pixel, length);
                if (swap) {
                    swap(row);
                }
                filter(row, above, pixel, strip, filled);
                filled += length + 1;
                if (filled == strip.length) {
                    out.write(strip, filled);
                    filled = 0;
                }
                byte[] done = above;
                above = row;
                row = done;
            }
            out.write(strip, filled);
            return out.finish();
        }
    }

    private static void swap(byte[] row) {
        for (int i = 3; i < row.length; i += 3) {
            byte blue = row[i];
            row[i] = row[i + 2];
            row[i + 2] = blue;
        }
    }

    /** Writes the row as differences from the pixels to the left or from those above, whichever are smaller. */
    private static void filter(byte[] row, byte[] above, int pixel, byte[] to, int at) {
        int left = 0;
        int up = 0;
        for (int i = pixel; i < row.length; i += SAMPLING) {
            left += Math.abs((byte) (row[i] - row[i - pixel]));
            up += Math.abs((byte) (row[i] - above[i]));
        }
        byte[] reference = left <= up ? row : above;
        int back = left <= up ? pixel : 0;
        to[at] = left <= up ? SUB : UP;
        for (int i = pixel, k = at + 1; i < row.length; i++, k++) {
            to[k] = (byte) (row[i] - reference[i - back]);
        }
    }
}
