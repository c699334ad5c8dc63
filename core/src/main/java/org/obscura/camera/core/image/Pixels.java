package org.obscura.camera.core.image;

import java.nio.ByteBuffer;
import java.util.Arrays;

import org.obscura.camera.Region;
import org.obscura.camera.Resolution;
import org.obscura.camera.spi.Frame;
import org.obscura.camera.spi.MemoryFrame;
import org.obscura.camera.spi.PixelFormat;

/**
 * The pixels of a frame in an array of their own, row by row.
 *
 * @param samples bytes for each pixel
 */
record Pixels(byte[] bytes, int width, int height, int samples, PixelFormat format) {

    /** Copies the pixels of a frame that is not compressed. */
    static Pixels of(Frame frame) {
        int width = frame.getResolution().width();
        int height = frame.getResolution().height();
        int samples = frame.getPixelFormat() == PixelFormat.GRAY8 ? 1 : 3;
        byte[] bytes = new byte[width * height * samples];
        ByteBuffer data = frame.getData();
        for (int y = 0; y < height; y++) {
            data.get(data.position() + y * frame.getStride(), bytes, y * width * samples, width * samples);
        }
        return new Pixels(bytes, width, height, samples, frame.getPixelFormat());
    }

    /** Returns them as a frame with the number and time of another. */
    Frame frame(Frame original) {
        return new MemoryFrame(new Resolution(width, height), format, bytes, original.getSequence(), original.getTimestamp());
    }

    /** Fills a rectangle with black; what lies outside does not matter. */
    void fill(Region region) {
        int from = Math.min(width, region.x()) * samples;
        int to = Math.min(width, region.x() + region.width()) * samples;
        for (int y = region.y(); y < Math.min(height, region.y() + region.height()); y++) {
            Arrays.fill(bytes, y * width * samples + from, y * width * samples + to, (byte) 0);
        }
    }

    Pixels cut(Region region) {
        Pixels cut = new Pixels(new byte[region.width() * region.height() * samples], region.width(), region.height(), samples, format);
        for (int y = 0; y < cut.height; y++) {
            System.arraycopy(bytes, ((region.y() + y) * width + region.x()) * samples, cut.bytes, y * cut.width * samples,
                    cut.width * samples);
        }
        return cut;
    }

    /** Returns them turned clockwise, then mirrored. */
    Pixels turned(int degrees, boolean mirrored) {
        if (degrees == 0 && !mirrored) {
            return this;
        }
        boolean across = degrees % 180 != 0;
        Pixels turned = new Pixels(new byte[bytes.length], across ? height : width, across ? width : height, samples, format);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int toX = switch (degrees) {
                    case 90 -> height - 1 - y;
                    case 180 -> width - 1 - x;
                    case 270 -> y;
                    default -> x;
                };
                int toY = switch (degrees) {
                    case 90 -> x;
                    case 180 -> height - 1 - y;
                    case 270 -> width - 1 - x;
                    default -> y;
                };
                int to = (toY * turned.width + (mirrored ? turned.width - 1 - toX : toX)) * samples;
                int from = (y * width + x) * samples;
                for (int i = 0; i < samples; i++) {
                    turned.bytes[to + i] = bytes[from + i];
                }
            }
        }
        return turned;
    }

    /** Returns them in a smaller size; each pixel is the mean of the area that it replaces. */
    Pixels scaled(int toWidth, int toHeight) {
        Pixels scaled = new Pixels(new byte[toWidth * toHeight * samples], toWidth, toHeight, samples, format);
        float[] sums = new float[toWidth * samples];
        for (int y = 0; y < toHeight; y++) {
            Arrays.fill(sums, 0);
            double top = (double) y * height / toHeight;
            double bottom = (double) (y + 1) * height / toHeight;
            for (int row = (int) top; row < Math.min(height, Math.ceil(bottom)); row++) {
                addRow(row, (float) (Math.min(bottom, row + 1) - Math.max(top, row)), sums, toWidth);
            }
            float area = (float) ((bottom - top) * width / toWidth);
            for (int i = 0; i < sums.length; i++) {
                scaled.bytes[y * sums.length + i] = (byte) Math.min(255, Math.round(sums[i] / area));
            }
        }
        return scaled;
    }

    private void addRow(int row, float weight, float[] sums, int toWidth) {
        for (int x = 0; x < toWidth; x++) {
            double left = (double) x * width / toWidth;
            double right = (double) (x + 1) * width / toWidth;
            for (int column = (int) left; column < Math.min(width, Math.ceil(right)); column++) {
                float share = weight * (float) (Math.min(right, column + 1) - Math.max(left, column));
                int from = (row * width + column) * samples;
                for (int i = 0; i < samples; i++) {
                    sums[x * samples + i] += share * (bytes[from + i] & 0xff);
                }
            }
        }
    }

    /**
     * Lays a gray image over them.
     *
     * @param gray its brightness, row by row
     * @param opacity how much it hides, as much
     */
    void overlay(byte[] gray, byte[] opacity, int overlayWidth, int atX, int atY) {
        for (int i = 0; i < gray.length; i++) {
            int x = atX + i % overlayWidth;
            int y = atY + i / overlayWidth;
            if (x >= 0 && y >= 0 && x < width && y < height) {
                int share = opacity[i] & 0xff;
                for (int at = (y * width + x) * samples, end = at + samples; at < end; at++) {
                    bytes[at] = (byte) (((gray[i] & 0xff) * share + (bytes[at] & 0xff) * (255 - share) + 127) / 255);
                }
            }
        }
    }
}
