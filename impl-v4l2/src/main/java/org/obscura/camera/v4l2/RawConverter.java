package org.obscura.camera.v4l2;

import java.util.function.IntUnaryOperator;

import org.obscura.camera.Resolution;

/**
 * Turns raw frames of a camera into pixels of the SPI. Reads the mapped memory row by row through small copies, since memory that a device
 * writes to may not be cached.
 */
final class RawConverter {
    private static final int FRACTION = 16;
    private static final int HALF = 1 << FRACTION - 1;
    /** Sums of luma and chroma are within -300 and 560; they are looked up, since a processor cannot predict which are out of range. */
    private static final int LOWEST = -384;
    private static final byte[] CLAMPED = new byte[1024];

    static {
        for (int i = 0; i < CLAMPED.length; i++) {
            CLAMPED[i] = (byte) Math.max(0, Math.min(255, i + LOWEST));
        }
    }

    private final Layout layout;
    private final byte[] first;
    private final byte[] second;
    private final byte[] third;
    private final int[] luma = new int[256];
    private final int[] redOfV = new int[256];
    private final int[] greenOfU = new int[256];
    private final int[] greenOfV = new int[256];
    private final int[] blueOfU = new int[256];

    /** Where the bytes of a frame come from. */
    interface Source {
        void read(long offset, byte[] to, int at, int length);
    }

    RawConverter(Layout layout) {
        this.layout = layout;
        first = new byte[rowBytes(layout.format(), layout.size().width())];
        second = new byte[first.length];
        third = new byte[first.length];
        YuvCoding coding = layout.colours();
        double kr = coding.bt709() ? 0.2126 : 0.299;
        double kb = coding.bt709() ? 0.0722 : 0.114;
        double kg = 1 - kr - kb;
        double lumaScale = coding.full() ? 1 : 255.0 / 219;
        double chromaScale = coding.full() ? 1 : 255.0 / 224;
        int black = coding.full() ? 0 : 16;
        fill(luma, y -> fixed((y - black) * lumaScale - LOWEST) + HALF);
        fill(redOfV, v -> fixed((v - 128) * 2 * (1 - kr) * chromaScale));
        fill(greenOfU, u -> fixed(-(u - 128) * 2 * (1 - kb) * kb / kg * chromaScale));
        fill(greenOfV, v -> fixed(-(v - 128) * 2 * (1 - kr) * kr / kg * chromaScale));
        fill(blueOfU, u -> fixed((u - 128) * 2 * (1 - kb) * chromaScale));
    }

    private static void fill(int[] table, IntUnaryOperator value) {
        for (int i = 0; i < table.length; i++) {
            table[i] = value.applyAsInt(i);
        }
    }

    private static int fixed(double value) {
        return (int) Math.round(value * (1 << FRACTION));
    }

    /** Returns how many bytes a row has at least; of the first plane where there are several. */
    static int rowBytes(VideoFormat format, int width) {
        return switch (format) {
            case YUYV, UYVY -> (width + 1) / 2 * 4;
            case BGR3, RGB3 -> width * 3;
            case NV12, YU12 -> (width + 1) / 2 * 2;
            default -> width;
        };
    }

    /** Returns how many bytes a frame must have. */
    long needed() {
        int height = layout.size().height();
        int stride = layout.stride();
        int row = first.length;
        long plane = (long) stride * height;
        return switch (layout.format()) {
            case NV12 -> plane + (long) stride * ((height + 1) / 2 - 1) + row;
            case YU12 -> plane + 2L * (stride / 2) * ((height + 1) / 2);
            default -> (long) stride * (height - 1) + row;
        };
    }

    /** Returns how many bytes the pixels take. */
    int pixelBytes() {
        Resolution size = layout.size();
        return size.width() * size.height() * layout.format().pixels().bytesPerPixel();
    }

    void convert(Source source, byte[] pixels) {
        int width = layout.size().width();
        int height = layout.size().height();
        int stride = layout.stride();
        long plane = (long) stride * height;
        for (int y = 0; y < height; y++) {
            int at = y * width * layout.format().pixels().bytesPerPixel();
            long row = (long) y * stride;
            switch (layout.format()) {
                case YUYV -> {
                    source.read(row, first, 0, first.length);
                    packed(pixels, at, width, 0, 1);
                }
                case UYVY -> {
                    source.read(row, first, 0, first.length);
                    packed(pixels, at, width, 1, 0);
                }
                case NV12 -> {
                    source.read(row, first, 0, width);
                    if ((y & 1) == 0) {
                        source.read(plane + (long) (y / 2) * stride, second, 0, second.length);
                    }
                    planes(pixels, at, width, second, 0, second, 1, 2);
                }
                case YU12 -> {
                    source.read(row, first, 0, width);
                    if ((y & 1) == 0) {
                        int half = (width + 1) / 2;
                        long u = plane + (long) (y / 2) * (stride / 2);
                        source.read(u, second, 0, half);
                        source.read(u + (long) (stride / 2) * ((height + 1) / 2), third, 0, half);
                    }
                    planes(pixels, at, width, second, 0, third, 0, 1);
                }
                default -> source.read(row, pixels, at, first.length);
            }
        }
    }

    /** Converts two pixels in four bytes. */
    private void packed(byte[] pixels, int start, int width, int y, int u) {
        int at = start;
        for (int x = 0; x < width; x++) {
            int pair = (x >> 1) * 4;
            at = put(pixels, at, first[x * 2 + y] & 0xff, first[pair + u] & 0xff, first[pair + u + 2] & 0xff);
        }
    }

    private void planes(byte[] pixels, int start, int width, byte[] us, int u, byte[] vs, int v, int step) {
        int at = start;
        for (int x = 0; x < width; x++) {
            int pair = (x >> 1) * step;
            at = put(pixels, at, first[x] & 0xff, us[pair + u] & 0xff, vs[pair + v] & 0xff);
        }
    }

    private int put(byte[] pixels, int at, int y, int u, int v) {
        int bright = luma[y];
        pixels[at] = CLAMPED[bright + blueOfU[u] >> FRACTION];
        pixels[at + 1] = CLAMPED[bright + greenOfU[u] + greenOfV[v] >> FRACTION];
        pixels[at + 2] = CLAMPED[bright + redOfV[v] >> FRACTION];
        return at + 3;
    }
}
