package org.obscura.camera.simulated;

import org.obscura.camera.Resolution;
import org.obscura.camera.spi.PixelFormat;

/** Draws into the bytes of an uncompressed image, without AWT: text there needs fonts that small containers do not have. */
final class Canvas {
    private final byte[] data;
    private final int width;
    private final int height;
    private final PixelFormat format;
    private final int depth;

    Canvas(byte[] data, Resolution resolution, PixelFormat format) {
        this.data = data;
        this.width = resolution.width();
        this.height = resolution.height();
        this.format = format;
        this.depth = format.bytesPerPixel();
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    void set(int x, int y, int rgb) {
        put((y * width + x) * depth, rgb);
    }

    /** Covers a part of a pixel, from 0 to 1; none outside of the image. */
    void blend(int x, int y, int rgb, double coverage) {
        if (coverage > 0 && x >= 0 && x < width && y >= 0 && y < height) {
            set(x, y, coverage < 1 ? mix(get(x, y), rgb, coverage) : rgb);
        }
    }

    /** Returns a colour of which a part, from 0 to 1, is another one. */
    static int mix(int rgb, int other, double part) {
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int from = rgb >> shift & 0xff;
            int to = other >> shift & 0xff;
            mixed |= (int) (from + (to - from) * part + 0.5) << shift;
        }
        return mixed;
    }

    private int get(int x, int y) {
        int at = (y * width + x) * depth;
        int first = data[at] & 0xff;
        if (depth == 1) {
            return first * 0x010101;
        }
        int second = data[at + 1] & 0xff;
        int third = data[at + 2] & 0xff;
        return format == PixelFormat.RGB24 ? first << 16 | second << 8 | third : third << 16 | second << 8 | first;
    }

    /** Copies pixels of a row to another place; they must lie in the image. */
    void copy(int fromX, int fromY, int toX, int toY, int w) {
        if (w > 0) {
            System.arraycopy(data, (fromY * width + fromX) * depth, data, (toY * width + toX) * depth, w * depth);
        }
    }

    /** Fills a rectangle; what lies outside of the image is not drawn. */
    void fill(int x, int y, int w, int h, int rgb) {
        int left = Math.max(0, x);
        int right = Math.min(width, x + w);
        int top = Math.max(0, y);
        int bottom = Math.min(height, y + h);
        if (left >= right || top >= bottom) {
            return;
        }
        int first = (top * width + left) * depth;
        int bytes = (right - left) * depth;
        for (int at = first; at < first + bytes; at += depth) {
            put(at, rgb);
        }
        for (int row = top + 1; row < bottom; row++) {
            System.arraycopy(data, first, data, (row * width + left) * depth, bytes);
        }
    }

    /** Takes a square from another image of the same size and format. */
    void restore(byte[] original, int x, int y, int side) {
        int left = Math.max(0, x);
        int right = Math.min(width, x + side);
        if (left >= right) {
            return;
        }
        for (int row = Math.max(0, y); row < Math.min(height, y + side); row++) {
            int at = (row * width + left) * depth;
            System.arraycopy(original, at, data, at, (right - left) * depth);
        }
    }

    /** Writes text in the middle of a rectangle, as large as fits. */
    void text(String text, int x, int y, int w, int h, int rgb) {
        int columns = BitmapFont.width(text);
        int scale = Math.min(w / Math.max(1, columns), h / BitmapFont.HEIGHT);
        if (scale < 1) {
            return;
        }
        int at = x + (w - columns * scale) / 2;
        int top = y + (h - BitmapFont.HEIGHT * scale) / 2;
        for (int i = 0; i < text.length(); i++) {
            glyph(text.charAt(i), at, top, scale, rgb);
            at += BitmapFont.ADVANCE * scale;
        }
    }

    private void glyph(char c, int x, int y, int scale, int rgb) {
        for (int row = 0; row < BitmapFont.HEIGHT; row++) {
            for (int column = 0; column < BitmapFont.WIDTH; column++) {
                if (BitmapFont.isSet(c, column, row)) {
                    fill(x + column * scale, y + row * scale, scale, scale, rgb);
                }
            }
        }
    }

    private void put(int at, int rgb) {
        int red = rgb >> 16 & 0xff;
        int green = rgb >> 8 & 0xff;
        int blue = rgb & 0xff;
        switch (format) {
            case BGR24 -> bytes(at, blue, green, red);
            case RGB24 -> bytes(at, red, green, blue);
            case GRAY8 -> data[at] = (byte) ((299 * red + 587 * green + 114 * blue + 500) / 1000);
            case JPEG -> throw new IllegalStateException("A compressed image cannot be drawn into");
        }
    }

    private void bytes(int at, int first, int second, int third) {
        data[at] = (byte) first;
        data[at + 1] = (byte) second;
        data[at + 2] = (byte) third;
    }
}
